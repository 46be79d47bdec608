// Type changes, family by family, after PostgreSQL's own table of casts.
#include "compiler/dialect/postgres/type_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::postgres {
namespace {

using ir::Type;
using ir::TypeKind;

constexpr TypeChange kNoWay{CastPath::none, true, true, false, false};

bool is_text(const Type& type) {
  return type.kind == TypeKind::char_ || type.kind == TypeKind::varchar || type.kind == TypeKind::text;
}
bool is_integer(const Type& type) {
  return integer_digits(type.kind) > 0;
}
bool is_float(const Type& type) {
  return type.kind == TypeKind::real || type.kind == TypeKind::double_;
}
bool is_decimal(const Type& type) {
  return type.kind == TypeKind::decimal;
}
bool is_number(const Type& type) {
  return is_integer(type) || is_float(type) || is_decimal(type);
}
bool is_moment(const Type& type) {
  switch (type.kind) {
    case TypeKind::date:
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
    case TypeKind::interval:
      return true;
    default:
      return false;
  }
}

std::string head_of(const Type& native) {
  return to_lower(native.native.substr(0, native.native.find('(')));
}

bool is_longer(const Type& from, const Type& to) {
  return to.length < 0 || (from.length >= 0 && from.length <= to.length);
}

int whole_digits(const Type& decimal) {
  return decimal.length - std::max(decimal.scale, 0);
}

TypeChange text_change(const Type& from, const Type& to) {
  const bool is_plain = from.kind != TypeKind::char_ && to.kind != TypeKind::char_;
  return {CastPath::assignment, !(is_plain && is_longer(from, to)), !is_longer(from, to), false, false};
}

TypeChange decimal_change(const Type& from, const Type& to) {
  if (to.length < 0) return {CastPath::assignment, false, false, false, false};
  if (from.length < 0) return {CastPath::assignment, true, true, true, false};
  const bool rounds = to.scale < from.scale;
  const int room = whole_digits(to) - whole_digits(from);
  // Rounding 9.99 to one digit less makes it longer.
  const bool may_fail = room < 0 || (rounds && room == 0);
  return {CastPath::assignment, to.scale != from.scale || to.length < from.length, may_fail, rounds, false};
}

TypeChange number_change(const Type& from, const Type& to) {
  if (is_integer(from) && is_integer(to)) {
    return {CastPath::assignment, true, integer_digits(to.kind) < integer_digits(from.kind), false, false};
  }
  if (is_decimal(from) && is_decimal(to)) return decimal_change(from, to);
  if (is_integer(from) && is_decimal(to)) {
    return {CastPath::assignment, true, to.length >= 0 && whole_digits(to) < integer_digits(from.kind), false, false};
  }
  if (is_integer(from) && is_float(to)) {
    const int exact = to.kind == TypeKind::real ? 7 : 15;
    return {CastPath::assignment, true, false, integer_digits(from.kind) > exact, false};
  }
  if (is_decimal(from) && is_integer(to)) {
    const bool fits = from.length >= 0 && whole_digits(from) < integer_digits(to.kind);
    return {CastPath::assignment, true, !fits, from.length < 0 || from.scale > 0, false};
  }
  if (is_decimal(from)) return {CastPath::assignment, true, false, true, false};
  if (is_float(to)) return {CastPath::assignment, true, to.kind == TypeKind::real, to.kind == TypeKind::real, false};
  return {CastPath::assignment, true, is_integer(to) || to.length >= 0, true, false};
}

TypeChange moment_change(const Type& from, const Type& to) {
  const bool is_cut = !is_longer(from, to);
  if (from.kind == to.kind) return {CastPath::assignment, is_cut, false, is_cut, false};
  const auto from_to = [&](TypeKind left, TypeKind right) { return from.kind == left && to.kind == right; };
  const auto cast = [&](bool rewrites, bool changes, bool reads_zone) {
    return TypeChange{CastPath::assignment, rewrites, false, changes, reads_zone};
  };
  if (from_to(TypeKind::timestamp, TypeKind::timestamptz) || from_to(TypeKind::timestamptz, TypeKind::timestamp)) {
    return cast(is_cut, true, true);
  }
  if (from_to(TypeKind::date, TypeKind::timestamp)) return cast(true, false, false);
  if (from_to(TypeKind::date, TypeKind::timestamptz)) return cast(true, true, true);
  if (from.kind == TypeKind::timestamp || from.kind == TypeKind::timestamptz) {
    const bool is_part = to.kind == TypeKind::date || to.kind == TypeKind::time ||
                         (to.kind == TypeKind::timetz && from.kind == TypeKind::timestamptz);
    return is_part ? cast(true, true, from.kind == TypeKind::timestamptz) : kNoWay;
  }
  if (from_to(TypeKind::time, TypeKind::timetz)) return cast(true, true, true);
  if (from_to(TypeKind::timetz, TypeKind::time)) return cast(true, true, false);
  if (from_to(TypeKind::time, TypeKind::interval)) return cast(true, false, false);
  if (from_to(TypeKind::interval, TypeKind::time)) return cast(true, true, false);
  return kNoWay;
}

TypeChange boolean_change(const Type& from, const Type& to) {
  const Type& number = from.kind == TypeKind::boolean ? to : from;
  if (!is_integer(number) && !is_decimal(number)) return kNoWay;
  const bool is_direct = number.kind == TypeKind::int_;
  return {is_direct ? CastPath::written : CastPath::through_integer, true, !is_direct && to.kind == TypeKind::boolean,
          to.kind == TypeKind::boolean, false};
}

TypeChange native_change(const Type& from, const Type& to) {
  const bool are_native = from.kind == TypeKind::native && to.kind == TypeKind::native;
  if (are_native && head_of(from) == "cidr" && head_of(to) == "inet") {
    return {CastPath::assignment, false, false, false, false};
  }
  if (are_native && head_of(from) == "inet" && head_of(to) == "cidr") {
    return {CastPath::assignment, true, false, true, false};
  }
  if (are_native && head_of(from) == head_of(to)) return {CastPath::assignment, true, true, false, false};
  return {CastPath::through_text, true, true, false, false};
}

bool holds_enum(const Type& type) {
  return type.kind == TypeKind::enumeration || std::any_of(type.fields.begin(), type.fields.end(),
                                                           [](const ir::TypeField& it) { return holds_enum(it.type); });
}

bool is_open(const Type& type) {
  return type.kind == TypeKind::native || type.kind == TypeKind::geometry || type.kind == TypeKind::geography;
}

}  // namespace

