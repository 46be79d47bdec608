// Variables and percent-decoding in a URL.
#include "runtime/db/url_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"

namespace kura::db {
namespace {

Error usage(std::string message, std::string help) {
  return {ErrorKind::usage, {}, std::move(message), std::move(help)};
}

std::optional<int> hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = to_lower(c);
  if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
  return std::nullopt;
}

/// The character that `%XY` at a place of the text stands for.
std::optional<char> escaped_at(std::string_view text, std::size_t at) {
  if (at + 2 >= text.size()) return std::nullopt;
  const std::optional<int> high = hex_digit(text[at + 1]);
  const std::optional<int> low = hex_digit(text[at + 2]);
  if (!high || !low || (*high == 0 && *low == 0)) return std::nullopt;
  return static_cast<char>(*high * 16 + *low);
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && is_name_start(name[0]) && std::all_of(name.begin(), name.end(), is_name_part);
}

Error unset(const std::string& name, const std::map<std::string, std::string>& environment) {
  std::vector<std::string> known;
  for (const auto& [variable, value] : environment) known.push_back(variable);
  const std::string guess = diag::did_you_mean(name, known);
  return usage(fmt::format("the URL names the variable `{}`, which the environment does not have", name),
               guess.empty() ? fmt::format("set it: `export {}=…`", name) : guess);
}

}  // namespace

std::size_t UrlText::find(std::string_view any_of) const {
  for (std::size_t i = 0; i < chars_.size(); ++i) {
    if (written_[i] && any_of.find(chars_[i]) != std::string_view::npos) return i;
  }
  return kNone;
}

std::size_t UrlText::find_last(char wanted) const {
  for (std::size_t i = chars_.size(); i-- > 0;) {
    if (written_[i] && chars_[i] == wanted) return i;
  }
  return kNone;
}

bool UrlText::begins_with(std::string_view text) const {
  return chars_.starts_with(text) && part(0, text.size()).is_all_written();
}

UrlText UrlText::part(std::size_t begin, std::size_t size) const {
  UrlText result;
  if (begin >= chars_.size()) return result;
  const std::size_t end = size == kNone ? chars_.size() : std::min(begin + size, chars_.size());
  result.chars_ = chars_.substr(begin, end - begin);
  result.written_.assign(written_.begin() + static_cast<std::ptrdiff_t>(begin),
                         written_.begin() + static_cast<std::ptrdiff_t>(end));
  return result;
}

std::vector<UrlText> UrlText::split(char separator) const {
  std::vector<UrlText> result;
  UrlText rest = *this;
  for (std::size_t at = rest.find({&separator, 1}); at != kNone; at = rest.find({&separator, 1})) {
    result.push_back(rest.part(0, at));
    rest = rest.part(at + 1);
  }
  result.push_back(rest);
  return result;
}

bool UrlText::is_all_written() const {
  return std::all_of(written_.begin(), written_.end(), [](bool is_written) { return is_written; });
}

Outcome<std::string> UrlText::decoded() const {
  std::string result;
  for (std::size_t i = 0; i < chars_.size(); ++i) {
    if (chars_[i] != '%' || !written_[i]) {
      result += chars_[i];
      continue;
    }
    const std::optional<char> character = escaped_at(chars_, i);
    if (!character) {
      return usage("a `%` of the URL has no two hexadecimal digits behind it", "write `%25` for a percent sign");
    }
    result += *character;
    i += 2;
  }
  return result;
}

Outcome<UrlText> fill_in(std::string_view text, const std::map<std::string, std::string>& environment) {
  UrlText result;
  bool is_first = true;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find("${"), text.size());
    result.append(text.substr(0, begin), true);
    if (begin == text.size()) break;
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos || !is_variable_name(text.substr(begin + 2, end - begin - 2))) {
      // What stands there is not repeated: it may belong to a password.
      return usage("a `${` of the URL is not followed by the name of a variable and `}`",
                   "write `${NAME}`, or `%24{` when the characters themselves are meant");
    }
    const std::string name(text.substr(begin + 2, end - begin - 2));
    const auto variable = environment.find(name);
    if (variable == environment.end()) return unset(name, environment);
    result.append(variable->second, is_first && begin == 0);
    text.remove_prefix(end + 1);
    is_first = false;
  }
  return result;
}

}  // namespace kura::db
