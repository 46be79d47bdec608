// TableActions: queries that must hold before a column gets its new definition.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/dialect/mysql/table_actions.h"
#include "compiler/dialect/mysql/type_change.h"

namespace kura::dialect::mysql {

namespace {

using change::Kind;

/// What a value must not be, as words and as a condition; empty when only the server can tell.
struct Misfit {
  std::string what;
  std::string where;
};

bool is_text(const Shape& shape) {
  return shape.family == Family::text || shape.family == Family::long_text;
}
bool is_bytes(const Shape& shape) {
  return shape.family == Family::binary || shape.family == Family::long_binary;
}

std::string out_of_range(const std::string& column, const Shape& shape) {
  const std::uint64_t half = std::uint64_t{1} << (shape.bytes * 8 - 1);
  const std::string low = shape.is_unsigned ? "0" : fmt::format("-{}", half);
  return fmt::format("{} < {} OR {} > {}", column, low, column, shape.is_unsigned ? half - 1 + half : half - 1);
}

Misfit misfit_of(const std::string& column, const std::string& spelt, const Shape& from, const Shape& to) {
  const bool is_shorter = is_stored_aside(from) || to.length < from.length;
  if (to.family == Family::text && is_text(from) && is_shorter) {
    return {fmt::format("no value of {{}} is longer than {} characters", to.length),
            fmt::format("CHAR_LENGTH({}) > {}", column, to.length)};
  }
  if (to.family == Family::binary && is_bytes(from) && is_shorter) {
    return {fmt::format("no value of {{}} is longer than {} bytes", to.length),
            fmt::format("LENGTH({}) > {}", column, to.length)};
  }
  if (to.family == Family::integer && from.family == Family::integer) {
    return {fmt::format("every value of {{}} fits in {}", spelt), out_of_range(column, to)};
  }
  if (to.family == Family::decimal && (from.family == Family::decimal || from.family == Family::integer)) {
    const std::string zeros(static_cast<std::size_t>(std::max<std::int64_t>(to.length - to.scale, 0)), '0');
    return {fmt::format("every value of {{}} fits in {}", spelt), fmt::format("ABS({}) >= 1{}", column, zeros)};
  }
  return {};
}

}  // namespace

std::vector<change::Check> TableActions::value_checks(const ir::Column& before, const ir::Column& after,
                                                      const Places& changes) const {
  std::vector<change::Check> checks;
  const std::string column = name(after.name);
  const auto none = [&](const std::string& what, const std::string& where) {
    checks.push_back({fmt::format(fmt::runtime(what), "`" + after.name + "`"),
                      fmt::format("SELECT NOT EXISTS (SELECT 1 FROM {} WHERE {})",
                                  renderer_.qualified(input_.after.name, state_), where)});
  };
  if (after.generated) return checks;
  if (before.is_nullable && !after.is_nullable && !has_value(after))
    none("no value of {} is NULL", column + " IS NULL");
  const bool is_retyped = std::any_of(changes.begin(), changes.end(), [this](std::size_t at) {
    return change(at).kind == Kind::change_type || change(at).kind == Kind::change_column_native;
  });
  const Flavour& flavour = input_.renderer.flavour();
  const TypedColumn from{before, input_.before, input_.context.before};
  const TypedColumn to{after, input_.after, input_.context.after};
  if (!is_retyped || fit_of(from, to, flavour) == Fit::all) return checks;
  if (becomes_json(before, after) && fit_of(from, to, flavour) != Fit::written) {
    none("every value of {} is JSON", fmt::format("NOT JSON_VALID({})", column));
    return checks;
  }
  if (const ir::EnumType* labels = enum_of(after, input_.context.after)) {
    std::vector<std::string> texts;
    for (const ir::EnumLabel& label : labels->labels) texts.push_back(renderer_.string_literal(label.text));
    none("every value of {} is one of the labels", fmt::format("{} NOT IN ({})", column, join(texts, ", ")));
    return checks;
  }
  const Misfit misfit = misfit_of(column, renderer_.column_type(after, state_), shape_of(before, from.schema, flavour),
                                  shape_of(after, to.schema, flavour));
  if (!misfit.where.empty()) none(misfit.what, misfit.where);
  return checks;
}

}  // namespace kura::dialect::mysql
