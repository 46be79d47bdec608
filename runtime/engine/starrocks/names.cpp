// Names and texts inside the statements that are asked of the catalogue.
#include "runtime/engine/starrocks/names.h"

namespace kura::engine::starrocks {

std::string literal(std::string_view text) {
  std::string result = "'";
  for (char c : text) {
    if (c == '\\' || c == '\'') result += '\\';
    result += c;
  }
  return result + "'";
}

std::string quoted_name(std::string_view name) {
  std::string result = "`";
  for (char c : name) result += c == '`' ? "``" : std::string(1, c);
  return result + "`";
}

}  // namespace kura::engine::starrocks
