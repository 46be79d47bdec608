// objects: warehouses, namespaces, enums, sequences, tables.
#include "compiler/raise/objects.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/format/names.h"
#include "compiler/raise/members.h"

namespace kura::raise {
namespace {

/// What a state does not have: the address, which may hold secrets, and what a migration may do.
constexpr std::string_view kNoState[] = {"url", "destructive", "rebuild", "column_order", "column_rebuild"};

ast::Declaration declare(ast::DeclarationNode node, std::string_view doc = {}) {
  return {std::move(node), {}, doc, {}};
}

bool is_whole_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

ast::Value setting_value(Tree& tree, const std::string& text) {
  if (is_whole_number(text)) return {ast::ValueKind::number, text, {}};
  if (text == "true" || text == "false") return {ast::ValueKind::boolean, text, {}};
  return tree.string(text);
}

/// A name among a sequence's words, where all words of the language would end them.
std::string option_name(std::string_view name) {
  return format::name_text(name, format::NamePlace::object);
}

std::string owner_text(const ir::Sequence& sequence) {
  const ir::QualifiedName& table = *sequence.owned_by_table;
  const std::string schema = table.schema.empty() ? "" : option_name(table.schema) + ".";
  return fmt::format("owned by {}{}.{}", schema, option_name(table.name), option_name(sequence.owned_by_column));
}

}  // namespace

ast::Declaration raise_warehouse(Tree& tree, const ir::Warehouse& warehouse) {
  ast::WarehouseDecl decl;
  decl.name = to_name(warehouse.name);
  decl.dialect = to_name(warehouse.dialect);
  for (const auto& [key, text] : warehouse.settings) {
    if (std::find(std::begin(kNoState), std::end(kNoState), key) != std::end(kNoState)) continue;
    decl.settings.push_back({to_name(key), setting_value(tree, text)});
  }
  for (const ir::Property& property : warehouse.properties) {
    decl.properties.push_back({tree.literal(property.key), {}, true, tree.string(property.value)});
  }
  return declare(std::move(decl));
}

ast::Declaration raise_namespace(Tree& tree, const ir::Namespace& declared) {
  return declare(ast::SchemaDecl{to_name(declared.name)}, tree.doc(declared.comment));
}

ast::Declaration raise_enum(Tree& tree, const ir::EnumType& type) {
  ast::EnumDecl decl;
  decl.name = to_name(type.name);
  for (const ir::EnumLabel& label : type.labels) {
    decl.labels.push_back({label.text, {}, true, tree.doc(label.comment), {}});
  }
  return declare(std::move(decl), tree.doc(type.comment));
}

ast::Declaration raise_sequence(Tree& tree, const ir::Sequence& sequence) {
  ast::SequenceDecl decl;
  decl.name = to_name(sequence.name);
  const auto add = [&](std::string words) { decl.options.push_back({tree.keep(std::move(words)), {}}); };
  const auto add_number = [&](std::string_view word, const Boxed<std::int64_t>& number) {
    if (number) add(fmt::format("{} {}", word, *number));
  };
  if (sequence.type) add("as " + ir::to_text(*sequence.type));
  add_number("start", sequence.start);
  add_number("increment", sequence.increment);
  add_number("min", sequence.min);
  add_number("max", sequence.max);
  add_number("cache", sequence.cache);
  if (sequence.is_cycle) add("cycle");
  if (sequence.owned_by_table) add(owner_text(sequence));
  return declare(std::move(decl), tree.doc(sequence.comment));
}

ast::Declaration raise_external(Tree& tree, const ir::ExternalRelation& external) {
  ir::Table columns_and_keys;
  columns_and_keys.columns = external.columns;
  columns_and_keys.primary_key = external.primary_key;
  columns_and_keys.unique_keys = external.unique_keys;
  const ir::Table& table = tree.keep(std::move(columns_and_keys));
  Members members(tree);
  add_columns(members, table);
  add_constraints(members, table);
  ast::TableDecl decl;
  decl.is_external = true;
  decl.name = to_name(external.name);
  decl.members = members.take();
  return declare(std::move(decl));
}

ast::Declaration raise_table(Tree& tree, const ir::Table& table) {
  Members members(tree);
  add_columns(members, table);
  add_constraints(members, table);
  add_indexes(members, table.physical);
  if (table.key_model) {
    static constexpr std::string_view kModels[] = {"primary", "unique", "duplicate", "aggregate"};
    const auto kind = static_cast<std::size_t>(table.key_model->kind);
    members.add(ast::ModelClause{kModels[kind], to_names(table.key_model->columns)});
  }
  add_physical(members, table.physical);
  if (!table.watermark.empty()) members.add(ast::WatermarkClause{to_name(table.watermark)});
  add_rights(members, table.owner, table.grants);
  ast::TableDecl decl;
  decl.name = to_name(table.name);
  decl.members = members.take();
  return declare(std::move(decl), tree.doc(table.comment));
}

}  // namespace kura::raise
