// Suggestions: which of the known names a misspelt one may have meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::diag {

/// Number of single-character edits (insert, delete, change, swap of neighbours) between two names, ignoring ASCII
/// case.
std::size_t edit_distance(std::string_view left, std::string_view right);

/// The known names close enough to be a slip of the given one, nearest first, at most `limit`.
std::vector<std::string> similar_names(std::string_view name, const std::vector<std::string>& known,
                                       std::size_t limit = 4);

/// "did you mean `a` or `b`?", or an empty text when nothing is close.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

}  // namespace kura::diag
