// settle: engines that keep the case of names and look them up without it. A schema tells them apart.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/settle.h"

namespace kura::import {
namespace {

class CaseSettler {
 public:
  explicit CaseSettler(Context& context) : context_(context) {}

  void settle(ir::Table& table) {
    if (table.primary_key) settle(table.primary_key->columns, table);
    for (ir::Key& key : table.unique_keys) settle(key.columns, table);
    for (ir::Check& check : table.checks) settle(check.expression, table);
    for (ir::ForeignKey& key : table.foreign_keys) {
      settle(key.columns, table);
      settle_target(key);
    }
    for (ir::Column& column : table.columns) {
      if (column.generated) settle(column.generated->expression, table);
    }
    if (table.key_model) settle(table.key_model->columns, table);
    settle(table.physical, table);
  }

 private:
  static void settle(std::string& name, const ir::Table& table) {
    if (ir::find_column(table, name) != nullptr) return;
    for (const ir::Column& column : table.columns) {
      if (equals_ignoring_case(column.name, name)) name = column.name;
    }
  }
  static void settle(std::vector<std::string>& names, const ir::Table& table) {
    for (std::string& name : names) settle(name, table);
  }
  static void settle(ir::Expression& expression, const ir::Table& table) {
    if (expression.kind == ir::ExpressionKind::name) settle(expression.path.back(), table);
    for (ir::Expression& operand : expression.operands) settle(operand, table);
  }

  static void settle(ir::Physical& physical, const ir::Table& table) {
    if (physical.distribution) settle(physical.distribution->columns, table);
    if (physical.sort_key) {
      for (ir::SortColumn& column : physical.sort_key->columns) settle(column.name, table);
    }
    for (ir::Index& index : physical.indexes) {
      for (ir::IndexPart& part : index.parts) settle(part.expression, table);
      if (index.where) settle(*index.where, table);
    }
    if (!physical.partitioning) return;
    for (ir::Expression& expression : physical.partitioning->expressions) settle(expression, table);
  }

  void settle_target(ir::ForeignKey& key) {
    const ir::Table* target = find_table(context_, key.target);
    for (const ir::Table& table : context_.schema.tables) {
      const bool is_it = target == nullptr && equals_ignoring_case(table.name.name, key.target.name) &&
                         equals_ignoring_case(table.name.schema, key.target.schema);
      if (is_it) target = &table;
    }
    if (target == nullptr) return;
    key.target = target->name;
    settle(key.target_columns, *target);
  }

  Context& context_;
};

}  // namespace

void settle_case(Context& context) {
  if (context.rules().folds_names) return;
  CaseSettler settler(context);
  for (ir::Table& table : context.schema.tables) settler.settle(table);
}

}  // namespace kura::import
