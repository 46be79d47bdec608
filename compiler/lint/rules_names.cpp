// Rules on names and comments.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/base/overloaded.h"
#include "compiler/lint/context.h"

namespace kura::lint {
namespace {

bool has_doc(const PlacedMember& placed) {
  const auto& column = std::get<ast::Column>(placed.member->node);
  return !placed.member->doc.empty() || !column.doc.empty();
}

/// Words of lower case letters and digits with single `_` between them. One `_` may stand before them: loaders mark
/// their columns so.
bool is_snake_case(std::string_view name) {
  if (name.starts_with('_')) name.remove_prefix(1);
  if (name.empty() || name.back() == '_' || is_digit(name.front()) || name.find("__") != std::string_view::npos)
    return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return c == '_' || is_digit(c) || (is_letter(c) && to_lower(c) == c); });
}

bool is_upper_case(std::string_view name) {
  std::string lower = to_lower(name);
  return lower != name ? is_snake_case(lower) && to_upper(name) == name : false;
}

bool is_in_style(std::string_view name, NamingStyle style) {
  const auto is_letters = [&] {
    return std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
  };
  if (name.empty()) return true;
  switch (style) {
    case NamingStyle::snake_case:
      return is_snake_case(name);
    case NamingStyle::camel_case:
      return is_letters() && is_letter(name[0]) && to_lower(name[0]) == name[0];
    case NamingStyle::pascal_case:
      return is_letters() && is_letter(name[0]) && to_upper(name[0]) == name[0];
    case NamingStyle::upper_case:
      return is_upper_case(name);
  }
  return true;
}

void check_style(Context& context, std::string_view what, const ast::Name& name) {
  if (is_in_style(name.text, context.settings.naming_style)) return;
  context.report(name.at,
                 {std::string(what), std::string(name.text), std::string(style_word(context.settings.naming_style))});
}

void check_clause_style(Context& context, const ast::MemberNode& node) {
  std::visit(Overloaded{
                 [&](const ast::Column& column) { check_style(context, "column", column.name); },
                 [&](const ast::KeyClause& key) {
                   check_style(context, key.is_primary ? "primary key" : "unique key", key.name);
                 },
                 [&](const ast::ForeignKeyClause& key) { check_style(context, "foreign key", key.name); },
                 [&](const ast::CheckClause& check) { check_style(context, "check", check.name); },
                 [&](const ast::IndexClause& index) { check_style(context, "index", index.name); },
                 [](const auto&) {},
             },
             node);
}

bool is_external(const ast::Declaration& declaration) {
  const bool has_members = std::holds_alternative<ast::TableDecl>(declaration.node) ||
                           std::holds_alternative<ast::ViewDecl>(declaration.node);
  return has_members && managed_name(declaration) == nullptr;
}

void check_reserved(Context& context, const Warehouse& warehouse, const char* what, const std::string& name,
                    SourceRange at) {
  if (!dialect::is_reserved(*warehouse.dialect, name)) return;
  context.report(at, {what, name});
}

}  // namespace

namespace rules {

void missing_comment(Context& context) {
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    const bool is_relation = std::holds_alternative<ast::TableDecl>(declaration->node) ||
                             std::holds_alternative<ast::ViewDecl>(declaration->node);
    const ast::QualifiedName* name = managed_name(*declaration);
    if (!is_relation || name == nullptr || !declaration->doc.empty()) continue;
    context.report(name->name.at, {std::string(kind_word(*declaration)), std::string(name->name.text)});
  }
}

void missing_column_comment(Context& context) {
  for (const PlacedMember& placed : context.syntax.members()) {
    if (!std::holds_alternative<ast::Column>(placed.member->node) || is_external(*placed.declaration) ||
        has_doc(placed))
      continue;
    const ast::Name& name = std::get<ast::Column>(placed.member->node).name;
    context.report(name.at, {std::string(name.text)});
  }
}

void naming(Context& context) {
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    if (const ast::QualifiedName* name = managed_name(*declaration))
      check_style(context, kind_word(*declaration), name->name);
  }
  for (const PlacedMember& placed : context.syntax.members()) {
    if (!is_external(*placed.declaration)) check_clause_style(context, placed.member->node);
  }
}

void reserved_name(Context& context) {
  context.each_warehouse([&](const Warehouse& warehouse) {
    if (warehouse.dialect == nullptr) return;
    for (const ir::Table& table : warehouse.declared.tables) {
      check_reserved(context, warehouse, "table", table.name.name, table.at);
      for (const ir::Column& column : table.columns)
        check_reserved(context, warehouse, "column", column.name, column.at);
    }
    for (const ir::View& view : warehouse.declared.views)
      check_reserved(context, warehouse, "view", view.name.name, view.at);
  });
}

}  // namespace rules
}  // namespace kura::lint
