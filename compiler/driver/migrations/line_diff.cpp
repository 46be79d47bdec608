// Line diff by the longest common subsequence of the lines between the common beginning and end.
#include "compiler/driver/migrations/line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace kura::driver {
namespace {

constexpr std::size_t kLongest = 2000;
constexpr std::size_t kContext = 2;

using Lines = std::vector<std::string_view>;

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Entry {
  char mark = ' ';
  std::string_view text;
  std::size_t line = 0;  // of the text after, from 1
};

class Differ {
 public:
  Differ(Lines before, Lines after) : before_(std::move(before)), after_(std::move(after)) {}

  std::vector<Entry> entries() {
    std::size_t head = 0;
    while (head < before_.size() && head < after_.size() && before_[head] == after_[head]) keep(head++);
    std::size_t old_end = before_.size();
    std::size_t new_end = after_.size();
    while (old_end > head && new_end > head && before_[old_end - 1] == after_[new_end - 1]) --old_end, --new_end;
    middle(head, old_end, new_end);
    for (; new_end < after_.size(); ++new_end) keep(new_end);
    return std::move(entries_);
  }

 private:
  void keep(std::size_t at) { entries_.push_back({' ', after_[at], at + 1}); }

  void middle(std::size_t head, std::size_t old_end, std::size_t new_end) {
    const std::size_t rows = old_end - head;
    const std::size_t columns = new_end - head;
    const bool is_long = rows > kLongest && columns > kLongest;
    // common[i][k]: the longest common subsequence of what stands from i and from k on.
    std::vector<std::vector<std::uint32_t>> common(rows + 1, std::vector<std::uint32_t>(is_long ? 0 : columns + 1));
    for (std::size_t i = rows; !is_long && i-- > 0;) {
      for (std::size_t k = columns; k-- > 0;) {
        const bool is_same = before_[head + i] == after_[head + k];
        common[i][k] = is_same ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
      }
    }
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < rows || k < columns) {
      if (!is_long && i < rows && k < columns && before_[head + i] == after_[head + k]) {
        keep(head + k);
        ++i, ++k;
      } else if (k == columns || (i < rows && (is_long || common[i + 1][k] >= common[i][k + 1]))) {
        entries_.push_back({'-', before_[head + i++], head + k + 1});
      } else {
        entries_.push_back({'+', after_[head + k], head + k + 1});
        ++k;
      }
    }
  }

  Lines before_;
  Lines after_;
  std::vector<Entry> entries_;
};

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  const std::vector<Entry> entries = Differ(lines_of(before), lines_of(after)).entries();
  std::vector<bool> is_shown(entries.size(), false);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (entries[i].mark == ' ') continue;
    const std::size_t first = i > kContext ? i - kContext : 0;
    for (std::size_t k = first; k < std::min(entries.size(), i + kContext + 1); ++k) is_shown[k] = true;
  }
  std::string text;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!is_shown[i]) continue;
    if (i == 0 || !is_shown[i - 1]) text += fmt::format("@@ line {}\n", entries[i].line);
    text += fmt::format("{}{}\n", entries[i].mark, entries[i].text);
  }
  return text;
}

}  // namespace kura::driver
