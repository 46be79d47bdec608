// What every reader of statements is given: the engine, the model as far as it was read, and where findings go.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/dialect/reading.h"
#include "compiler/import/kinds.h"
#include "compiler/import/tree.h"
#include "compiler/ir/schema.h"

namespace kura::import {

struct Context {
  const dialect::Dialect& dialect;
  const dialect::Reading& reading;
  diag::Sink& sink;
  ir::Schema schema = {};
  std::vector<std::string> search_path = {};                       // of names without one: USE, SET search_path
  std::map<ir::QualifiedName, ir::QualifiedName> partitions = {};  // tables that are partitions, and of what
  std::map<std::string, std::pair<std::size_t, SourceRange>> passed_over =
      {};  // verbs of statements that are no schema

  std::map<std::string, std::string> collations = {};  // those that were created, and the namespace of each
  std::map<std::string, ir::Type> domains = {};        // what they are made of, by their names alone
  std::set<ir::QualifiedName> keyed_later = {};        // tables whose keys came in statements of their own
  // Relations that were reported as left out, with the statements on them that came behind.
  std::map<ir::QualifiedName, std::pair<std::size_t, SourceRange>> left_out = {};
  std::vector<std::pair<ir::QualifiedName, std::string>> unnamed_keys = {};  // foreign keys that the server named
  bool is_printed_by_server = false;                                         // words that only servers print
  std::set<ir::QualifiedName> printed = {};                                  // tables whose statements hold such words
  bool keeps_default_namespace = false;  // a statement created it, so it is meant to be written

  [[nodiscard]] const dialect::LexicalRules& rules() const { return reading.lexical; }
};

// Names.

std::string name_of(const Part& part, const Context& context);
/// Of `a`, `a.b` or `catalog.a.b` where it is referred to: as the engine finds it, in the first namespace of the search
/// path that holds it. The default namespace is the one without a name, whichever way it was written first.
ir::QualifiedName qualified_name(const Part& part, const Context& context);
ir::QualifiedName qualified_name(Tokens tokens, const Context& context);
/// The same where it is created: in the first namespace of the search path.
ir::QualifiedName created_name(const Part& part, const Context& context);
ir::QualifiedName created_name(Tokens tokens, const Context& context);
/// The names between commas, parentheses around them or not.
std::vector<std::string> name_list(Tokens tokens, const Context& context);

// What was read.

ir::Table* find_table(Context& context, const ir::QualifiedName& name);
ir::View* find_view(Context& context, const ir::QualifiedName& name);
ir::Sequence* find_sequence(Context& context, const ir::QualifiedName& name);
ir::EnumType* find_enum(Context& context, const ir::QualifiedName& name);
/// An index by its name, and what it is an index of.
struct FoundIndex {
  ir::Physical* physical = nullptr;
  ir::Index* index = nullptr;
};
FoundIndex find_index(Context& context, const ir::QualifiedName& name);
bool is_taken(const Context& context, const ir::QualifiedName& name);
/// What the engine names the sequence of a column that counts up.
std::string counting_sequence(std::string table, std::string column, const Context& context);

// Tokens.

/// Without the parentheses around them.
Tokens inside(Tokens group);
/// At the commas outside of parentheses.
std::vector<Tokens> split_at_commas(Tokens tokens);
/// Adds a piece behind others, with a separator between.
void append(std::string& list, std::string_view separator, std::string_view piece);
SourceRange place_of(Tokens tokens, SourceRange fallback);
std::string lower_text(Tokens tokens);

// Findings.

/// Of an object that was not created, or was left out itself.
void report_unknown(Context& context, std::string_view kind, const ir::QualifiedName& name, SourceRange at);
void report_left_out(Context& context, std::string what, SourceRange at, std::string_view why = {});
/// An engine's own words, as a schema keeps them.
std::string own_words(Tokens tokens, const Context& context);
/// The engine's own words as clauses, one each; what its table does not know is reported.
std::vector<ir::NativeClause> native_clauses(Tokens tokens, dialect::NativeScope scope, SourceRange at,
                                             Context& context);
std::vector<ir::NativeClause> native_clauses(std::string text, dialect::NativeScope scope, SourceRange at,
                                             Context& context);

}  // namespace kura::import
