// Conversions: the matrix, stored types, casts of a copy.
#include "compiler/dialect/starrocks/conversions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"

namespace kura::dialect::starrocks {
namespace {

enum class Verdict : std::uint8_t { fits, long_enough, checked, rounds };

struct Conversion {
  TypeFamily from;
  TypeFamily to;
  Verdict verdict;
};

constexpr Conversion kConversions[] = {
#define KURA_CONVERSION(from, to, verdict) {TypeFamily::from, TypeFamily::to, Verdict::verdict},
#include "compiler/dialect/starrocks/conversions.def"
};

constexpr std::int64_t kLegacyDigits = 27;
constexpr std::int64_t kLegacyScale = 9;
constexpr std::int64_t kDefaultDigits = 10;
// Wider decimals are stored another way: whether they can be reached in place is not known.
constexpr std::int64_t kPlainDecimalDigits = 38;

/// The numbers in the parentheses of `decimal128(20, 4)`.
std::vector<std::int64_t> numbers_of(std::string_view text) {
  std::vector<std::int64_t> numbers;
  const std::size_t open = text.find('(');
  for (std::size_t at = open; at < text.size();) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error == std::errc()) numbers.push_back(value);
    at = error == std::errc() ? static_cast<std::size_t>(end - text.data()) : at + 1;
  }
  return numbers;
}

Stored stored_decimal(const ir::Type& type) {
  Stored result{TypeFamily::decimal, false, kDefaultDigits, 0};
  if (type.kind != ir::TypeKind::native) {
    if (type.length >= 0) result.length = type.length;
    result.scale = std::max<std::int64_t>(type.scale, 0);
    return result;
  }
  result.is_legacy_decimal = to_lower(type.native).starts_with("decimalv2");
  if (result.is_legacy_decimal) return {TypeFamily::decimal, true, kLegacyDigits, kLegacyScale};
  const std::vector<std::int64_t> numbers = numbers_of(type.native);
  if (!numbers.empty()) result.length = numbers[0];
  if (numbers.size() > 1) result.scale = numbers[1];
  return result;
}

/// The longest text that a value of a type makes; 0 where nothing is known.
std::int64_t longest_text(const Stored& type) {
  switch (type.family) {
    case TypeFamily::tinyint:
      return 4;
    case TypeFamily::smallint:
      return 6;
    case TypeFamily::int_:
      return 11;
    case TypeFamily::bigint:
      return 20;
    case TypeFamily::largeint:
      return 40;
    case TypeFamily::float_:
    case TypeFamily::double_:
      return 25;
    case TypeFamily::boolean:
      return 1;
    case TypeFamily::date:
      return 10;
    case TypeFamily::datetime:
      return 26;
    case TypeFamily::decimal:
      return type.length + 3;  // a sign, a point, a zero before it
    case TypeFamily::char_:
    case TypeFamily::varchar:
      return type.length;
    default:
      return 0;
  }
}

bool is_wider_decimal(const Stored& from, const Stored& to) {
  if (from.is_legacy_decimal || to.is_legacy_decimal) {
    return from.is_legacy_decimal && !to.is_legacy_decimal && to.length == kLegacyDigits && to.scale == kLegacyScale;
  }
  if (from.length > kPlainDecimalDigits || to.length > kPlainDecimalDigits) return false;
  return to.scale >= from.scale && to.length - to.scale >= from.length - from.scale;
}

bool is_long_enough(const Stored& from, const Stored& to) {
  if (to.family == TypeFamily::decimal) return is_wider_decimal(from, to);
  const std::int64_t needed = longest_text(from);
  return needed > 0 && to.length >= needed;
}

bool is_state(TypeFamily family) {
  return family == TypeFamily::bitmap || family == TypeFamily::hll || family == TypeFamily::percentile;
}

bool has_field(const ir::Type& type, const std::string& name) {
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [&name](const ir::TypeField& it) { return equals_ignoring_case(it.name, name); });
}

bool are_castable_fields(const ir::Type& from, const ir::Type& to) {
  if (to.kind != ir::TypeKind::struct_) {
    for (std::size_t i = 0; i < to.fields.size() && i < from.fields.size(); ++i) {
      if (!is_castable(from.fields[i].type, to.fields[i].type)) return false;
    }
    // The key of a map is a plain value: nothing to rebuild it field by field with.
    return to.kind != ir::TypeKind::map || is_same_stored(from.fields[0].type, to.fields[0].type);
  }
  for (const ir::TypeField& field : to.fields) {
    for (const ir::TypeField& old : from.fields) {
      if (equals_ignoring_case(old.name, field.name) && !is_castable(old.type, field.type)) return false;
    }
  }
  return true;
}

