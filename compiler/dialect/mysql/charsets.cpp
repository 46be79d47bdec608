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
  std::string_view collation;  // its default; empty: the servers differ
};

constexpr auto kCharsets = std::to_array<Charset>({
#define KURA_CHARSET(name, bytes, collation) {name, bytes, collation},
#include "compiler/dialect/mysql/charsets.def"
#undef KURA_CHARSET
});

const Charset* find_charset(std::string_view name) {
  const auto found =
      std::find_if(kCharsets.begin(), kCharsets.end(), [&](const Charset& it) { return it.name == name; });
  return found == kCharsets.end() ? nullptr : &*found;
}

/// Another word for the set of three bytes, also at the beginning of a collation's name.
std::string without_alias(std::string name) {
  const bool is_alias = name == "utf8" || name.starts_with("utf8_");
  if (is_alias) name.insert(4, "mb3");
  return name;
}

/// The argument of the first of these clauses that is there, lower case and without quotes.
std::string argument_of(const std::vector<ir::NativeClause>& clauses,
                        std::initializer_list<std::string_view> keywords) {
  for (const std::string_view keyword : keywords) {
    const ir::NativeClause* clause = find_native(clauses, keyword);
    if (clause == nullptr) continue;
    std::string text = to_lower(clause->argument);
    std::erase_if(text, [](char c) { return c == '\'' || c == '"' || c == '`'; });
    return without_alias(std::move(text));
  }
  return {};
}

std::string own_charset(const ir::Column& column) {
  return argument_of(column.native, {"character set", "charset"});
}

}  // namespace

std::string charset_of_collation(std::string_view collation) {
  const std::string name = without_alias(to_lower(collation.substr(0, collation.find('_'))));
  return find_charset(name) == nullptr ? std::string() : name;
}

std::int64_t bytes_per_character(std::string_view charset) {
  const Charset* found = find_charset(charset);
  return found == nullptr ? 1 : found->bytes;
}

std::string charset_named(std::string_view name) {
  return without_alias(to_lower(name));
}

std::string collation_named(std::string_view name) {
  return without_alias(to_lower(name));
}

std::string default_collation(std::string_view charset, const Flavour& flavour) {
  if (charset == "utf8mb4") return std::string(flavour.utf8mb4_collation);
  const Charset* found = find_charset(charset);
  return found == nullptr ? std::string() : std::string(found->collation);
}

std::string collation_of(const ir::Table& table, const ir::Schema& schema) {
  std::string own = argument_of(table.physical.native, {"default collate", "collate"});
  if (!own.empty()) return own;
  const bool has_charset =
      !argument_of(table.physical.native, {"default character set", "default charset", "character set", "charset"})
           .empty();
  return has_charset ? std::string() : collation_named(schema.warehouse.setting("collation"));
}

std::string charset_of(const ir::Table& table, const ir::Schema& schema) {
  std::string own =
      argument_of(table.physical.native, {"default character set", "default charset", "character set", "charset"});
  if (!own.empty()) return own;
  std::string of_collation = charset_of_collation(collation_of(table, schema));
  return of_collation.empty() ? charset_named(schema.warehouse.setting("charset", "utf8mb4")) : of_collation;
}

std::string charset_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema) {
  if (std::string own = own_charset(column); !own.empty()) return own;
  std::string of_collation = charset_of_collation(column.collation);
  return of_collation.empty() ? charset_of(table, schema) : of_collation;
}

std::string collation_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema) {
  if (!column.collation.empty()) return collation_named(column.collation);
  // A character set without a collation means its default, even where the table has the same set and another one.
  return own_charset(column).empty() ? collation_of(table, schema) : std::string();
}

std::string whole_collation(const ir::Table& table, const ir::Schema& schema, const Flavour& flavour) {
  std::string own = collation_of(table, schema);
  return own.empty() ? default_collation(charset_of(table, schema), flavour) : own;
}

std::string whole_collation(const ir::Column& column, const ir::Table& table, const ir::Schema& schema,
                            const Flavour& flavour) {
  std::string own = collation_of(column, table, schema);
  return own.empty() ? default_collation(charset_of(column, table, schema), flavour) : own;
}

}  // namespace kura::dialect::mysql
