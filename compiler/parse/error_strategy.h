// ErrorStrategy: what the parser does at a mistake: one report, then on with the next entry of the block.
#pragma once

#include <optional>

#include "compiler/parse/syntax_report.h"

namespace kura::parse {

/// No token is ever inserted or deleted to go on inside a broken entry: guesses there make messages about messages.
class ErrorStrategy final : public antlr4::ANTLRErrorStrategy {
 public:
  /// `is_cut`: the tokens end early at a mistake that has been reported.
  ErrorStrategy(TokenStream& stream, std::string_view text, bool is_cut, SyntaxReport report)
      : stream_(stream), text_(text), is_cut_(is_cut), report_(report) {}

  void reset(antlr4::Parser*) override {}
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  void sync(antlr4::Parser* parser) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return is_failing_; }
  void reportMatch(antlr4::Parser*) override {}
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;

  /// At the top level, on a token that begins no declaration: reports it and goes behind it.
  void skip_unknown_declaration();

 private:
  void sync_block(antlr4::Parser* parser);
  void sync_line(antlr4::Parser* parser);
  void fail_at_semicolon(antlr4::Parser* parser);
  /// False when the place has been reported before, or what is missing there is not the user's mistake.
  bool may_report();
  [[nodiscard]] Mistake mistake_at(antlr4::Parser* parser) const;

  TokenStream& stream_;
  std::string_view text_;
  bool is_cut_;
  SyntaxReport report_;
  bool is_failing_ = false;
  Resumption resumption_;
  std::optional<std::uint32_t> last_reported_;
  std::optional<std::uint32_t> resumed_at_;  // an entry begins here though no `;` stands before it
  std::size_t report_count_ = 0;
};

}  // namespace kura::parse
