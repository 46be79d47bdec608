// Character sets and collations of tables and columns.
#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/dialect/dialect.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

struct Charset {
  std::string_view name;
  std::int64_t bytes;
};

constexpr auto kCharsets = std::to_array<Charset>({
    {"armscii8", 1}, {"ascii", 1},   {"big5", 2},     {"binary", 1}, {"cp1250", 1},  {"cp1251", 1},  {"cp1256", 1},
    {"cp1257", 1},   {"cp850", 1},   {"cp852", 1},    {"cp866", 1},  {"cp932", 2},   {"dec8", 1},    {"eucjpms", 3},
    {"euckr", 2},    {"gb18030", 4}, {"gb2312", 2},   {"gbk", 2},    {"geostd8", 1}, {"greek", 1},   {"hebrew", 1},
    {"hp8", 1},      {"keybcs2", 1}, {"koi8r", 1},    {"koi8u", 1},  {"latin1", 1},  {"latin2", 1},  {"latin5", 1},
    {"latin7", 1},   {"macce", 1},   {"macroman", 1}, {"sjis", 2},   {"swe7", 1},    {"tis620", 1},  {"ucs2", 2},
    {"ujis", 3},     {"utf16", 4},   {"utf16le", 4},  {"utf32", 4},  {"utf8", 3},    {"utf8mb3", 3}, {"utf8mb4", 4},
});

const Charset* find_charset(std::string_view name) {
  const auto found =
      std::find_if(kCharsets.begin(), kCharsets.end(), [&](const Charset& it) { return it.name == name; });
  return found == kCharsets.end() ? nullptr : &*found;
}

/// The argument of the first of these clauses that is there, lower case and without quotes.
std::string argument_of(const std::vector<ir::NativeClause>& clauses,
                        std::initializer_list<std::string_view> keywords) {
  for (const std::string_view keyword : keywords) {
    const ir::NativeClause* clause = find_native(clauses, keyword);
    if (clause == nullptr) continue;
    std::string text = to_lower(clause->argument);
    std::erase_if(text, [](char c) { return c == '\'' || c == '"' || c == '`'; });
    return text;
  }
  return {};
}

std::string own_charset(const ir::Column& column) {
  return argument_of(column.native, {"character set", "charset"});
}

}  // namespace

std::string charset_of_collation(std::string_view collation) {
  const std::string name = to_lower(collation.substr(0, collation.find('_')));
  return find_charset(name) == nullptr ? std::string() : name;
}

std::int64_t bytes_per_character(std::string_view charset) {
  const Charset* found = find_charset(charset);
  return found == nullptr ? 1 : found->bytes;
}

std::string collation_of(const ir::Table& table, const ir::Schema& schema) {
  std::string own = argument_of(table.physical.native, {"default collate", "collate"});
  if (!own.empty()) return own;
  const bool has_charset =
      !argument_of(table.physical.native, {"default character set", "default charset", "character set", "charset"})
           .empty();
  return has_charset ? std::string() : to_lower(schema.warehouse.setting("collation"));
}

std::string charset_of(const ir::Table& table, const ir::Schema& schema) {
  std::string own =
      argument_of(table.physical.native, {"default character set", "default charset", "character set", "charset"});
  if (!own.empty()) return own;
  std::string of_collation = charset_of_collation(collation_of(table, schema));
  return of_collation.empty() ? to_lower(schema.warehouse.setting("charset", "utf8mb4")) : of_collation;
}

std::string charset_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema) {
  if (std::string own = own_charset(column); !own.empty()) return own;
  std::string of_collation = charset_of_collation(column.collation);
  return of_collation.empty() ? charset_of(table, schema) : of_collation;
}

std::string collation_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema) {
  if (!column.collation.empty()) return to_lower(column.collation);
  const std::string charset = own_charset(column);
  return charset.empty() || charset == charset_of(table, schema) ? collation_of(table, schema) : std::string();
}

}  // namespace kura::dialect::mysql