/// A name for the elements of a value that is none of those around it.
std::string inner_name(const std::string& name, const std::string& value) {
  std::size_t end = 0;
  while (end < value.size() && is_name_part(value[end])) ++end;
  return value.starts_with(name) ? value.substr(0, end) + "_" + name : name;
}

/// Collects the changes of fields below one path; false when something else changes.
class FieldDiff {
 public:
  bool collect(const ir::Type& from, const ir::Type& to) {
    if (is_same_stored(from, to)) return true;
    if (from.kind != to.kind) return false;
    if (from.kind == ir::TypeKind::array) {
      path_.emplace_back("[*]");
      const bool is_all = collect(from.fields[0].type, to.fields[0].type);
      path_.pop_back();
      return is_all;
    }
    return from.kind == ir::TypeKind::struct_ && collect_struct(from, to);
  }

  std::vector<FieldChange> changes;

 private:
  bool collect_struct(const ir::Type& from, const ir::Type& to) {
    std::vector<std::string> kept_before, kept_after;
    for (const ir::TypeField& field : from.fields) {
      if (has_field(to, field.name)) {
        kept_before.push_back(to_lower(field.name));
      } else {
        changes.push_back({false, below(field.name), {}, {}});
      }
    }
    for (const ir::TypeField& field : to.fields) {
      if (has_field(from, field.name)) kept_after.push_back(to_lower(field.name));
    }
    // One field stays, and those that do keep their order.
    if (kept_before.empty() || kept_before != kept_after) return false;
    std::string previous;
    for (const ir::TypeField& field : to.fields) {
      if (!collect_field(from, field, previous)) return false;
      previous = field.name;
    }
    return true;
  }

  bool collect_field(const ir::Type& from, const ir::TypeField& field, const std::string& previous) {
    for (const ir::TypeField& old : from.fields) {
      if (!equals_ignoring_case(old.name, field.name)) continue;
      path_.push_back(field.name);
      const bool is_all = collect(old.type, field.type);
      path_.pop_back();
      return is_all;
    }
    changes.push_back({true, below(field.name), field.type, previous});
    return true;
  }

  [[nodiscard]] std::vector<std::string> below(const std::string& name) const {
    std::vector<std::string> path = path_;
    path.push_back(name);
    return path;
  }

  std::vector<std::string> path_;
};

}  // namespace

Stored stored(const ir::Type& type) {
  const TypeFamily family = family_of(type);
  if (family == TypeFamily::decimal) return stored_decimal(type);
  if (is_text(family)) return {family, false, text_length(type), 0};
  if (family == TypeFamily::varbinary) {
    const bool is_byte = type.kind == ir::TypeKind::binary && type.length < 0;
    return {family, false, is_byte ? 1 : std::max<std::int64_t>(type.length, 0), 0};
  }
  return {family, false, 0, 0};
}

bool is_same_stored(const ir::Type& left, const ir::Type& right) {
  const Stored stored_left = stored(left);
  if (!(stored_left == stored(right)) || left.fields.size() != right.fields.size()) return false;
  if (stored_left.family == TypeFamily::other) return left == right;
  for (std::size_t i = 0; i < left.fields.size(); ++i) {
    const bool is_same_name = equals_ignoring_case(left.fields[i].name, right.fields[i].name);
    if (!is_same_name || !is_same_stored(left.fields[i].type, right.fields[i].type)) return false;
  }
  return true;
}

InPlace in_place_conversion(const ir::Type& from, const ir::Type& to) {
  const Stored stored_from = stored(from);
  const Stored stored_to = stored(to);
  for (const Conversion& row : kConversions) {
    if (row.from != stored_from.family || row.to != stored_to.family) continue;
    if (row.verdict == Verdict::long_enough) {
      return is_long_enough(stored_from, stored_to) ? InPlace::fits : InPlace::refused;
    }
    if (row.verdict == Verdict::rounds) return InPlace::rounds;
    return row.verdict == Verdict::fits ? InPlace::fits : InPlace::checked;
  }
  return InPlace::refused;
}

bool is_castable(const ir::Type& from, const ir::Type& to) {
  if (is_same_stored(from, to)) return true;
  const TypeFamily left = family_of(from);
  const TypeFamily right = family_of(to);
  if (left == TypeFamily::other || right == TypeFamily::other || is_state(left) || is_state(right)) return false;
  if (left == TypeFamily::varbinary || right == TypeFamily::varbinary) return left == right;
  if (is_nested(left) || is_nested(right)) return left == right && are_castable_fields(from, to);
  const bool is_truth_and_time =
      (left == TypeFamily::boolean && is_time(right)) || (right == TypeFamily::boolean && is_time(left));
  return !is_truth_and_time;
}