int integer_digits(TypeKind kind) {
  switch (kind) {
    case TypeKind::tinyint:
    case TypeKind::smallint:
      return 5;
    case TypeKind::int_:
      return 10;
    case TypeKind::bigint:
      return 19;
    default:
      return 0;
  }
}

Type settled(const Type& type) {
  Type result = type;
  for (ir::TypeField& field : result.fields) field.type = settled(field.type);
  const auto decimal = [&](std::int32_t digits) {
    result.kind = TypeKind::decimal;
    result.length = digits;
    result.scale = 0;
  };
  switch (type.kind) {
    case TypeKind::tinyint:
      result.kind = TypeKind::smallint;
      break;
    case TypeKind::hugeint:
      decimal(39);
      break;
    case TypeKind::decimal:
      if (type.length >= 0 && type.scale < 0) result.scale = 0;
      break;
    case TypeKind::binary:
    case TypeKind::varbinary:
      result.kind = TypeKind::bytes;
      result.length = -1;
      break;
    case TypeKind::char_:
      if (type.length < 0) result.length = 1;
      break;
    case TypeKind::time:
    case TypeKind::timetz:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      if (type.length == 6) result.length = -1;  // what they have when nothing is said
      break;
    case TypeKind::native:
      if (to_lower(type.native) == "jsonb") {
        result.kind = TypeKind::variant;
        result.native.clear();
      }
      break;
    default:
      break;
  }
  return result;
}

