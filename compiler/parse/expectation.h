// expectation: what the grammar allows at a place, in words people know.
#pragma once

#include <string>

#include "compiler/parse/tree.h"

namespace kura::parse {

/// What a mistake is about: the innermost rule the parser was in, and the tokens it would have taken.
struct Expectation {
  std::size_t rule = 0;
  antlr4::misc::IntervalSet tokens;

  [[nodiscard]] bool has(std::size_t type) const { return tokens.contains(type); }
  [[nodiscard]] bool has_expression() const;
  [[nodiscard]] bool has_type() const;
};

/// "a name or `(`", at most four things.
std::string describe(const Expectation& expected, const antlr4::dfa::Vocabulary& vocabulary);

/// What may stand in a block: "a column, a clause or `}`".
std::string describe_block(std::size_t rule);

/// The token as it was written, in backticks and shortened, or "end of file".
std::string describe(const SourceToken& found);

/// "`a`, `b` or `c`" of things already worded.
std::string join_alternatives(const std::vector<std::string>& things);

}  // namespace kura::parse
