// TokenStream: the tokens of one buffer as the generated parser reads them, straight from the vector.
#pragma once

#include <vector>

#include "compiler/parse/source_token.h"

namespace kura::parse {

/// The tokens outlive the stream; the last one is the end and is never passed.
class TokenStream final : public antlr4::TokenStream {
 public:
  explicit TokenStream(std::vector<SourceToken>& tokens) : tokens_(tokens) {}

  [[nodiscard]] const std::vector<SourceToken>& tokens() const { return tokens_; }
  [[nodiscard]] std::uint32_t position() const { return position_; }
  [[nodiscard]] const SourceToken& current() const { return tokens_[position_]; }
  void go_to(std::uint32_t index) { position_ = index; }

  void consume() override;
  std::size_t LA(ssize_t distance) override;
  antlr4::Token* LT(ssize_t distance) override;
  [[nodiscard]] antlr4::Token* get(std::size_t index) const override { return &tokens_[index]; }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  std::size_t index() override { return position_; }
  void seek(std::size_t index) override { position_ = static_cast<std::uint32_t>(index); }
  std::size_t size() override { return tokens_.size(); }
  [[nodiscard]] std::string getSourceName() const override { return UNKNOWN_SOURCE_NAME; }
  [[nodiscard]] antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText() override;
  std::string getText(const antlr4::misc::Interval& interval) override;
  std::string getText(antlr4::RuleContext* context) override;
  std::string getText(antlr4::Token* start, antlr4::Token* stop) override;

 private:
  std::vector<SourceToken>& tokens_;
  std::uint32_t position_ = 0;
};

}  // namespace kura::parse
