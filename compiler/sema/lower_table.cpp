// Tables: columns, constraints, key model, physical design.
#include <array>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/placement.h"
#include "compiler/sema/rules/table_rules.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/words.h"

namespace kura::sema {
namespace {

constexpr std::array<ClauseWord<ir::KeyModelKind>, 4> kModels = {{
    {"primary", ir::KeyModelKind::primary},
    {"unique", ir::KeyModelKind::unique},
    {"duplicate", ir::KeyModelKind::duplicate},
    {"aggregate", ir::KeyModelKind::aggregate},
}};

Boxed<ir::KeyModel> lower_key_model(Scope& scope) {
  const auto chosen = choose<ast::ModelClause>(scope, "model");
  if (!chosen) return {};
  const auto kind = meaning_of(scope.lowering, chosen.clause->model, chosen.entry->at(), "a key model", kModels);
  if (!kind) return {};
  return ir::KeyModel{*kind, column_list(scope, chosen.clause->columns), chosen.entry->at()};
}

std::string lower_watermark(const Scope& scope) {
  const auto chosen = choose<ast::WatermarkClause>(scope, "watermark");
  if (!chosen) return {};
  find_column(scope, chosen.clause->column);
  return std::string(chosen.clause->column.text);
}

/// The old name stands in the table's namespace when none is written.
ir::QualifiedName old_name(const Lowering& lowering, const ast::QualifiedName& was, std::string_view schema) {
  if (was.name.text.empty()) return {};
  const std::string_view old_schema = was.schema.text.empty() ? schema : was.schema.text;
  return {std::string(lowering.relations.effective(old_schema)), std::string(was.name.text)};
}

/// What `with (…)` and `no inherit` say in a `for` block is the engine's own.
void add_view_options_as_native(Scope& scope, ir::Table& table) {
  for (const Entry& entry : scope.entries) {
    const auto* option = std::get_if<ast::ViewOptionClause>(&entry.member->node);
    if (option == nullptr) continue;
    const std::string text = fmt::format("{} {}", option->keyword, option->rest.text);
    add_native(scope.lowering, {scope.lowering.sources.keep(text), entry.at()}, entry.native, NativeWord::clause,
               table.physical.native);
  }
}

TableParts start_table(Lowering& lowering, std::string_view schema, const ast::QualifiedName& name) {
  TableParts parts{
      {lowering, lowering.relations.effective(schema), name.name.text, {}, false, {}}, {}, 0, false, {}, {}};
  parts.table.name = {std::string(parts.scope.schema), std::string(name.name.text)};
  parts.table.at = name.name.at;
  return parts;
}

ir::Table lower_table(Lowering& lowering, const Declared<ast::TableDecl>& declared, std::size_t position) {
  const ast::TableDecl& decl = *declared.decl;
  TableParts parts = start_table(lowering, declared.schema, decl.name);
  parts.position = position;
  parts.is_external = decl.is_external;
  ir::Table& table = parts.table;
  table.was = old_name(lowering, decl.was, declared.schema);
  table.comment = declared.declaration->doc;
  gather(parts.scope, decl.members, declared.declaration->only_on, place_of(decl));
  lower_columns(parts);
  lower_constraints(parts);
  rules::check_column_renames(parts);
  if (decl.is_external) return std::move(table);
  table.key_model = lower_key_model(parts.scope);
  table.physical = lower_physical(parts.scope);
  add_view_options_as_native(parts.scope, table);
  table.watermark = lower_watermark(parts.scope);
  table.owner = lower_owner(parts.scope);
  table.grants = lower_grants(parts.scope);
  return std::move(table);
}

/// An external view is known by its columns only, as an external table is.
ir::Table lower_external_view(Lowering& lowering, const Declared<ast::ViewDecl>& declared) {
  TableParts parts = start_table(lowering, declared.schema, declared.decl->name);
  parts.is_external = true;
  gather(parts.scope, declared.decl->members, declared.declaration->only_on, kInExternal);
  lower_columns(parts);
  lower_constraints(parts);
  return std::move(parts.table);
}

}  // namespace

void lower_tables(Lowering& lowering, ir::Schema& schema, std::vector<ir::Table>& externals) {
  schema.tables.reserve(lowering.project.tables.size());
  for (const auto& declared : lowering.project.tables) {
    if (!applies(declared.declaration->only_on, lowering.lineage)) continue;
    std::vector<ir::Table>& list = declared.decl->is_external ? externals : schema.tables;
    const std::string_view namespace_name = lowering.relations.effective(declared.schema);
    if (Relation* relation = lowering.relations.find_exact(namespace_name, declared.name))
      relation->position = list.size();
    list.push_back(lower_table(lowering, declared, list.size()));
  }
  for (const auto& declared : lowering.project.views) {
    if (!declared.decl->is_external || !applies(declared.declaration->only_on, lowering.lineage)) continue;
    const std::string_view namespace_name = lowering.relations.effective(declared.schema);
    if (Relation* relation = lowering.relations.find_exact(namespace_name, declared.name))
      relation->position = externals.size();
    externals.push_back(lower_external_view(lowering, declared));
  }
}

}  // namespace kura::sema