bool may_not_fit(const ir::Type& from, const ir::Type& to) {
  if (is_same_stored(from, to)) return false;
  const Stored stored_from = stored(from);
  const Stored stored_to = stored(to);
  if (is_nested(stored_to.family) || stored_to.family == TypeFamily::boolean) return false;
  if (stored_from.family == TypeFamily::boolean && is_number(stored_to.family)) return false;
  if (stored_to.family == TypeFamily::varbinary) {
    return stored_to.length > 0 && (stored_from.length == 0 || stored_from.length > stored_to.length);
  }
  if (is_text(stored_to.family)) return !is_long_enough(stored_from, stored_to);
  const InPlace conversion = in_place_conversion(from, to);
  return conversion != InPlace::fits && conversion != InPlace::rounds;
}

bool changes_values(const ir::Type& from, const ir::Type& to) {
  if (is_same_stored(from, to)) return false;
  const TypeFamily left = family_of(from);
  const TypeFamily right = family_of(to);
  if (is_nested(right)) {
    return right == TypeFamily::struct_ || from.fields.size() != to.fields.size() ||
           !std::equal(from.fields.begin(), from.fields.end(), to.fields.begin(),
                       [](const ir::TypeField& one, const ir::TypeField& other) {
                         return !changes_values(one.type, other.type);
                       });
  }
  if ((is_text(left) && is_text(right)) || left == TypeFamily::varbinary) return false;
  return in_place_conversion(from, to) != InPlace::fits;
}

bool loses_inside(const ir::Type& from, const ir::Type& to) {
  if (from.kind != to.kind || to.fields.empty()) return false;
  const bool is_struct = to.kind == ir::TypeKind::struct_;
  for (std::size_t i = 0; i < from.fields.size(); ++i) {
    const ir::TypeField& old = from.fields[i];
    const auto same = !is_struct ? to.fields.begin() + static_cast<std::ptrdiff_t>(i)
                                 : std::find_if(to.fields.begin(), to.fields.end(), [&old](const ir::TypeField& it) {
                                     return equals_ignoring_case(it.name, old.name);
                                   });
    if (same == to.fields.end() || may_not_fit(old.type, same->type) || loses_inside(old.type, same->type)) return true;
  }
  return false;
}

std::string misfit_condition(const std::string& column, const ir::Type& from, const ir::Type& to,
                             const Renderer& renderer, const RenderContext& context) {
  const Stored stored_from = stored(from);
  const Stored stored_to = stored(to);
  if (stored_to.family == TypeFamily::varbinary || is_text(stored_to.family)) {
    const bool is_plain = is_text(stored_from.family) || stored_from.family == TypeFamily::varbinary;
    return fmt::format("length({}) > {}", is_plain ? column : fmt::format("CAST({} AS STRING)", column),
                       stored_to.length);
  }
  return fmt::format("CAST({} AS {}) IS NULL", column, renderer.type(to, context));
}

std::string cast_value(const std::string& value, const ir::Type& from, const ir::Type& to, const Renderer& renderer,
                       const RenderContext& context) {
  if (is_same_stored(from, to)) return value;
  if (to.kind == ir::TypeKind::array && from.kind == to.kind) {
    const std::string item = inner_name("item", value);
    return fmt::format("array_map({} -> {}, {})", item,
                       cast_value(item, from.fields[0].type, to.fields[0].type, renderer, context), value);
  }
  if (to.kind == ir::TypeKind::map && from.kind == to.kind) {
    const std::string item = inner_name("item", value);
    return fmt::format("transform_values({}, (k_{}, {}) -> {})", value, item, item,
                       cast_value(item, from.fields[1].type, to.fields[1].type, renderer, context));
  }
  if (to.kind != ir::TypeKind::struct_ || from.kind != to.kind) {
    return fmt::format("CAST({} AS {})", value, renderer.type(to, context));
  }
  std::vector<std::string> fields;
  for (const ir::TypeField& field : to.fields) {
    std::string part = fmt::format("CAST(NULL AS {})", renderer.type(field.type, context));
    for (const ir::TypeField& old : from.fields) {
      if (!equals_ignoring_case(old.name, field.name)) continue;
      part = cast_value(value + "." + renderer.identifier(old.name, context), old.type, field.type, renderer, context);
    }
    fields.push_back(renderer.string_literal(field.name) + ", " + part);
  }
  return fmt::format("if({} IS NULL, NULL, named_struct({}))", value, join(fields, ", "));
}

std::optional<std::vector<FieldChange>> field_changes(const ir::Type& from, const ir::Type& to) {
  FieldDiff diff;
  if (!diff.collect(from, to) || diff.changes.empty()) return std::nullopt;
  return diff.changes;
}

}  // namespace kura::dialect::starrocks
