// The parse tree as this layer reads it: contexts of rules only; tokens are found by their index in the token list.
#pragma once

#include "SchemaParser.h"
#include "compiler/parse/source_token.h"
#include "compiler/parse/token_stream.h"

namespace kura::parse {

using Node = antlr4::ParserRuleContext;
using Rules = SchemaParser;  // Rules::RuleColumn, Rules::SEMICOLON …

/// The generated parser without nodes for tokens: they are half of the tree, and their indexes say as much.
class TreeParser final : public SchemaParser {
 public:
  explicit TreeParser(TokenStream* stream) : SchemaParser(stream) {
    setBuildParseTree(false);
    removeErrorListeners();
  }
  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) override {
    SchemaParser::enterRule(context, state, rule);
    if (context->parent != nullptr) context->parent->children.push_back(context);
  }
  // Alternatives carry no labels: the context stays the one that was entered.
  void enterOuterAlt(antlr4::ParserRuleContext*, std::size_t) override {}
  /// Frees every context made so far.
  void drop_tree() { getTreeTracker().reset(); }
};

inline const SourceToken& first_token(const Node& node) {
  return *static_cast<const SourceToken*>(node.start);
}
inline const SourceToken& last_token(const Node& node) {
  return *static_cast<const SourceToken*>(node.stop);
}

inline std::size_t child_count(const Node& node) {
  return node.children.size();
}
inline const Node& child(const Node& node, std::size_t index) {
  return *static_cast<const Node*>(node.children[index]);
}
inline const Node* parent_of(const Node& node) {
  return static_cast<const Node*>(node.parent);
}

/// The first child made by the rule, or nothing.
inline const Node* find_child(const Node& node, std::size_t rule) {
  for (const antlr4::tree::ParseTree* entry : node.children) {
    const auto* candidate = static_cast<const Node*>(entry);
    if (candidate->getRuleIndex() == rule) return candidate;
  }
  return nullptr;
}

/// A rule that the parser gave up: what it holds is not complete.
inline bool is_broken(const Node& node) {
  return node.exception != nullptr;
}

}  // namespace kura::parse
