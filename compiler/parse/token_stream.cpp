// TokenStream: looking ahead and back over a vector.
#include "compiler/parse/token_stream.h"

#include <algorithm>

namespace kura::parse {

void TokenStream::consume() {
  if (position_ + 1 < tokens_.size()) ++position_;
}

std::size_t TokenStream::LA(ssize_t distance) {
  if (distance == 1) return tokens_[position_].getType();
  const antlr4::Token* token = LT(distance);
  return token == nullptr ? antlr4::Token::INVALID_TYPE : token->getType();
}

// 1 is the current token and -1 the one before it, as ANTLR counts.
antlr4::Token* TokenStream::LT(ssize_t distance) {
  if (distance == 1) return &tokens_[position_];
  const auto here = static_cast<ssize_t>(position_);
  const ssize_t wanted = distance > 0 ? here + distance - 1 : here + distance;
  if (wanted < 0) return nullptr;
  return &tokens_[std::min(static_cast<std::size_t>(wanted), tokens_.size() - 1)];
}

std::string TokenStream::getText() {
  return getText(&tokens_.front(), &tokens_.back());
}

std::string TokenStream::getText(const antlr4::misc::Interval& interval) {
  std::string result;
  for (ssize_t i = interval.a; i <= interval.b; ++i) result += tokens_[static_cast<std::size_t>(i)].view();
  return result;
}

std::string TokenStream::getText(antlr4::RuleContext* context) {
  return getText(context->getSourceInterval());
}

std::string TokenStream::getText(antlr4::Token* start, antlr4::Token* stop) {
  return getText(antlr4::misc::Interval(start->getTokenIndex(), stop->getTokenIndex()));
}

}  // namespace kura::parse
