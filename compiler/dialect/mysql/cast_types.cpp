// Casts: the target types.
#include "compiler/dialect/mysql/cast_types.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::mysql {
namespace {

using ir::TypeKind;

std::string with_length(std::string_view word, std::int64_t length) {
  return length < 0 ? std::string(word) : fmt::format("{}({})", word, length);
}

std::string with_precision(std::string_view word, std::int64_t precision) {
  return with_length(word, precision < 0 ? 6 : precision);
}

}  // namespace

std::string spelt_native(std::string_view words) {
  std::string text;
  char quote = '\0';
  for (const char c : words) {
    if (quote == '\0' && (c == '\'' || c == '"' || c == '`')) {
      quote = c;
    } else if (c == quote) {
      quote = '\0';
    }
    text += quote == '\0' ? to_upper(c) : c;
  }
  return text;
}

std::string cast_type(const ir::Type& type, const Flavour& flavour) {
  switch (type.kind) {
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::int_:
    case TypeKind::bigint:
      return "SIGNED";
    case TypeKind::hugeint:
      return "DECIMAL(38, 0)";
    case TypeKind::real:
      return "FLOAT";
    case TypeKind::double_:
      return "DOUBLE";
    case TypeKind::decimal:
      return type.length < 0 ? "DECIMAL(65, 30)" : fmt::format("DECIMAL({}, {})", type.length, std::max(type.scale, 0));
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::text:
      return with_length("CHAR", type.length);
    case TypeKind::bytes:
      return "BINARY";
    case TypeKind::binary:
      return with_length("BINARY", type.length);
    case TypeKind::varbinary:  // BINARY(n) would fill up with zero bytes
      return type.length < 0 ? "BINARY" : std::string();
    case TypeKind::date:
      return "DATE";
    case TypeKind::time:
      return with_precision("TIME", type.length);
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return with_precision("DATETIME", type.length);
    case TypeKind::uuid:
      return flavour.has_uuid_type ? "UUID" : "CHAR(36)";
    case TypeKind::json:
    case TypeKind::variant:
      return flavour.has_json_cast ? "JSON" : std::string();
    case TypeKind::native:
      return spelt_native(type.native);
    default:
      return {};
  }
}

}  // namespace kura::dialect::mysql
