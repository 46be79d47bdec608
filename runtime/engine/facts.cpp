// Facts as lines, names as literals.
#include "runtime/engine/facts.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/base/ascii.h"

namespace kura::engine {

void add_fact(Catalog& catalog, const std::string& object, std::string_view label, std::string_view value) {
  std::vector<std::string>& lines = catalog[object];
  if (value.find('\n') == std::string_view::npos) {
    lines.push_back(fmt::format("{}: {}", label, value));
    return;
  }
  for (int number = 1;; ++number) {
    const std::size_t end = value.find('\n');
    lines.push_back(fmt::format("{} {:04}: {}", label, number, value.substr(0, end)));
    if (end == std::string_view::npos) return;
    value.remove_prefix(end + 1);
  }
}

void add_facts(Catalog& catalog, const db::Answer& answer) {
  for (const db::Row& row : answer.rows) {
    if (row.size() >= 3 && row[0] && row[1] && row[2]) add_fact(catalog, *row[0], *row[1], *row[2]);
  }
}

std::string literal(std::string_view text) {
  return fmt::format("'{}'", replaced(text, "'", "''"));
}

std::string literal_list(const std::vector<std::string>& names) {
  std::string list;
  for (const std::string& name : names) {
    if (!list.empty()) list += ", ";
    list += literal(to_lower(name));
  }
  return list;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  while (true) {
    const std::size_t place = text.find(from);
    result += text.substr(0, place);
    if (place == std::string_view::npos) return result;
    result += to;
    text.remove_prefix(place + from.size());
  }
}

db::Error unsupported(std::string message) {
  return {.kind = db::ErrorKind::unsupported, .code = {}, .message = std::move(message), .help = {}};
}

}  // namespace kura::engine