TypeChange type_change(const Type& written_from, const Type& written_to) {
  const Type from = settled(written_from);
  const Type to = settled(written_to);
  // An enum may be another one under the same name.
  if (from == to && !holds_enum(from)) return {CastPath::same, false, false, false, false};
  if (is_text(from) && is_text(to)) return text_change(from, to);
  if (is_text(to)) {
    const bool is_xml = from.kind == TypeKind::native && head_of(from) == "xml" && to.kind == TypeKind::text;
    return {CastPath::assignment, !is_xml, to.length >= 0, false, false};
  }
  if (is_text(from)) {
    // A backslash begins the code of a byte.
    const bool changes_values = to.scale >= 0 || is_moment(to) || to.kind == TypeKind::bytes;
    return {CastPath::written, true, true, changes_values, is_moment(to)};
  }
  if (is_number(from) && is_number(to)) return number_change(from, to);
  if (is_moment(from) && is_moment(to)) return moment_change(from, to);
  if ((from.kind == TypeKind::boolean) != (to.kind == TypeKind::boolean) && (is_number(from) || is_number(to))) {
    return boolean_change(from, to);
  }
  const auto is_json = [](const Type& type) { return type.kind == TypeKind::json || type.kind == TypeKind::variant; };
  if (is_json(from) && is_json(to)) {
    // The binary form keeps neither blanks nor the order of keys, and one of equal keys.
    return {CastPath::assignment, true, false, to.kind == TypeKind::variant, false};
  }
  if (from.kind == TypeKind::variant && (is_number(to) || to.kind == TypeKind::boolean)) {
    return {CastPath::written, true, true, !is_decimal(to), false};
  }
  if (from.kind == TypeKind::enumeration && to.kind == TypeKind::enumeration) {
    return {CastPath::through_text, true, true, false, false};
  }
  if (from.kind == TypeKind::array && to.kind == TypeKind::array && !from.fields.empty() && !to.fields.empty()) {
    TypeChange change = type_change(from.fields[0].type, to.fields[0].type);
    change.rewrites = true;
    if (change.path == CastPath::same || change.path == CastPath::through_integer) change.path = CastPath::through_text;
    return change;
  }
  return is_open(from) || is_open(to) ? native_change(from, to) : kNoWay;
}

bool changes_expressions(const Type& from, const Type& to) {
  const Type left = settled(from);
  const Type right = settled(to);
  if (left.kind == TypeKind::enumeration || left.kind == TypeKind::array) return true;
  // Blanks at the end count in all texts but char.
  const bool are_open_texts =
      is_text(left) && is_text(right) && left.kind != TypeKind::char_ && right.kind != TypeKind::char_;
  return left.kind != right.kind && !are_open_texts && !(is_integer(left) && is_integer(right));
}

bool changes_literals(const Type& from, const Type& to) {
  return changes_expressions(from, to) || settled(from).kind != settled(to).kind;
}

bool has_way_back(const Type& from, const Type& to) {
  return type_change(to, from).path != CastPath::none;
}

change::Hazard no_way_back(const Type& from, const Type& to) {
  return {change::HazardKind::irreversible, fmt::format("there is no way back: PostgreSQL has no cast from {} to {}",
                                                        ir::to_text(to), ir::to_text(from))};
}

std::string widest(const Type& type, const std::string& spelt) {
  return is_text(type) ? "TEXT" : spelt;
}

Type without_length(const Type& type) {
  Type result = type;
  for (ir::TypeField& field : result.fields) field.type = without_length(field.type);
  result.length = -1;
  result.scale = -1;
  result.native = result.native.substr(0, result.native.find('('));
  return result;
}

std::string cast_value(const std::string& name, const Type& from, const Type& to, const std::string& target) {
  switch (type_change(from, to).path) {
    case CastPath::written:
      return name + "::" + target;
    case CastPath::through_integer:
      return name + "::INTEGER::" + target;
    case CastPath::through_text:
      return name + (from.kind == TypeKind::array ? "::TEXT[]::" : "::TEXT::") + target;
    default:
      return name;
  }
}

}  // namespace kura::dialect::postgres
