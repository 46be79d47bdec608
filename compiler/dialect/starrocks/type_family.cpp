// Type families: from portable and native types.
#include "compiler/dialect/starrocks/type_family.h"

#include "compiler/base/ascii.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int64_t kStringLength = 65533;  // STRING is VARCHAR(65533)

TypeFamily family_of_native(std::string_view words) {
  const std::string text = to_lower(words);
  if (text.starts_with("datetime")) return TypeFamily::datetime;
  if (text.starts_with("decimal")) return TypeFamily::decimal;
  if (text.starts_with("percentile")) return TypeFamily::percentile;
  return TypeFamily::other;
}

}  // namespace

TypeFamily family_of(const ir::Type& type) {
  using ir::TypeKind;
  switch (type.kind) {
    case TypeKind::boolean:
      return TypeFamily::boolean;
    case TypeKind::tinyint:
      return TypeFamily::tinyint;
    case TypeKind::smallint:
      return TypeFamily::smallint;
    case TypeKind::int_:
      return TypeFamily::int_;
    case TypeKind::bigint:
      return TypeFamily::bigint;
    case TypeKind::hugeint:
      return TypeFamily::largeint;
    case TypeKind::real:
      return TypeFamily::float_;
    case TypeKind::double_:
      return TypeFamily::double_;
    case TypeKind::decimal:
      return TypeFamily::decimal;
    case TypeKind::char_:
      return TypeFamily::char_;
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::uuid:
    case TypeKind::enumeration:
      return TypeFamily::varchar;
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::bytes:
      return TypeFamily::varbinary;
    case TypeKind::date:
      return TypeFamily::date;
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return TypeFamily::datetime;
    case TypeKind::json:
    case TypeKind::variant:
      return TypeFamily::json;
    case TypeKind::array:
      return TypeFamily::array;
    case TypeKind::map:
      return TypeFamily::map;
    case TypeKind::struct_:
      return TypeFamily::struct_;
    case TypeKind::bitmap:
      return TypeFamily::bitmap;
    case TypeKind::hll:
      return TypeFamily::hll;
    case TypeKind::native:
      return family_of_native(type.native);
    default:
      return TypeFamily::other;
  }
}

bool is_integer(TypeFamily family) {
  return family >= TypeFamily::tinyint && family <= TypeFamily::largeint;
}
bool is_number(TypeFamily family) {
  return family >= TypeFamily::tinyint && family <= TypeFamily::decimal;
}
bool is_text(TypeFamily family) {
  return family == TypeFamily::char_ || family == TypeFamily::varchar;
}
bool is_time(TypeFamily family) {
  return family == TypeFamily::date || family == TypeFamily::datetime;
}
bool is_nested(TypeFamily family) {
  return family >= TypeFamily::array && family <= TypeFamily::struct_;
}

bool is_keyable(TypeFamily family) {
  return family == TypeFamily::boolean || is_integer(family) || family == TypeFamily::decimal || is_text(family) ||
         is_time(family);
}

bool is_primary_keyable(TypeFamily family) {
  return family == TypeFamily::boolean || is_integer(family) || is_time(family) || family == TypeFamily::varchar;
}

std::int64_t text_length(const ir::Type& type) {
  if (type.kind == ir::TypeKind::uuid) return 36;
  if (type.length >= 0) return type.length;
  return type.kind == ir::TypeKind::char_ ? 1 : kStringLength;
}

std::int64_t key_width(const ir::Type& type) {
  switch (family_of(type)) {
    case TypeFamily::boolean:
    case TypeFamily::tinyint:
      return 1;
    case TypeFamily::smallint:
      return 2;
    case TypeFamily::int_:
    case TypeFamily::date:
      return 4;
    case TypeFamily::bigint:
    case TypeFamily::datetime:
      return 8;
    case TypeFamily::largeint:
    case TypeFamily::decimal:
      return 16;
    case TypeFamily::char_:
    case TypeFamily::varchar:
      return text_length(type);
    default:
      return 0;
  }
}

}  // namespace kura::dialect::starrocks
