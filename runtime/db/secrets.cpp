// Takes passwords out of messages.
#include "runtime/db/secrets.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::db {
namespace {

constexpr std::string_view kHidden = "***";
// A secret this short is a part of ordinary words; it is taken out only where it stands by itself.
constexpr std::size_t kLongEnough = 6;

bool stands_alone(std::string_view text, std::size_t begin, std::size_t size) {
  const bool joined_before = begin > 0 && is_name_part(text[begin - 1]) && is_name_part(text[begin]);
  const std::size_t end = begin + size;
  const bool joined_behind = end < text.size() && is_name_part(text[end]) && is_name_part(text[end - 1]);
  return !joined_before && !joined_behind;
}

void hide(std::string& text, const std::string& secret) {
  std::size_t at = text.find(secret);
  while (at != std::string::npos) {
    if (secret.size() >= kLongEnough || stands_alone(text, at, secret.size())) {
      text.replace(at, secret.size(), kHidden);
      at = text.find(secret, at + kHidden.size());
    } else {
      at = text.find(secret, at + 1);
    }
  }
}

}  // namespace

Secrets::Secrets(const Url& url, const Driver& driver) : shown_{url.user, url.host, url.port, url.database} {
  add(url.password.c_str());
  for (const auto& [name, value] : url.parameters) {
    const Parameter* parameter = find_parameter(driver, name);
    if (!parameter || parameter->is_secret) add(value.c_str());
  }
}

void Secrets::add(const char* secret) {
  if (!secret || !*secret) return;
  // Hiding what stands in every message would only tell that the password is the same.
  if (std::find(shown_.begin(), shown_.end(), secret) != shown_.end()) return;
  secrets_.emplace_back(secret);
  std::stable_sort(secrets_.begin(), secrets_.end(),
                   [](const std::string& left, const std::string& right) { return left.size() > right.size(); });
}

std::string Secrets::scrub(std::string text) const {
  for (const std::string& secret : secrets_) hide(text, secret);
  return text;
}

}  // namespace kura::db
