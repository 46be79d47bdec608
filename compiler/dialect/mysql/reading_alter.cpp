// Options of ALTER TABLE that change more, or less, than an option of a table.
#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/reading.h"

namespace kura::dialect::mysql {
namespace {

// How rows are written, and how the server goes about it.
constexpr auto kNothing = std::to_array<std::string_view>(
    {"order by ", "algorithm", "lock", "force", "import tablespace", "discard tablespace", "check partition",
     "optimize partition", "analyze partition", "repair partition", "truncate partition", "rebuild partition"});
constexpr std::string_view kConvert = "convert to ";

bool is_text(const ir::Type& type) {
  if (type.kind == ir::TypeKind::char_ || type.kind == ir::TypeKind::varchar || type.kind == ir::TypeKind::text)
    return true;
  const std::string_view native = type.native;
  constexpr auto kWords = std::to_array<std::string_view>({"tinytext", "mediumtext", "longtext", "enum(", "set("});
  return type.kind == ir::TypeKind::native &&
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view it) { return native.starts_with(it); });
}

}  // namespace

std::string altered_option(ir::Table& table, std::string words, const Flavour& flavour) {
  const std::string text = to_lower(words);
  const bool is_nothing =
      std::any_of(kNothing.begin(), kNothing.end(), [&](std::string_view it) { return text.starts_with(it); });
  if (is_nothing) return {};
  const bool is_converted = text.starts_with(kConvert);
  if (is_converted) words.erase(0, kConvert.size());
  if (!is_charset_clause({words, {}, {}, {}})) return words;
  // The table's words are for columns to come: those that are there keep what they have unless they are converted.
  const WholeCharset before = charset_of(table, flavour);
  for (ir::Column& column : table.columns) {
    if (!is_text(column.type)) continue;
    if (is_converted) {
      column.collation.clear();
      std::erase_if(column.native, is_charset_clause);
    } else if (column.collation.empty() &&
               std::none_of(column.native.begin(), column.native.end(), is_charset_clause)) {
      column.native.push_back({"character set " + before.name, {}, {}, column.at});
      column.collation = before.collation;
    }
  }
  return words;
}

}  // namespace kura::dialect::mysql
