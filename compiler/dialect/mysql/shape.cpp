// Shape: types, character sets and sizes.
#include "compiler/dialect/mysql/shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "compiler/base/ascii.h"
#include "compiler/dialect/dialect.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::mysql {
namespace {

using ir::TypeKind;

// What a pointer to a value stored aside takes, besides its length's own bytes.
constexpr std::int64_t kPointer = 8;

Shape integer(std::int64_t bytes) {
  return {.family = Family::integer, .bytes = bytes};
}

std::int64_t decimal_bytes(std::int64_t digits) {
  // Nine digits take four bytes, what is left over takes these.
  constexpr std::array<std::int64_t, 9> kRest{0, 1, 1, 2, 2, 3, 3, 4, 4};
  return digits / 9 * 4 + kRest[static_cast<std::size_t>(digits % 9)];
}

Shape decimal(std::int64_t precision, std::int64_t scale) {
  const std::int64_t whole = std::max<std::int64_t>(precision - scale, 0);
  return {.family = Family::decimal,
          .bytes = decimal_bytes(whole) + decimal_bytes(scale),
          .length = precision,
          .scale = scale};
}

Shape string(Family family, std::int64_t length, bool is_variable) {
  return {.family = family, .bytes = length, .length = length, .is_variable = is_variable};
}

Shape aside(Family family, std::int64_t length_bytes) {
  return {.family = family, .bytes = kPointer + length_bytes};
}

Shape temporal(Family family, std::int64_t bytes, std::int64_t precision) {
  return {.family = family, .bytes = bytes + (precision + 1) / 2, .length = precision};
}

Shape enumerated(std::size_t labels) {
  return {.family = Family::enumeration, .bytes = labels < 256 ? 1 : 2};
}

struct NativeWord {
  std::string_view word;
  Shape shape;
};

/// Types that are told by their first word alone.
const NativeWord* find_word(std::string_view word) {
  static const std::vector<NativeWord> kWords{
      {"tinytext", aside(Family::long_text, 1)},
      {"mediumtext", aside(Family::long_text, 3)},
      {"longtext", aside(Family::long_text, 4)},
      {"long", aside(Family::long_text, 3)},
      {"blob", aside(Family::long_binary, 2)},
      {"float", {.family = Family::approximate, .bytes = 4}},
      {"tinyblob", aside(Family::long_binary, 1)},
      {"mediumblob", aside(Family::long_binary, 3)},
      {"longblob", aside(Family::long_binary, 4)},
      {"mediumint", integer(3)},
      {"middleint", integer(3)},
      {"int1", integer(1)},
      {"int2", integer(2)},
      {"int3", integer(3)},
      {"int", integer(4)},
      {"tinyint", integer(1)},
      {"smallint", integer(2)},
      {"bigint", integer(8)},
      {"year", {.family = Family::year, .bytes = 1}},
      {"geometrycollection", aside(Family::geometry, 4)},
      {"linestring", aside(Family::geometry, 4)},
      {"multilinestring", aside(Family::geometry, 4)},
      {"multipoint", aside(Family::geometry, 4)},
      {"multipolygon", aside(Family::geometry, 4)},
      {"point", aside(Family::geometry, 4)},
      {"polygon", aside(Family::geometry, 4)},
      {"inet4", {.family = Family::other, .bytes = 4}},
      {"inet6", {.family = Family::other, .bytes = 16}},
  };
  const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const NativeWord& it) { return it.word == word; });
  return found == kWords.end() ? nullptr : &*found;
}

std::int64_t number(const std::vector<sql::Token>& tokens, std::size_t nth, std::int64_t fallback) {
  for (const sql::Token& token : tokens) {
    if (token.kind != sql::TokenKind::number || nth-- > 0) continue;
    std::from_chars(token.text.data(), token.text.data() + token.text.size(), fallback);
    return fallback;
  }
  return fallback;
}

Shape native_shape(const ir::Type& type) {
  const std::vector<sql::Token> tokens = sql::tokenize(type.native);
  if (tokens.empty()) return {};
  const std::string word = to_lower(tokens[0].text);
  const auto is = [&](std::string_view text) { return word == text; };
  const auto has = [&](std::string_view text) {
    return std::any_of(tokens.begin(), tokens.end(), [&](const sql::Token& token) { return token.is_word(text); });
  };
  const auto labels = std::count_if(tokens.begin(), tokens.end(),
                                    [](const auto& token) { return token.kind == sql::TokenKind::string; });
  Shape shape;
  if (const NativeWord* found = find_word(word)) {
    shape = found->shape;
    if (is("long") && has("varbinary")) shape.family = Family::long_binary;
  } else if (is("bit")) {
    shape = {.family = Family::bit, .bytes = (number(tokens, 0, 1) + 7) / 8};
  } else if (is("datetime")) {
    shape = temporal(Family::datetime, 5, number(tokens, 0, 0));
  } else if (is("set")) {
    shape = {.family = Family::set, .bytes = std::min<std::int64_t>((labels + 7) / 8, 8)};
  } else if (is("enum")) {
    shape = enumerated(static_cast<std::size_t>(labels));
  } else if (is("fixed")) {
    shape = decimal(number(tokens, 0, 10), number(tokens, 1, 0));
  } else if (is("nchar") || is("nvarchar") || is("national")) {
    shape = string(Family::text, number(tokens, 0, 1), is("nvarchar") || has("varchar") || has("varying"));
  }
  shape.is_unsigned = has("unsigned") || has("zerofill");
  return shape;
}

