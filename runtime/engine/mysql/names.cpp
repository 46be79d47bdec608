// Names and texts inside the statements that the runner writes itself, and the name of its lock.
#include "runtime/engine/mysql/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace kura::engine::mysql {
namespace {

constexpr std::size_t kLongestLockName = 64;
constexpr std::size_t kHashDigits = 16;

/// FNV-1a: the same on every machine that runs the same migrations.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '\\';
}

}  // namespace

std::string literal(std::string_view text) {
  std::string result;
  if (!std::all_of(text.begin(), text.end(), is_plain)) {
    result = "_utf8mb4 0x";
    for (char c : text) result += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return result;
  }
  result = "'";
  for (char c : text) result += c == '\'' ? "''" : std::string(1, c);
  return result + "'";
}

std::string literals(const std::vector<std::string>& texts) {
  std::string result;
  for (const auto& text : texts) result += (result.empty() ? "" : ", ") + literal(text);
  return result;
}

std::string quoted_name(std::string_view name) {
  std::string result = "`";
  for (char c : name) result += c == '`' ? "``" : std::string(1, c);
  return result + "`";
}

std::string lock_name(std::string_view database, std::string_view name) {
  // The length in front keeps `a.b` + `c` and `a` + `b.c` apart.
  const std::string whole = fmt::format("kura:{}:{}.{}", database.size(), database, name);
  if (whole.size() <= kLongestLockName && std::all_of(whole.begin(), whole.end(), is_plain)) return whole;
  std::string kept;
  for (char c : whole.substr(0, kLongestLockName - kHashDigits - 1)) kept += is_plain(c) ? c : '_';
  return fmt::format("{}:{:016x}", kept, hash_of(whole));
}

}  // namespace kura::engine::mysql
