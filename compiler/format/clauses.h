// clauses: members of a table, a view's header or a `for` block, each as one line of text.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/format/expressions.h"

namespace kura::format {

/// A clause without its `only on` and its `;`. Not for columns, `properties` and `for`, which have layouts of their
/// own.
std::string clause_text(const ast::MemberNode& clause, TypeWords words);

/// `references t(a) on delete cascade`
std::string reference_text(const ast::Reference& reference);
/// `on update now()`
std::string action_text(const ast::ReferenceAction& action);
/// ` only on a, b`, or nothing.
std::string only_on_text(const std::vector<ast::Name>& dialects);

/// A column as cells of a table: name, type, and the attributes in canonical order, `only on` last.
struct ColumnRow {
  std::string name;
  std::string type;
  std::vector<std::string> attributes;
};
ColumnRow column_row(const ast::Column& column, const std::vector<ast::Name>& only_on, TypeWords words);

/// `"key" = value`
std::string property_text(const ast::Property& property);

}  // namespace kura::format
