// UrlText: the characters of a URL after its variables are filled in, each of which knows whether it was written in the
// URL.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/error.h"

namespace kura::db {

/// What was written may split the URL and is percent-decoded; what came from a variable stands for itself.
class UrlText {
 public:
  static constexpr std::size_t kNone = std::string::npos;

  void append(std::string_view text, bool is_written) {
    chars_ += text;
    written_.insert(written_.end(), text.size(), is_written);
  }
  [[nodiscard]] bool empty() const { return chars_.empty(); }
  [[nodiscard]] std::size_t size() const { return chars_.size(); }
  /// The first or last written one of the characters.
  [[nodiscard]] std::size_t find(std::string_view any_of) const;
  [[nodiscard]] std::size_t find_last(char wanted) const;
  [[nodiscard]] bool begins_with(std::string_view text) const;
  [[nodiscard]] UrlText part(std::size_t begin, std::size_t size = kNone) const;
  [[nodiscard]] std::vector<UrlText> split(char separator) const;
  [[nodiscard]] bool is_all_written() const;
  [[nodiscard]] const std::string& raw() const { return chars_; }
  /// Percent-decoded; an error for a `%` without its two digits.
  [[nodiscard]] Outcome<std::string> decoded() const;

 private:
  std::string chars_;
  std::vector<bool> written_;
};

/// Fills in `${NAME}`. The value of a variable with which the text begins is text of the URL, like what is written; any
/// other value is taken as it is.
Outcome<UrlText> fill_in(std::string_view text, const std::map<std::string, std::string>& environment);

}  // namespace kura::db
