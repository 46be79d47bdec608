// Reading: who reads which dialect, and what several of them settle.
#include "compiler/dialect/reading.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "compiler/base/ascii.h"
#include "compiler/base/check.h"

namespace kura::dialect {

#define KURA_DIALECT(name)       \
  namespace name {               \
  extern const Dialect kDialect; \
  extern const Reading kReading; \
  }
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT

namespace {

using ir::Expression;
using ir::ExpressionKind;
using ir::TypeKind;

bool is_text(TypeKind kind) {
  return kind == TypeKind::text || kind == TypeKind::varchar || kind == TypeKind::char_;
}

bool is_cast_of(const Expression& expression, ExpressionKind kind) {
  return expression.kind == ExpressionKind::cast && expression.operands[0].kind == kind;
}

void replace_by_operand(Expression& expression) {
  Expression operand = std::move(expression.operands[0]);
  expression = std::move(operand);
}

bool is_numeral(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && is_digit(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.'; });
}

Expression number_of(const std::string& numeral) {
  Expression number;
  number.kind = ExpressionKind::number;
  number.text = numeral;
  if (!numeral.starts_with('-')) return number;
  number.text.erase(0, 1);
  Expression negative;
  negative.kind = ExpressionKind::unary;
  negative.text = "-";
  negative.operands = {std::move(number)};
  return negative;
}

/// `'-1000'::integer`, `'-0.5'::numeric`: how a server prints a number that has this type by itself.
bool is_quoted_number(const Expression& expression) {
  if (!is_cast_of(expression, ExpressionKind::string) || expression.text != kAddedCast || !expression.type)
    return false;
  const std::string& text = expression.operands[0].text;
  const ir::Type& type = *expression.type;
  if (!is_numeral(text)) return false;
  if (text.find('.') != std::string::npos) return type.kind == TypeKind::decimal && type.length < 0;
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_small =
      value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
  return read.ec == std::errc() && type.kind == (is_small ? TypeKind::int_ : TypeKind::bigint);
}

bool is_comparison(const Expression& expression) {
  if (expression.kind == ExpressionKind::in_list || expression.kind == ExpressionKind::between) return true;
  if (expression.kind == ExpressionKind::like) return true;
  return expression.kind == ExpressionKind::binary && expression.text.find_first_of("=<>") != std::string::npos;
}

bool is_text_column(const ir::Table& table, const Expression& expression) {
  const ir::Column* column = expression.path.empty() ? nullptr : ir::find_column(table, expression.path.back());
  return column != nullptr && is_text(column->type.kind) && column->type.kind != TypeKind::char_;
}

/// `amount * (2)::numeric`: the number takes the type of its neighbour anyway.
bool has_neighbour_of(const Expression& expression, TypeKind kind, const ir::Table& table) {
  if (expression.kind != ExpressionKind::binary) return false;
  return std::any_of(expression.operands.begin(), expression.operands.end(), [&](const Expression& operand) {
    const bool is_column = operand.kind == ExpressionKind::name;
    const ir::Column* column = is_column ? ir::find_column(table, operand.path.back()) : nullptr;
    return column != nullptr && column->type.kind == kind;
  });
}

void drop_added_casts(Expression& expression, const ir::Table& table, bool is_compared) {
  const bool is_call = expression.kind == ExpressionKind::call;
  for (Expression& operand : expression.operands) {
    const bool is_next_to = operand.type && has_neighbour_of(expression, operand.type->kind, table);
    drop_added_casts(operand, table, is_comparison(expression) || is_call || is_next_to);
  }
  if (expression.kind != ExpressionKind::cast || !expression.type || expression.text != kAddedCast) return;
  if (is_quoted_number(expression)) {
    expression = number_of(std::string(expression.operands[0].text));
    return;
  }
  const TypeKind to = expression.type->kind;
  const bool is_padded = expression.type->native == "bpchar";
  const bool is_text_literal = is_cast_of(expression, ExpressionKind::string) && (is_text(to) || is_padded);
  const bool is_number_literal = is_cast_of(expression, ExpressionKind::number) && is_number(to) && is_compared;
  const bool is_text_of_text =
      is_cast_of(expression, ExpressionKind::name) && is_text(to) && is_text_column(table, expression.operands[0]);
  if (is_text_literal || is_number_literal || (is_text_of_text && is_compared)) replace_by_operand(expression);
}

/// `'new'::character varying`, `NULL::text`, `'-1'::integer`.
void simplify_default(ir::Column& column) {
  Expression& value = *column.default_value;
  if (value.kind != ExpressionKind::cast || value.text != kAddedCast) return;
  const bool is_literal = ir::is_literal(value.operands[0]);
  const bool is_own_type = value.type && (value.type->kind == column.type.kind || is_number(value.type->kind));
  const bool is_string = value.operands[0].kind == ExpressionKind::string;
  if (!is_literal || !(is_own_type || (is_string && value.type->kind == TypeKind::native))) return;
  replace_by_operand(value);
}

}  // namespace

const Reading& reading_of(const Dialect& dialect) {
#define KURA_DIALECT(name) \
  if (&dialect == &name::kDialect) return name::kReading;
#include "compiler/dialect/registry.def"
#undef KURA_DIALECT
  KURA_CHECK(false, "a dialect that is not registered");
}

bool is_number(TypeKind kind) {
  return kind >= TypeKind::tinyint && kind <= TypeKind::decimal;
}

void drop_added_casts(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    const bool is_simple = column.default_value && !is_quoted_number(*column.default_value);
    if (is_simple) simplify_default(column);
    if (column.default_value) drop_added_casts(*column.default_value, table, false);
    if (column.generated) drop_added_casts(column.generated->expression, table, false);
  }
  for (ir::Check& check : table.checks) drop_added_casts(check.expression, table, true);
  for (ir::Index& index : table.physical.indexes) {
    if (index.where) drop_added_casts(*index.where, table, true);
    for (ir::IndexPart& part : index.parts) drop_added_casts(part.expression, table, false);
  }
}

void unquote_numbers(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    if (!column.default_value || column.default_value->kind != ExpressionKind::string) continue;
    const std::string text = column.default_value->text;
    Expression value;
    if (column.type.kind == TypeKind::boolean && (text == "0" || text == "1" || text == "true" || text == "false")) {
      value.kind = ExpressionKind::boolean_literal;
      value.text = std::string(text == "1" || text == "true" ? "true" : "false");
    } else if (is_number(column.type.kind) && is_numeral(text)) {
      value = number_of(text);
    } else {
      continue;
    }
    column.default_value = std::move(value);
  }
}

void unquote_bounds(ir::Table& table) {
  if (!table.physical.partitioning) return;
  ir::Partitioning& partitioning = *table.physical.partitioning;
  const auto is_of_numbers = [&](const Expression& key) {
    if (key.kind == ExpressionKind::binary) return key.text.find_first_of("+-*/%") != std::string::npos;
    const ir::Column* column = key.kind == ExpressionKind::name ? ir::find_column(table, key.path.back()) : nullptr;
    return column != nullptr && is_number(column->type.kind);
  };
  const auto unquote = [&](std::vector<Expression>& values, bool is_list) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::size_t key = is_list ? 0 : i;
      const bool is_number = key < partitioning.expressions.size() && is_of_numbers(partitioning.expressions[key]);
      if (is_number && values[i].kind == ExpressionKind::string && is_numeral(values[i].text))
        values[i] = number_of(std::string(values[i].text));
    }
  };
  for (ir::Partition& partition : partitioning.partitions) {
    const bool is_list = partition.bound.kind == ir::PartitionBound::Kind::in;
    unquote(partition.bound.lower, is_list);
    unquote(partition.bound.upper, is_list);
  }
}

}  // namespace kura::dialect
