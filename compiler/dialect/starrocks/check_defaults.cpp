// Defaults: which ones StarRocks takes, by the column's type.
#include <fmt/format.h>

#include <charconv>
#include <cstdlib>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int64_t kUuidLength = 36;

/// Why a default is refused, and what to do about it.
struct Refusal {
  std::string reason;
  std::string help;
};
using Verdict = std::optional<Refusal>;

int integer_bits(TypeFamily family) {
  switch (family) {
    case TypeFamily::tinyint:
      return 8;
    case TypeFamily::smallint:
      return 16;
    case TypeFamily::int_:
      return 32;
    default:
      return 64;
  }
}

Verdict check_integer(const std::string& text, TypeFamily family) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const bool is_whole = text.size() > sign && text.find_first_not_of("0123456789", sign) == std::string::npos;
  if (!is_whole) return Refusal{fmt::format("`{}` is no whole number", text), "write a whole number"};
  if (family == TypeFamily::largeint) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const int shift = integer_bits(family) - 1;
  const bool fits = error == std::errc() && (value >> shift == 0 || value >> shift == -1);
  if (fits) return std::nullopt;
  return Refusal{fmt::format("`{}` is beyond the type", text), "declare a wider type"};
}

Verdict check_float(const std::string& text, TypeFamily family) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0') return Refusal{fmt::format("`{}` is no number", text), "write a number"};
  const bool loses = family == TypeFamily::float_ && static_cast<double>(static_cast<float>(value)) != value;
  if (!loses) return std::nullopt;
  return Refusal{fmt::format("`{}` loses digits as a FLOAT", text), "declare the column as `double` or `decimal`"};
}

Verdict check_text(const std::string& text, const ir::Type& type) {
  if (static_cast<std::int64_t>(text.size()) <= text_length(type)) return std::nullopt;
  return Refusal{fmt::format("it has {} bytes and the column takes {}", text.size(), text_length(type)),
                 "declare a wider type"};
}

Verdict check_boolean(const std::string& text) {
  const std::string lower = to_lower(text);
  if (lower == "true" || lower == "false" || lower == "1" || lower == "0") return std::nullopt;
  return Refusal{fmt::format("`{}` is no boolean", text), "write `true` or `false`"};
}

Verdict check_empty(const std::string& text, const ir::Type& type) {
  if (text.empty()) return std::nullopt;
  return Refusal{fmt::format("`{}` takes an empty string only", ir::to_text(type)),
                 "write `default ''` or leave it out"};
}

Verdict check_literal(const std::string& text, const ir::Column& column, const ir::Table& table) {
  const TypeFamily family = family_of(column.type);
  if (is_integer(family)) return check_integer(text, family);
  if (is_text(family)) return check_text(text, column.type);
  switch (family) {
    case TypeFamily::boolean:
      return check_boolean(text);
    case TypeFamily::float_:
    case TypeFamily::double_:
    case TypeFamily::decimal:
      return check_float(text, family);
    case TypeFamily::json:
      if (is_json(text)) return std::nullopt;
      return Refusal{"it is no JSON", "write a JSON value, its names in double quotes"};
    case TypeFamily::hll:
    case TypeFamily::bitmap:
      if (!has_model(table, ir::KeyModelKind::aggregate)) {
        return Refusal{fmt::format("`{}` has none outside the AGGREGATE KEY model", ir::to_text(column.type)),
                       "leave it out"};
      }
      return check_empty(text, column.type);
    case TypeFamily::varbinary:
      return check_empty(text, column.type);
    case TypeFamily::percentile:
      return Refusal{"`percentile` has none", "leave it out"};
    case TypeFamily::array:
    case TypeFamily::map:
    case TypeFamily::struct_:
      return Refusal{"a nested value is no text",
                     "write it in StarRocks' words: `default sql'[1, 2]'`, `sql'map{1: 2}'`, `row(1, 2)`"};
    default:
      return std::nullopt;
  }
}

Verdict check_computed(const ir::Expression& value, const ir::Column& column) {
  const TypeFamily family = family_of(column.type);
  if (is_now(value)) {
    if (family == TypeFamily::datetime) return std::nullopt;
    return Refusal{"`now()` is for `timestamp` columns", "declare it as `timestamp`, or give the value in the load"};
  }
  if (ir::is_portable_call(value, "uuid")) {
    if (family == TypeFamily::varchar && text_length(column.type) >= kUuidLength) return std::nullopt;
    return Refusal{"`uuid()` is for texts of 36 bytes or more", "declare it as `uuid` or `varchar(36)`"};
  }
  if (family == TypeFamily::largeint) return std::nullopt;
  return Refusal{"`uuid_numeric()` is for `hugeint` columns", "declare it as `hugeint`"};
}

/// Whether an expression may be a constant of an array, a map or a struct.
bool is_nested_constant(const ir::Expression& value) {
  return value.kind == ir::ExpressionKind::raw || value.kind == ir::ExpressionKind::call ||
         value.kind == ir::ExpressionKind::row;
}

Verdict check_value(const ir::Column& column, const ir::Table& table) {
  const ir::Expression& value = *column.default_value;
  if (value.kind == ir::ExpressionKind::null_literal) {
    if (column.is_nullable) return std::nullopt;
    return Refusal{"the column is `not null`", "leave `default null` out"};
  }
  if (column.aggregate == "replace_if_not_null") {
    return Refusal{"`aggregate replace_if_not_null` begins with NULL", "leave the default out"};
  }
  if (computed_default(value)) return check_computed(value, column);
  if (const auto text = literal_text(value)) return check_literal(*text, column, table);
  if (is_nested(family_of(column.type)) && is_nested_constant(value)) return std::nullopt;
  if (ir::is_portable_call(value, "today")) {
    return Refusal{"StarRocks has no default of today",
                   "give the date in the load, or keep a `timestamp` with `default now()`"};
  }
  if (value.kind == ir::ExpressionKind::raw) return std::nullopt;
  return Refusal{"StarRocks takes constants, `now()` and `uuid()` only",
                 "give the value in the load, or declare a generated column"};
}

}  // namespace

void check_defaults(ir::Table& table, const Target& target, diag::Sink& sink) {
  for (const ir::Column& column : table.columns) {
    if (!column.default_value || column.identity || column.generated) continue;
    if (const Verdict refused = check_value(column, table)) {
      auto& diagnostic = sink.report(default_refused, column.default_value->at, {column.name, refused->reason});
      diagnostic.helps.push_back(refused->help);
    } else if (is_nested(family_of(column.type)) && column.default_value->kind != ir::ExpressionKind::null_literal) {
      require_version(target, 4, 1, "default of a nested column", column.default_value->at, sink);
    }
  }
}

}  // namespace kura::dialect::starrocks
