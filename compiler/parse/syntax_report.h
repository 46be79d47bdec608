// syntax_report: a place where the grammar fails to the one diagnostic that says what to change there.
#pragma once

#include <optional>

#include "compiler/diag/sink.h"
#include "compiler/parse/expectation.h"
#include "compiler/parse/recovery.h"

namespace kura::parse {

/// One failure of the parser: the token it cannot take, in which entry (`start`) of which block.
struct Mistake {
  Expectation expected;
  std::uint32_t at = 0;
  std::uint32_t start = 0;             // the entry's first token
  std::size_t entry_rule = 0;          // RuleTableMember …, RuleDeclaration outside of blocks
  std::optional<std::uint32_t> block;  // the `{` of the block around the entry
};

/// Where to read on; nothing means: behind the broken entry.
struct Resumption {
  std::optional<std::uint32_t> at;
  bool leaves_block = false;  // the block was not closed: `at` begins the next declaration
};

class SyntaxReport {
 public:
  SyntaxReport(const TokenStream& stream, BufferId buffer, diag::Sink& sink, const antlr4::dfa::Vocabulary& vocabulary)
      : tokens_(stream.tokens()), buffer_(buffer), sink_(sink), vocabulary_(vocabulary) {}

  /// Reports the mistake as what it most likely is.
  Resumption report(const Mistake& mistake);
  /// An entry that does not begin like one.
  void report_entry(std::size_t block_rule, std::uint32_t at);
  /// Something at the top level that begins no declaration.
  void report_declaration(std::uint32_t at);
  /// A `;` is missing in front of the token.
  void report_semicolon(std::uint32_t at);
  /// A block is not closed when a declaration begins at the token.
  void report_unclosed_block(std::uint32_t block, std::uint32_t at);

 private:
  bool report_block(const Mistake& mistake, Resumption& resumption);
  bool report_bracket(const Mistake& mistake);
  bool report_comma(const Mistake& mistake, Resumption& resumption);
  bool report_clause_word(const Mistake& mistake);
  bool report_character(std::uint32_t at);
  void report_unexpected(const Mistake& mistake);
  void report_unclosed(std::uint32_t opening, std::uint32_t at, std::string closing);
  [[nodiscard]] SourceRange range(std::uint32_t token) const {
    return {buffer_, tokens_[token].begin, tokens_[token].end};
  }

  const Tokens& tokens_;
  BufferId buffer_;
  diag::Sink& sink_;
  const antlr4::dfa::Vocabulary& vocabulary_;
  std::optional<std::uint32_t> comma_block_;  // the block that was reported to be separated by commas
};

}  // namespace kura::parse
