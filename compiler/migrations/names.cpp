// Names in directives: written and read.
#include <algorithm>
#include <cctype>
#include <utility>

#include "compiler/migrations/migration.h"

namespace kura::migrations {
namespace {

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || c == '$' || byte >= 0x80;
}

std::string part_text(const std::string& part) {
  if (!part.empty() && std::all_of(part.begin(), part.end(), is_plain)) return part;
  std::string text = "\"";
  for (const char c : part) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + "\"";
}

std::string take_part(std::string_view& text) {
  std::string part;
  if (!text.starts_with('"')) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_plain);
    part.assign(text.begin(), end);
    text.remove_prefix(part.size());
    return part;
  }
  for (text.remove_prefix(1); !text.empty(); text.remove_prefix(1)) {
    if (text.starts_with("\"\"")) {
      text.remove_prefix(1);
    } else if (text.front() == '"') {
      text.remove_prefix(1);
      return part;
    }
    part += text.front();
  }
  return {};
}

}  // namespace

std::string name_text(const ir::QualifiedName& name) {
  return name.schema.empty() ? part_text(name.name) : part_text(name.schema) + "." + part_text(name.name);
}

ir::QualifiedName take_name(std::string_view& text) {
  ir::QualifiedName name;
  name.name = take_part(text);
  if (!name.name.empty() && text.starts_with('.')) {
    text.remove_prefix(1);
    name.schema = std::exchange(name.name, take_part(text));
  }
  return name;
}

}  // namespace kura::migrations
