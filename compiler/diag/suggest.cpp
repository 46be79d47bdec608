// Suggestions by edit distance.
#include "compiler/diag/suggest.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::diag {
namespace {

// Names longer than this are not compared: the table is quadratic and nobody mistypes by a few letters there.
constexpr std::size_t kLongestCompared = 128;

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
  if (left.size() > kLongestCompared || right.size() > kLongestCompared) return kLongestCompared;
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> previous(right.size() + 1);
  std::vector<std::size_t> current(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool same = to_lower(left[i - 1]) == to_lower(right[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && to_lower(left[i - 1]) == to_lower(right[j - 2]) &&
                           to_lower(left[i - 2]) == to_lower(right[j - 1]);
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    before = previous;
    previous.swap(current);
  }
  return previous[right.size()];
}

std::vector<std::string> similar_names(std::string_view name, const std::vector<std::string>& known,
                                       std::size_t limit) {
  std::vector<std::pair<std::size_t, std::string>> found;
  const std::size_t allowed = std::max<std::size_t>(1, name.size() / 3);
  for (const std::string& candidate : known) {
    const std::size_t difference =
        candidate.size() > name.size() ? candidate.size() - name.size() : name.size() - candidate.size();
    if (difference > allowed) continue;
    const std::size_t distance = edit_distance(name, candidate);
    if (distance <= allowed && candidate != name) found.emplace_back(distance, candidate);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> result;
  for (const auto& [distance, candidate] : found) {
    if (result.size() == limit) break;
    if (result.empty() || result.back() != candidate) result.push_back(candidate);
  }
  return result;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  const std::vector<std::string> names = similar_names(name, known);
  if (names.empty()) return {};
  std::string text = "did you mean ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += "`" + names[i] + "`";
  }
  return text + "?";
}

}  // namespace kura::diag
