// build: the pieces that every tree-building file uses: names, values, raw text, places and docs.
#pragma once

#include "compiler/ast/ast.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/sink.h"
#include "compiler/parse/tree.h"
#include "compiler/source/source_manager.h"

namespace kura::parse {

/// What building one file needs and leaves behind.
struct Build {
  SourceManager& sources;
  BufferId buffer;
  diag::Sink& sink;
  const TokenList& list;
  std::vector<bool> docs_used;              // by index of the list's docs
  std::vector<SourceRange> raw_texts = {};  // in source order: comments in them belong to their text
  std::size_t expression_depth = 0;
  bool is_broken = false;  // the entry being built cannot be represented: it is left out

  [[nodiscard]] const SourceToken& token(std::size_t index) const { return list.tokens[index]; }
};

// Places
SourceRange place(const Build& build, const SourceToken& token);
SourceRange place(const Build& build, const SourceToken& first, const SourceToken& last);
SourceRange place(const Build& build, const Node& node);

// Texts. A text that stands in the source as it is needed is a view into it.
std::string_view folded(Build& build, const SourceToken& word);
/// The inside of a quoted token with doubled quotes undone; `prefix` bytes stand before its opening quote.
std::string_view unquoted(Build& build, const SourceToken& token, std::size_t prefix = 0);
/// The tokens' texts with one blank where the source has white space or comments.
std::string_view joined(Build& build, const SourceToken& first, const SourceToken& last);
std::string_view joined_folded(Build& build, const SourceToken& first, const SourceToken& last);
ast::RawText raw_text(Build& build, const SourceToken& first, const SourceToken& last);
ast::RawText raw_text(Build& build, const Node& node);

// Names and values
ast::Name name_of(Build& build, const SourceToken& token);
ast::Name name_of(Build& build, const Node& node);
ast::QualifiedName qualified_name_of(Build& build, const Node& node);
/// The names of a list in parentheses, or of any node whose children are names.
std::vector<ast::Name> names_of(Build& build, const Node& node);
/// The names of a `nameList` child; none when there is no list.
std::vector<ast::Name> name_list_of(Build& build, const Node& node);
std::vector<ast::Name> only_on_of(Build& build, const Node& node);
ast::Value value_of(Build& build, const Node& node);
ast::Value number_of(Build& build, const Node& signed_number);
ast::Value string_value(Build& build, const SourceToken& token);

/// The doc comment that ends right before the token.
std::string_view take_doc(Build& build, const SourceToken& token);

/// "expected …, found …" at a token the grammar leaves open; the entry is left out.
void report_unexpected(Build& build, std::string expected, const SourceToken& found);

}  // namespace kura::parse
