// TypeChange: lengths, ranges, labels.
#include "compiler/dialect/mysql/type_change.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::mysql {
namespace {

Shape shape(const TypedColumn& it, const Flavour& flavour) {
  return shape_of(it.column, it.schema, flavour);
}

/// 'it''s' without its quotes.
std::string unquoted(std::string_view literal) {
  std::string text;
  for (std::size_t i = 1; i + 1 < literal.size(); ++i) {
    text += literal[i];
    if (literal[i] == literal.front()) ++i;
  }
  return text;
}

std::vector<std::string> labels_of(const TypedColumn& it) {
  std::vector<std::string> labels;
  if (const ir::EnumType* type = enum_of(it.column, it.schema)) {
    for (const ir::EnumLabel& label : type->labels) labels.push_back(label.text);
    return labels;
  }
  for (const sql::Token& token : sql::tokenize(it.column.type.native)) {
    if (token.kind == sql::TokenKind::string) labels.push_back(unquoted(token.text));
  }
  return labels;
}

Fit text_fit(const Shape& from, const Shape& to) {
  if (to.family == Family::long_text || to.family == Family::long_binary)
    return from.bytes <= to.bytes || !is_stored_aside(from) ? Fit::all : Fit::some;
  if (is_stored_aside(from)) return Fit::some;
  return from.length <= to.length ? Fit::all : Fit::some;
}

Fit decimal_fit(const Shape& from, const Shape& to) {
  if (from.length - from.scale > to.length - to.scale || (to.is_unsigned && !from.is_unsigned)) return Fit::some;
  return from.scale <= to.scale ? Fit::all : Fit::rounded;
}

Fit integer_fit(const Shape& from, const Shape& to) {
  if (from.is_unsigned == to.is_unsigned) return from.bytes <= to.bytes ? Fit::all : Fit::some;
  return from.is_unsigned && from.bytes < to.bytes ? Fit::all : Fit::some;
}

bool is_text(const Shape& shape) {
  return shape.family == Family::text || shape.family == Family::long_text;
}
bool is_bytes(const Shape& shape) {
  return shape.family == Family::binary || shape.family == Family::long_binary;
}

}  // namespace

const ir::EnumType* enum_of(const ir::Column& column, const ir::Schema& schema) {
  if (column.type.kind != ir::TypeKind::enumeration) return nullptr;
  const auto found = std::find_if(schema.enums.begin(), schema.enums.end(),
                                  [&](const ir::EnumType& it) { return it.name == *column.type.enum_name; });
  return found == schema.enums.end() ? nullptr : &*found;
}

bool is_json(const ir::Column& column) {
  if (column.type.kind == ir::TypeKind::native) return to_lower(column.type.native) == "json";
  return column.type.kind == ir::TypeKind::json || column.type.kind == ir::TypeKind::variant;
}

bool becomes_json(const ir::Column& before, const ir::Column& after) {
  return is_json(after) && !is_json(before);
}

Fit fit_of(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour) {
  const Shape from = shape(before, flavour);
  const Shape to = shape(after, flavour);
  const bool is_number =
      from.family == Family::integer || from.family == Family::decimal || from.family == Family::approximate;
  if (!flavour.has_json_type && becomes_json(before.column, after.column)) return is_number ? Fit::written : Fit::some;
  if (is_text(from) && is_text(to)) {
    const bool is_same_set =
        charset_of(before.column, before.table, before.schema) == charset_of(after.column, after.table, after.schema);
    return is_same_set ? text_fit(from, to) : Fit::converted;
  }
  if (is_bytes(from) && is_bytes(to)) return text_fit(from, to);
  if (to.family == Family::long_text && from.family != Family::geometry && !is_bytes(from)) return Fit::written;
  if (from.family != to.family) {
    const bool is_widened =
        from.family == Family::integer && to.family == Family::decimal && to.length - to.scale >= 20 && !to.is_unsigned;
    return is_widened ? Fit::all : Fit::converted;
  }
  switch (from.family) {
    case Family::integer:
      return integer_fit(from, to);
    case Family::decimal:
      return decimal_fit(from, to);
    case Family::approximate:
      return from.bytes <= to.bytes ? Fit::all : Fit::rounded;
    case Family::time:
    case Family::datetime:
    case Family::timestamp:
      return from.length <= to.length ? Fit::all : Fit::rounded;
    case Family::enumeration:
    case Family::set: {
      const std::vector<std::string> old_labels = labels_of(before);
      const std::vector<std::string> new_labels = labels_of(after);
      const bool keeps_all = std::all_of(old_labels.begin(), old_labels.end(), [&](const std::string& label) {
        return std::find(new_labels.begin(), new_labels.end(), label) != new_labels.end();
      });
      return keeps_all ? Fit::all : Fit::some;
    }
    default:
      return from.bytes <= to.bytes ? Fit::all : Fit::some;
  }
}

bool is_appended(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour) {
  const Shape from = shape(before, flavour);
  const Shape to = shape(after, flavour);
  const bool has_labels = from.family == Family::enumeration || from.family == Family::set;
  if (!has_labels || from.family != to.family || from.bytes != to.bytes) return false;
  const std::vector<std::string> old_labels = labels_of(before);
  const std::vector<std::string> new_labels = labels_of(after);
  return old_labels.size() <= new_labels.size() && std::equal(old_labels.begin(), old_labels.end(), new_labels.begin());
}

bool is_longer_in_place(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour) {
  const Shape from = shape(before, flavour);
  const Shape to = shape(after, flavour);
  if (!from.is_variable || !to.is_variable || from.family != to.family || from.length >= to.length) return false;
  const std::string old_set = charset_of(before.column, before.table, before.schema);
  const std::string new_set = charset_of(after.column, after.table, after.schema);
  if (old_set != new_set) return false;
  const std::int64_t width = from.family == Family::text ? bytes_per_character(old_set) : 1;
  return (from.length * width > 255) == (to.length * width > 255);
}

}  // namespace kura::dialect::mysql
