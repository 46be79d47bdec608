// tree: names and texts of a syntax tree that has no source; what is made for it lives as long as the Tree.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/ir/schema.h"

namespace kura::raise {

inline ast::Name to_name(std::string_view text) {
  return {text, {}, false};
}
ast::QualifiedName to_name(const ir::QualifiedName& name);
std::vector<ast::Name> to_names(const std::vector<std::string>& names);

class Tree {
 public:
  /// The model must outlive the tree.
  explicit Tree(const ir::Warehouse& warehouse) : dialect_(warehouse.dialect) {}

  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  const ir::Table& keep(ir::Table table) { return tables_.emplace_back(std::move(table)); }
  [[nodiscard]] std::vector<ast::Name> dialects() const { return {to_name(dialect_)}; }

  /// A string in which `${` is meant as it is.
  std::string_view literal(const std::string& text);
  /// SQL in whose strings and names `${` is meant as it is.
  ast::RawText sql(const std::string& text);
  /// An engine's own words, one after the other.
  ast::RawText words(const std::vector<ir::NativeClause>& clauses);
  /// A doc comment; a last line that is empty counts.
  std::string_view doc(const std::string& comment);
  ast::Value string(const std::string& text) { return {ast::ValueKind::string, literal(text), {}}; }
  ast::Value number(std::int64_t number) { return {ast::ValueKind::number, keep(std::to_string(number)), {}}; }

 private:
  std::string_view dialect_;
  std::deque<std::string> texts_;
  std::deque<ir::Table> tables_;
};

}  // namespace kura::raise
