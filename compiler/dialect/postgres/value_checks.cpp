// Conditions on values that do not fit, type by type.
#include "compiler/dialect/postgres/value_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/type_changes.h"

namespace kura::dialect::postgres {
namespace {

using ir::Type;
using ir::TypeKind;

bool is_text(TypeKind kind) {
  return kind == TypeKind::char_ || kind == TypeKind::varchar || kind == TypeKind::text;
}

std::string_view integer_bounds(TypeKind kind) {
  switch (kind) {
    case TypeKind::smallint:
      return "-32768 AND 32767";
    case TypeKind::int_:
      return "-2147483648 AND 2147483647";
    default:
      return "-9223372036854775808 AND 9223372036854775807";
  }
}

std::optional<std::string> not_a_label(const std::string& column, const Type& to, const Renderer& renderer,
                                       const ir::Schema& schema) {
  const auto type = std::find_if(schema.enums.begin(), schema.enums.end(),
                                 [&to](const ir::EnumType& it) { return it.name == *to.enum_name; });
  if (type == schema.enums.end()) return std::nullopt;
  std::vector<std::string> labels;
  for (const ir::EnumLabel& label : type->labels) labels.push_back(renderer.string_literal(label.text));
  return fmt::format("{} NOT IN ({})", column, join(labels, ", "));
}

}  // namespace

std::optional<std::string> misfits(const std::string& column, const Type& written_from, const Type& written_to,
                                   const Renderer& renderer, const RenderContext& context) {
  const Type from = settled(written_from);
  const Type to = settled(written_to);
  if (is_text(to.kind) && to.length >= 0) {
    return fmt::format("char_length({}{}) > {}", column, is_text(from.kind) ? "" : "::TEXT", to.length);
  }
  if (to.kind == TypeKind::enumeration) {
    return not_a_label(is_text(from.kind) ? column : column + "::TEXT", to, renderer, context.schema);
  }
  const bool is_from_number = integer_digits(from.kind) > 0 || from.kind == TypeKind::decimal ||
                              from.kind == TypeKind::real || from.kind == TypeKind::double_;
  if (is_from_number && integer_digits(to.kind) > 0) {
    const std::string value = integer_digits(from.kind) > 0 ? column : fmt::format("round({}::NUMERIC)", column);
    return fmt::format("{} NOT BETWEEN {}", value, integer_bounds(to.kind));
  }
  if (is_from_number && to.kind == TypeKind::decimal && to.length >= 0) {
    return fmt::format("abs(round({}::NUMERIC, {})) >= 10::NUMERIC ^ {}", column, to.scale, to.length - to.scale);
  }
  if (!is_text(from.kind)) return std::nullopt;
  if (major_version(context.schema) >= 16) {
    return fmt::format("NOT pg_input_is_valid({}, {})", column,
                       renderer.string_literal(renderer.type(without_length(to), context)));
  }
  if (integer_digits(to.kind) > 0) return fmt::format("{} !~ '^\\s*[-+]?[0-9]+\\s*$'", column);
  return std::nullopt;
}

}  // namespace kura::dialect::postgres
