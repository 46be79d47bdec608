// Made-up names: joining, shortening.
#include "compiler/dialect/naming.h"

#include <fmt/format.h>

namespace kura::dialect {
namespace {

std::uint32_t fnv1a(std::string_view text) {
  std::uint32_t hash = 2166136261U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

/// Cuts to at most `size` bytes without splitting a character.
std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

}  // namespace

std::string made_up_name(std::string_view table, const std::vector<std::string>& columns, std::string_view suffix,
                         const Capabilities& capabilities) {
  std::string name(table);
  for (const std::string& column : columns) name += "_" + column;
  const std::string whole = fmt::format("{}_{}", name, suffix);
  const std::size_t limit = capabilities.identifier_limit;
  if (limit == 0 || whole.size() <= limit) return whole;
  const std::string tail = fmt::format("_{:08x}_{}", fnv1a(whole), suffix);
  return std::string(cut(name, limit - tail.size())) + tail;
}

std::size_t character_count(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

}  // namespace kura::dialect
