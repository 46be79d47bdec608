// What the passages of lowering share: the warehouse's names, parameters and dialects, and one table's scope.
#pragma once

#include "compiler/sema/column_names.h"
#include "compiler/sema/parameters.h"
#include "compiler/sema/relation_index.h"

namespace kura::sema {

using DialectList = std::span<const ast::Name>;

/// A foreign key whose target is looked up when all tables are known.
struct PendingReference {
  std::size_t table = 0;  // in Schema::tables
  std::size_t key = 0;    // in its foreign keys
  const ast::Reference* reference = nullptr;
  std::vector<ast::Name> columns;
  std::string_view schema;  // the namespace around
  bool is_broken = false;   // its own columns are unknown, and reported
};

/// A sequence's `owned by`, whose column is looked up when all tables are known.
struct PendingOwner {
  std::size_t sequence = 0;  // in Schema::sequences
  SourceRange at;
};

struct Lowering {
  const Project& project;
  const Vocabulary& vocabulary;
  SourceManager& sources;
  diag::Sink& sink;
  Lineage lineage;
  std::string_view dialect;  // for messages
  Parameters parameters;
  RelationIndex relations;
  std::unordered_map<std::string_view, const ast::MixinDecl*> mixins;
  std::vector<PendingReference> references;
  std::vector<PendingOwner> owners;
};

/// One member of a table or view with what was around it: `for` blocks and mixins are opened up.
struct Entry {
  const ast::Member* member = nullptr;
  std::size_t level = 0;  // 0: portable; higher: from a more specific `for` block
  std::size_t depth = 0;  // how many mixins lie between it and the declaration
  DialectList native;     // the dialects whose own words may stand here; empty: none
  SourceRange use;        // the `use` of the declaration that brought it, or no place

  /// Of two that can only stand once the stronger is taken: the more specific dialect's, then the less deeply mixed in.
  [[nodiscard]] bool is_stronger_than(const Entry& other) const {
    return level != other.level ? level > other.level : depth < other.depth;
  }
  [[nodiscard]] bool is_as_strong_as(const Entry& other) const { return level == other.level && depth == other.depth; }
  /// Where to point at: the clause, whichever file it is in.
  [[nodiscard]] SourceRange at() const { return member->at; }
};

/// What names mean inside one table or materialized view.
struct Scope {
  Lowering& lowering;
  std::string_view schema;    // the namespace around
  std::string_view relation;  // its name, for messages and for `orders.amount`
  ColumnNames columns;
  bool has_open_columns = false;  // a query makes the columns: their names are not known
  std::vector<Entry> entries;
};

/// Fills the scope's entries: what applies to this warehouse, in the order in which it was written. `place` says what
/// may stand there; the rest was reported by the analysis.
void gather(Scope& scope, const std::vector<ast::Member>& members, DialectList only_on, unsigned place);

/// The strongest clause of a type, with its entry; reports a second one of the same strength as `name`.
template <class Clause>
struct Chosen {
  const Entry* entry = nullptr;
  const Clause* clause = nullptr;
  explicit operator bool() const { return clause != nullptr; }
};
void report_second_clause(const Scope& scope, std::string_view name, const Entry& first, const Entry& second);

template <class Clause>
Chosen<Clause> choose(const Scope& scope, std::string_view name) {
  Chosen<Clause> chosen;
  for (const Entry& entry : scope.entries) {
    const auto* clause = std::get_if<Clause>(&entry.member->node);
    if (clause == nullptr) continue;
    if (!chosen || entry.is_stronger_than(*chosen.entry)) {
      chosen = {&entry, clause};
    } else if (entry.is_as_strong_as(*chosen.entry)) {
      report_second_clause(scope, name, *chosen.entry, entry);
    }
  }
  return chosen;
}

/// The column's place in the table; reports an unknown one (or says that only other warehouses have it).
std::optional<std::size_t> find_column(const Scope& scope, const ast::Name& name);
/// The names of columns that exist, each once.
std::vector<std::string> column_list(const Scope& scope, const std::vector<ast::Name>& names);
/// Reports a relation that is declared, but not for this warehouse.
void report_absent(const Lowering& lowering, std::string_view name, SourceRange at, DialectList only_on);
/// Reports a name that no relation has, with suggestions.
void report_unknown_relation(const Lowering& lowering, std::string_view schema, std::string_view name, SourceRange at,
                             std::string_view around);

/// Adds an engine's own words, or reports them where they may not stand.
void add_native(Lowering& lowering, const ast::RawText& text, DialectList native, NativeWord kind,
                std::vector<ir::NativeClause>& clauses);
void report_native(Lowering& lowering, std::string_view text, SourceRange at, NativeWord kind);

}  // namespace kura::sema
