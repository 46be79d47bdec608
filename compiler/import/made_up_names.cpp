// The names that compiling makes up are asked of the compiler: what it gives to a table that stands alone.
#include "compiler/import/made_up_names.h"

#include <algorithm>

namespace kura::import {

std::vector<std::string*> constraint_names(ir::Table& table) {
  std::vector<std::string*> names;
  for (ir::Index& index : table.physical.indexes) names.push_back(&index.name);
  if (table.primary_key) names.push_back(&table.primary_key->name);
  for (ir::Key& key : table.unique_keys) names.push_back(&key.name);
  for (ir::ForeignKey& key : table.foreign_keys) names.push_back(&key.name);
  for (ir::Check& check : table.checks) names.push_back(&check.name);
  return names;
}

void name_as_compiled(ir::Table& table, Context& context) {
  ir::Schema alone;
  alone.warehouse = context.schema.warehouse;
  alone.enums = context.schema.enums;
  alone.sequences = context.schema.sequences;
  alone.tables.push_back(table);
  for (const ir::ForeignKey& key : table.foreign_keys) {
    const ir::Table* target = find_table(context, key.target);
    const bool is_there = target == nullptr || std::any_of(alone.tables.begin(), alone.tables.end(),
                                                           [&](const ir::Table& it) { return it.name == key.target; });
    if (is_there) continue;
    alone.tables.push_back(*target);
    alone.tables.back().foreign_keys.clear();
  }
  diag::Sink mistakes;
  dialect::prepare(alone, context.dialect, mistakes);
  const std::vector<std::string*> written = constraint_names(table);
  const std::vector<std::string*> compiled = constraint_names(alone.tables.front());
  if (mistakes.has_errors() || written.size() != compiled.size()) return;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i]->empty()) *written[i] = *compiled[i];
  }
}

}  // namespace kura::import