Shape portable_shape(const ir::Type& type, const Flavour& flavour) {
  const std::int64_t length = type.length;
  const bool has_length = length >= 0;
  switch (type.kind) {
    case TypeKind::boolean:
    case TypeKind::tinyint:
      return integer(1);
    case TypeKind::smallint:
      return integer(2);
    case TypeKind::int_:
      return integer(4);
    case TypeKind::bigint:
      return integer(8);
    case TypeKind::hugeint:
      return decimal(38, 0);
    case TypeKind::real:
      return {.family = Family::approximate, .bytes = 4};
    case TypeKind::double_:
      return {.family = Family::approximate, .bytes = 8};
    case TypeKind::decimal:
      return has_length ? decimal(length, std::max(type.scale, 0)) : decimal(65, 30);
    case TypeKind::char_:
      return string(Family::text, has_length ? length : 1, false);
    case TypeKind::varchar:
      return has_length ? string(Family::text, length, true) : aside(Family::long_text, 4);
    case TypeKind::binary:
      return string(Family::binary, has_length ? length : 1, false);
    case TypeKind::varbinary:
      return has_length ? string(Family::binary, length, true) : aside(Family::long_binary, 4);
    case TypeKind::text:
      return aside(Family::long_text, 4);
    case TypeKind::bytes:
      return aside(Family::long_binary, 4);
    case TypeKind::date:
      return {.family = Family::date, .bytes = 3};
    case TypeKind::time:
      return temporal(Family::time, 3, has_length ? length : 6);
    case TypeKind::timestamp:
      return temporal(Family::datetime, 5, has_length ? length : 6);
    case TypeKind::timestamptz:
      return temporal(Family::timestamp, 4, has_length ? length : 6);
    case TypeKind::uuid:
      return flavour.has_uuid_type ? Shape{.family = Family::uuid, .bytes = 16} : string(Family::text, 36, false);
    case TypeKind::json:
    case TypeKind::variant:
      return aside(flavour.has_json_type ? Family::json : Family::long_text, 4);
    case TypeKind::geometry:
      return aside(Family::geometry, 4);
    default:
      return {};
  }
}

}  // namespace

Shape shape_of(const ir::Column& column, const ir::Schema& schema, const Flavour& flavour) {
  const ir::Type& type = column.type;
  Shape shape;
  if (type.kind == TypeKind::native) {
    shape = native_shape(type);
  } else if (type.kind == TypeKind::enumeration) {
    const auto found = std::find_if(schema.enums.begin(), schema.enums.end(),
                                    [&](const ir::EnumType& it) { return it.name == *type.enum_name; });
    shape = enumerated(found == schema.enums.end() ? 1 : found->labels.size());
  } else {
    shape = portable_shape(type, flavour);
  }
  if (find_native(column.native, "unsigned") != nullptr || find_native(column.native, "zerofill") != nullptr)
    shape.is_unsigned = true;
  return shape;
}

bool is_character(const Shape& shape) {
  return shape.family == Family::text || shape.family == Family::long_text || shape.family == Family::enumeration ||
         shape.family == Family::set;
}

bool is_stored_aside(const Shape& shape) {
  return shape.family == Family::long_text || shape.family == Family::long_binary || shape.family == Family::json ||
         shape.family == Family::geometry;
}

bool has_time_of_day_and_date(const Shape& shape) {
  return shape.family == Family::datetime || shape.family == Family::timestamp;
}

std::int64_t row_bytes(const Shape& shape, std::string_view charset) {
  if (shape.family != Family::text && shape.family != Family::binary) return shape.bytes;
  const std::int64_t bytes = shape.family == Family::text ? shape.length * bytes_per_character(charset) : shape.length;
  if (!shape.is_variable) return bytes;
  return bytes + (bytes > 255 ? 2 : 1);
}

std::int64_t key_bytes(const Shape& shape, std::string_view charset) {
  return shape.family == Family::text ? shape.length * bytes_per_character(charset) : shape.bytes;
}

}  // namespace kura::dialect::mysql
