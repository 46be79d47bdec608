// Renames: the previous state under the names of the next.
#include <algorithm>
#include <map>

#include "compiler/diff/pairing.h"

namespace kura::diff {
namespace {

using change::Places;
using NameMap = std::map<ir::QualifiedName, ir::QualifiedName>;
using ColumnMap = std::map<std::string, std::string>;

void rename(ir::QualifiedName& name, const NameMap& names) {
  const auto found = names.find(name);
  if (found != names.end()) name = found->second;
}

void rename(std::string& column, const ColumnMap& columns) {
  const auto found = columns.find(column);
  if (found != columns.end()) column = found->second;
}

void rename(std::vector<std::string>& list, const ColumnMap& columns) {
  for (std::string& column : list) rename(column, columns);
}

void rename_enums(ir::Type& type, const NameMap& enums) {
  if (type.enum_name) rename(*type.enum_name, enums);
  for (ir::TypeField& field : type.fields) rename_enums(field.type, enums);
}

void rename(ir::Expression& expression, const ColumnMap& columns, const NameMap& enums) {
  if (expression.kind == ir::ExpressionKind::name && !expression.path.empty()) rename(expression.path.back(), columns);
  if (expression.type) rename_enums(*expression.type, enums);
  for (ir::Expression& operand : expression.operands) rename(operand, columns, enums);
}

void rename(ir::Physical& physical, const ColumnMap& columns, const NameMap& enums) {
  if (physical.distribution) rename(physical.distribution->columns, columns);
  if (physical.sort_key) {
    for (ir::SortColumn& column : physical.sort_key->columns) rename(column.name, columns);
  }
  if (physical.partitioning) {
    for (ir::Expression& expression : physical.partitioning->expressions) rename(expression, columns, enums);
  }
  for (ir::Index& index : physical.indexes) {
    for (ir::IndexPart& part : index.parts) rename(part.expression, columns, enums);
    rename(index.include, columns);
    if (index.where) rename(*index.where, columns, enums);
  }
}

/// Everything inside a table that names its own columns.
void rename_inside(ir::Table& table, const ColumnMap& columns, const NameMap& enums) {
  for (ir::Column& column : table.columns) {
    rename(column.name, columns);
    rename_enums(column.type, enums);
    if (column.default_value) rename(*column.default_value, columns, enums);
    if (column.generated) rename(column.generated->expression, columns, enums);
  }
  if (table.primary_key) rename(table.primary_key->columns, columns);
  for (ir::Key& key : table.unique_keys) rename(key.columns, columns);
  for (ir::ForeignKey& key : table.foreign_keys) rename(key.columns, columns);
  for (ir::Check& check : table.checks) rename(check.expression, columns, enums);
  if (table.key_model) rename(table.key_model->columns, columns);
  rename(table.physical, columns, enums);
  rename(table.watermark, columns);
  for (ir::Grant& grant : table.grants) {
    for (ir::Privilege& privilege : grant.privileges) rename(privilege.columns, columns);
  }
}

template <class Object>
NameMap name_map(const ListPairs& pairs, const std::vector<Object>& before, const std::vector<Object>& after) {
  NameMap names;
  for (const Places& places : pairs.both) {
    if (!(before[places.before].name == after[places.after].name))
      names.emplace(before[places.before].name, after[places.after].name);
  }
  return names;
}

/// The renamed columns of each table, under the table's old name; dropped columns whose name is taken over stay as they
/// are.
std::map<ir::QualifiedName, ColumnMap> column_maps(const ir::Schema& before, const ir::Schema& after,
                                                   const Pairing& pairing) {
  std::map<ir::QualifiedName, ColumnMap> maps;
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    const ir::Table& old_table = before.tables[pairing.tables.both[i].before];
    const ir::Table& new_table = after.tables[pairing.tables.both[i].after];
    for (const Places& places : pairing.columns[i].both) {
      const std::string& from = old_table.columns[places.before].name;
      const std::string& to = new_table.columns[places.after].name;
      if (from != to) maps[old_table.name].emplace(from, to);
    }
  }
  return maps;
}

/// The new names of tables and views.
NameMap relation_names(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing) {
  NameMap relations = name_map(pairing.tables, before.tables, after.tables);
  relations.merge(name_map(pairing.views, before.views, after.views));
  return relations;
}

}  // namespace

std::vector<bool> views_over_renamed(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing) {
  std::vector<bool> result(before.views.size(), false);
  if (!pairing.has_renames) return result;
  const NameMap relations = relation_names(before, after, pairing);
  for (std::size_t i = 0; i < before.views.size(); ++i) {
    for (const ir::RelationUse& use : before.views[i].body.relations)
      result[i] = result[i] || relations.contains(use.name);
  }
  return result;
}

void forget_rights_on_dropped_columns(ir::Schema& before, const Pairing& pairing) {
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    if (pairing.columns[i].dropped.empty()) continue;
    ir::Table& table = before.tables[pairing.tables.both[i].before];
    const auto is_dropped = [&](const std::string& column) {
      return std::any_of(pairing.columns[i].dropped.begin(), pairing.columns[i].dropped.end(),
                         [&](std::size_t place) { return table.columns[place].name == column; });
    };
    for (ir::Grant& grant : table.grants) {
      std::erase_if(grant.privileges, [&](ir::Privilege& privilege) {
        const bool is_for_columns = !privilege.columns.empty();
        std::erase_if(privilege.columns, is_dropped);
        return is_for_columns && privilege.columns.empty();
      });
    }
    std::erase_if(table.grants, [](const ir::Grant& grant) { return grant.privileges.empty(); });
  }
}

void apply_renames(ir::Schema& before, const ir::Schema& after, const Pairing& pairing) {
  if (!pairing.has_renames) return;
  const NameMap enums = name_map(pairing.enums, before.enums, after.enums);
  const NameMap relations = relation_names(before, after, pairing);
  const NameMap sequences = name_map(pairing.sequences, before.sequences, after.sequences);
  const auto columns = column_maps(before, after, pairing);
  const ColumnMap none;
  const auto columns_of = [&](const ir::QualifiedName& table) -> const ColumnMap& {
    const auto found = columns.find(table);
    return found == columns.end() ? none : found->second;
  };
  for (ir::Table& table : before.tables) {
    for (ir::ForeignKey& key : table.foreign_keys) {
      rename(key.target_columns, columns_of(key.target));
      rename(key.target, relations);
    }
    const ColumnMap& own = columns_of(table.name);
    if (!own.empty() || !enums.empty()) rename_inside(table, own, enums);
    rename(table.name, relations);
  }
  for (ir::View& view : before.views) {
    for (ir::RelationUse& use : view.body.relations) rename(use.name, relations);
    rename(view.name, relations);
  }
  for (ir::EnumType& type : before.enums) rename(type.name, enums);
  for (ir::Sequence& sequence : before.sequences) {
    if (sequence.owned_by_table) {
      rename(sequence.owned_by_column, columns_of(*sequence.owned_by_table));
      rename(*sequence.owned_by_table, relations);
    }
    rename(sequence.name, sequences);
  }
}

}  // namespace kura::diff
