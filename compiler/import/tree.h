// The parse tree of one statement as plain nodes over its tokens, so that no reader knows the parser generator.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "compiler/import/tokens.h"

namespace kura::import {

enum class Rule : std::uint8_t {
#define KURA_SQL_RULE(rule, spelt) rule,
#include "compiler/import/rules.def"
#undef KURA_SQL_RULE
  token,  // one token of the parent's own
};

/// Tokens `begin` to `end` (excluded) of a statement, and the parts that the grammar tells apart in it.
struct Node {
  Rule rule = Rule::token;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<Node> children;
};

/// Why a statement could not be parsed: the token where it went wrong; the number of tokens for its end.
struct SyntaxError {
  std::uint32_t token = 0;
};

/// A node with its statement: what the readers pass around.
class Part {
 public:
  Part(const Node& node, const Statement& statement) : node_(&node), statement_(&statement) {}

  [[nodiscard]] Rule rule() const { return node_->rule; }
  [[nodiscard]] bool is(Rule rule) const { return node_->rule == rule; }
  [[nodiscard]] Tokens tokens() const {
    return Tokens(statement_->tokens).subspan(node_->begin, node_->end - node_->begin);
  }
  [[nodiscard]] SourceRange at() const;
  [[nodiscard]] std::vector<Part> children() const;
  /// The first child of this rule, if any.
  [[nodiscard]] std::optional<Part> find(Rule rule) const;
  /// The last child of this rule, if any.
  [[nodiscard]] std::optional<Part> find_last(Rule rule) const;
  [[nodiscard]] std::vector<Part> all(Rule rule) const;
  /// True when this word stands among its own tokens, outside of its parts.
  [[nodiscard]] bool has(std::string_view word) const;
  /// True when its first tokens are these words.
  [[nodiscard]] bool begins_with(std::string_view first, std::string_view second = {}) const;
  [[nodiscard]] const Statement& statement() const { return *statement_; }

 private:
  const Node* node_;
  const Statement* statement_;
};

}  // namespace kura::import
