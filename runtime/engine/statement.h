// Reading one statement far enough to know what kind it is: patterns over its tokens.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/sql/tokens.h"

namespace kura::engine {

/// Whether the statement begins as the pattern says. The parts of a pattern stand apart by one blank each:
///   word      this word, unquoted, in any case; `a|b` one of them, `?a` perhaps
///   (         any other symbol stands for itself
///   @         a name, quoted or not, with points in it or not
///   *         any tokens, also none
///   $         the end, behind a semicolon or not
bool begins_with(std::span<const sql::Token> tokens, std::string_view pattern);
bool begins_with(std::string_view statement, std::string_view pattern);

/// Whether the statement begins as one of the patterns.
bool begins_with_one(std::string_view statement, std::span<const std::string_view> patterns);

/// What follows the pattern; nothing when the statement does not begin so. Without `*` in the pattern the longest match
/// counts.
std::optional<std::span<const sql::Token>> behind(std::span<const sql::Token> tokens, std::string_view pattern);

/// The parts of the name at the front as the engine reads them ("schema", "name"); empty when there is none.
std::vector<std::string> name_at_front(std::span<const sql::Token> tokens);

}  // namespace kura::engine
