// A table's own words.
#include "compiler/dialect/mysql/engine.h"

#include "compiler/base/ascii.h"
#include "compiler/dialect/dialect.h"

namespace kura::dialect::mysql {

std::string option_of(const ir::Table& table, std::string_view keyword) {
  const ir::NativeClause* clause = find_native(table.physical.native, keyword);
  if (clause == nullptr) return {};
  std::string text = to_lower(clause->argument);
  std::erase_if(text, [](char c) { return c == '\'' || c == '"' || c == '`'; });
  return text;
}

std::string engine_of(const ir::Table& table) {
  const std::string engine = option_of(table, "engine");
  return engine.empty() ? "innodb" : engine;
}

}  // namespace kura::dialect::mysql
