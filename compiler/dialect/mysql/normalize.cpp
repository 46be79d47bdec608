// Normalizing: what the server spells otherwise, and words that say nothing to it.
#include "compiler/dialect/mysql/normalize.h"

#include <charconv>

#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/renderer.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

using ir::Expression;
using ir::ExpressionKind;

/// `a is distinct from b` is NOT (a <=> b).
void spell_distinct(Expression& expression) {
  for (Expression& operand : expression.operands) spell_distinct(operand);
  if (expression.kind != ExpressionKind::binary) return;
  const bool is_distinct = expression.text == "is distinct from";
  if (!is_distinct && expression.text != "is not distinct from") return;
  expression.text = "<=>";
  if (!is_distinct) return;
  Expression negation;
  negation.kind = ExpressionKind::unary;
  negation.text = "not";
  negation.at = expression.at;
  negation.operands.push_back(std::move(expression));
  expression = std::move(negation);
}

}  // namespace

void drop_restrict(ir::ForeignKey& key) {
  for (ir::ReferentialAction* action : {&key.on_delete, &key.on_update}) {
    if (*action == ir::ReferentialAction::restrict) *action = ir::ReferentialAction::no_action;
  }
}

bool is_whole_column(const ir::IndexPart& part, const ir::Table& table, const ir::Schema& schema,
                     const Flavour& flavour) {
  const ir::Expression* length = prefix_length(part);
  if (length == nullptr) return !column_of(part).empty();
  const ir::Column* column = column_named(table, column_of(part));
  if (column == nullptr) return false;
  const Shape shape = shape_of(*column, schema, flavour);
  const bool is_bounded = shape.family == Family::text || shape.family == Family::binary;
  std::int64_t count = 0;
  std::from_chars(length->text.data(), length->text.data() + length->text.size(), count);
  return is_bounded && count == shape.length;
}

bool is_usual_method(std::string_view method, std::string_view engine) {
  if (engine == "memory" || engine == "heap") return method == "hash";
  return method == "btree" && (engine == "innodb" || engine == "myisam" || engine == "aria");
}

void normalize(ir::Schema& schema, const Dialect& dialect) {
  const Flavour& flavour = static_cast<const MysqlRenderer&>(*dialect.renderer).flavour();
  for (ir::Table& table : schema.tables) {
    for_each_expression(table, [](const PlacedExpression& placed) { spell_distinct(placed.expression); });
    for (ir::Column& column : table.columns) {
      const bool is_filled = find_native(column.native, "zerofill") != nullptr;
      if (is_filled && find_native(column.native, "unsigned") == nullptr)
        column.native.push_back({"unsigned", "unsigned", {}, column.at});
    }
    for (ir::ForeignKey& key : table.foreign_keys) drop_restrict(key);
    const std::string engine = engine_of(table);
    const auto is_usual = [&](const ir::NativeClause& it) {
      return it.keyword.starts_with("using ") && is_usual_method(it.keyword.substr(6), engine);
    };
    if (table.primary_key) std::erase_if(table.primary_key->native, is_usual);
    for (ir::Key& key : table.unique_keys) std::erase_if(key.native, is_usual);
    for (ir::Index& index : table.physical.indexes) {
      if (is_usual_method(index.method, engine)) index.method.clear();
      for (ir::IndexPart& part : index.parts) {
        if (prefix_length(part) == nullptr || !is_whole_column(part, table, schema, flavour)) continue;
        part.expression.kind = ExpressionKind::name;
        part.expression.operands.clear();
      }
    }
  }
  for (ir::View& view : schema.views) {
    // CASCADED is what the option means without a word.
    for (ir::NativeClause& clause : view.physical.native) {
      if (clause.keyword == "with cascaded check option") clause.keyword = "with check option";
    }
  }
}

}  // namespace kura::dialect::mysql
