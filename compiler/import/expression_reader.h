// ExpressionReader: one expression's tokens to the model's, loosest operators first.
#pragma once

#include "compiler/import/context.h"
#include "compiler/import/types.h"

namespace kura::import {

/// Thrown by the reader alone: the expression is not one of the language's.
struct Foreign {};

ir::Expression make_node(ir::ExpressionKind kind, std::string text = {});
ir::Expression make_binary(std::string text, ir::Expression left, ir::Expression right);
ir::Expression make_portable_call(std::string_view function);

class ExpressionReader {
 public:
  ExpressionReader(Tokens tokens, const Context& context) : tokens_(tokens), context_(context) {}

  ir::Expression read();

 private:
  // Tokens.

  [[nodiscard]] bool has(std::size_t ahead = 0) const { return at_ + ahead < tokens_.size(); }
  [[nodiscard]] bool is(std::string_view word, std::size_t ahead = 0) const {
    return has(ahead) && tokens_[at_ + ahead].is(word);
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return has(ahead) && tokens_[at_ + ahead].is_symbol(symbol);
  }
  bool take(std::string_view word) {
    if (!is(word)) return false;
    ++at_;
    return true;
  }
  bool take_symbol(std::string_view symbol) {
    if (!is_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  void expect_symbol(std::string_view symbol) {
    if (!take_symbol(symbol)) throw Foreign{};
  }
  [[nodiscard]] const Token& current() const {
    if (!has()) throw Foreign{};
    return tokens_[at_];
  }

  // Operators.

  ir::Expression disjunction();
  ir::Expression conjunction();
  ir::Expression negation();
  ir::Expression comparison();
  std::string comparison_symbol();
  ir::Expression compared(const std::string& symbol, ir::Expression left);
  void skip_cast_type();
  ir::Expression test(ir::Expression subject);
  ir::Expression predicate(ir::Expression subject);
  /// A server may store LIKE as `~~`, NOT ILIKE as `!~~*`.
  ir::Expression like_operator(ir::Expression subject);
  ir::Expression additive();
  ir::Expression multiplicative();
  ir::Expression unary();
  ir::Expression postfix();
  ir::Expression cast(ir::Expression operand);
  void throw_unless_known(const ReadType& type) const;

  // What operators stand between.

  ir::Expression primary();
  ir::Expression string();
  ir::Expression typed_string();
  /// `INTERVAL 1 DAY`
  ir::Expression bare_interval();
  ir::Expression parenthesised();
  ir::Expression case_when();
  ir::Expression cast_call();
  ir::Expression name_or_call();
  static ir::Expression concatenated(std::vector<ir::Expression> parts);
  std::string name_part();
  Tokens tokens_;
  const Context& context_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace kura::import
