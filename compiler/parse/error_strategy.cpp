// ErrorStrategy: unwinds to the entry that is broken, skips it, and lets the block's loop read on.
#include "compiler/parse/error_strategy.h"

#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

using Types = SchemaParser;

// A file with more mistakes is not a schema; unwinding for each of its bytes would take minutes.
constexpr std::size_t kMostReports = diag::Sink::kLimit;

bool is_entry(std::size_t rule) {
  switch (rule) {
    case Types::RuleTableMember:
    case Types::RuleViewMember:
    case Types::RuleForMember:
    case Types::RuleWarehouseItem:
    case Types::RuleLintItem:
    case Types::RuleProperty:
    case Types::RuleSequenceOption:
    case Types::RuleDeclaration:
      return true;
    default:
      return false;
  }
}

bool is_block(std::size_t rule) {
  switch (rule) {
    case Types::RuleTableBody:
    case Types::RuleViewBody:
    case Types::RuleForBody:
    case Types::RuleWarehouseBody:
    case Types::RuleLintBody:
    case Types::RulePropertiesBody:
    case Types::RuleSequenceBody:
      return true;
    default:
      return false;
  }
}

// The `{` of a block's context; nothing when it is another context or its `{` is what is missing.
std::optional<std::uint32_t> block_of(const Node& node) {
  const bool is_opened = is_block(node.getRuleIndex()) || node.getRuleIndex() == Types::RuleEnumBody;
  if (!is_opened || !first_token(node).is(Types::LBRACE)) return std::nullopt;
  return first_token(node).index;
}

bool ends_entry(const SourceToken& token) {
  return token.is(Types::SEMICOLON) || token.is(Types::LBRACE) || token.is(Types::RBRACE);
}

// Tokens that begin entries and rarely go on with one.
bool may_begin_entry(const SourceToken& token) {
  return token.is(Types::IDENTIFIER) || token.is(Types::QUOTED) || token.is(Types::COLUMN) ||
         is_clause_word(token.kind);
}

/// True where a valid entry may go on with this token, whatever its indentation: a column's `unique`, `check (…)` and
/// `primary key` read like clauses, and what follows an operator or a word that wants more is no beginning.
bool may_go_on(const std::vector<SourceToken>& tokens, std::uint32_t index) {
  const SourceToken& token = tokens[index];
  const auto names_or_lists = [&](std::uint32_t at) {
    return at < tokens.size() &&
           (tokens[at].is(Types::LPAREN) || is_word(tokens[at].kind) || tokens[at].is(Types::QUOTED));
  };
  // As a column's attribute these three take neither a name nor a list; a check's name tells the clause.
  if (token.is(Types::PRIMARY)) return !names_or_lists(index + 2);
  if (token.is(Types::UNIQUE)) return !names_or_lists(index + 1);
  if (token.is(Types::CHECK)) return tokens[index + 1].is(Types::LPAREN);
  const SourceToken& before = tokens[index - 1];
  const bool is_end = before.is(Types::IDENTIFIER) || before.is(Types::QUOTED) || before.is(Types::NUMBER) ||
                      before.is(Types::STRING) || before.is(Types::RPAREN) || before.is(Types::GT) ||
                      before.is(Types::RBRACKET) || before.is(Types::NULL_) || before.is(Types::KEY) ||
                      before.is(Types::UNIQUE) || before.is(Types::IDENTITY) || before.is(Types::TRUE) ||
                      before.is(Types::FALSE) || before.is(Types::END) || before.is(Types::STORED) ||
                      before.is(Types::VIRTUAL) || before.is(Types::ALWAYS);
  return !is_end;
}

}  // namespace

antlr4::Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::reportError(antlr4::Parser* parser, const antlr4::RecognitionException&) {
  if (is_failing_) return;
  is_failing_ = true;
  resumption_ = {};
  if (may_report()) resumption_ = report_.report(mistake_at(parser));
}

bool ErrorStrategy::may_report() {
  const std::uint32_t here = stream_.position();
  if (last_reported_ == here || (is_cut_ && stream_.current().is(antlr4::Token::EOF))) return false;
  last_reported_ = here;
  return ++report_count_ <= kMostReports;
}

Mistake ErrorStrategy::mistake_at(antlr4::Parser* parser) const {
  const auto* node = static_cast<const Node*>(parser->getContext());
  Mistake mistake{{node->getRuleIndex(), parser->getExpectedTokens()}, stream_.position(), 0, 0, std::nullopt};
  // A block that fails itself (at its end) is the one around the mistake, not the entry that holds it.
  mistake.block = block_of(*node);
  while (!is_entry(node->getRuleIndex())) node = parent_of(*node);
  mistake.start = first_token(*node).index;
  mistake.entry_rule = node->getRuleIndex();
  for (; !mistake.block.has_value() && node != nullptr; node = parent_of(*node)) mistake.block = block_of(*node);
  return mistake;
}

void ErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr error) {
  const auto& node = *static_cast<const Node*>(parser->getContext());
  const bool is_top = node.getRuleIndex() == Types::RuleDeclaration;
  if (!is_entry(node.getRuleIndex()) || (resumption_.leaves_block && !is_top)) std::rethrow_exception(error);
  const std::uint32_t start = first_token(node).index;
  const std::uint32_t here = stream_.position();
  if (report_count_ > kMostReports) {
    stream_.go_to(static_cast<std::uint32_t>(stream_.size() - 1));
  } else if (resumption_.at.has_value()) {
    stream_.go_to(*resumption_.at);
  } else {
    stream_.go_to(is_top ? declaration_end(stream_.tokens(), start, here) : entry_end(stream_.tokens(), start, here));
  }
  resumed_at_ = stream_.position();
  is_failing_ = false;
  resumption_ = {};
}

// Called before every choice and loop of the grammar, so the way out comes first.
void ErrorStrategy::sync(antlr4::Parser* parser) {
  const SourceToken& token = stream_.current();
  if (token.index == 0) return;
  const bool is_between_entries = ends_entry(stream_.tokens()[token.index - 1]) || resumed_at_ == token.index;
  if (!is_between_entries && !token.starts_line) return;
  if (is_between_entries && is_block(parser->getContext()->getRuleIndex())) return sync_block(parser);
  if (!is_between_entries) sync_line(parser);
}

// What begins no entry is reported here and skipped, so that the block's loop sees only beginnings and its end.
void ErrorStrategy::sync_block(antlr4::Parser* parser) {
  const auto& node = *static_cast<const Node*>(parser->getContext());
  const antlr4::atn::ATN& network = parser->getATN();
  const antlr4::misc::IntervalSet& starts = network.nextTokens(network.states[parser->getState()]);
  for (;;) {
    const SourceToken& token = stream_.current();
    if (starts.contains(token.getType()) || token.is(antlr4::Token::EOF)) return;
    if (looks_like_declaration(stream_.tokens(), token.index)) {
      if (may_report()) report_.report_unclosed_block(first_token(node).index, token.index);
      is_failing_ = true;
      resumption_ = {token.index, true};
      throw antlr4::InputMismatchException(parser);
    }
    if (may_report()) report_.report_entry(node.getRuleIndex(), token.index);
    if (report_count_ > kMostReports) return stream_.go_to(static_cast<std::uint32_t>(stream_.size() - 1));
    const bool is_shell_comment = token.view() == "#";
    stream_.go_to(is_shell_comment ? line_end(stream_.tokens(), token.index)
                                   : entry_end(stream_.tokens(), token.index, token.index));
    if (stream_.position() == token.index) stream_.consume();
  }
}

// A line that begins like the entry itself, at the same indentation, is the next entry: a `;` was forgotten.
void ErrorStrategy::sync_line(antlr4::Parser* parser) {
  const SourceToken& token = stream_.current();
  const auto* node = static_cast<const Node*>(parser->getContext());
  if (node->getRuleIndex() == Types::RuleRawSql) {
    if (looks_like_declaration(stream_.tokens(), token.index)) fail_at_semicolon(parser);
    return;
  }
  if (!may_begin_entry(token) || may_go_on(stream_.tokens(), token.index)) return;
  while (node != nullptr && !is_entry(node->getRuleIndex())) node = parent_of(*node);
  if (node == nullptr || node->getRuleIndex() == Types::RuleDeclaration) return;
  const SourceToken& start = first_token(*node);
  // A word and no more is not an entry yet: the failure is a better message than a guess.
  if (token.index < start.index + 2 || !start.starts_line) return;
  if (indentation(text_, start) != indentation(text_, token)) return;
  if (!open_bracket(stream_.tokens(), start.index, token.index).has_value()) fail_at_semicolon(parser);
}

void ErrorStrategy::fail_at_semicolon(antlr4::Parser* parser) {
  if (may_report()) report_.report_semicolon(stream_.position());
  is_failing_ = true;
  resumption_ = {stream_.position(), false};
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::skip_unknown_declaration() {
  const SourceToken& token = stream_.current();
  if (may_report()) report_.report_declaration(token.index);
  if (report_count_ > kMostReports) return stream_.go_to(static_cast<std::uint32_t>(stream_.size() - 1));
  if (token.is(Types::SEMICOLON) || token.is(Types::RBRACE)) return stream_.consume();
  const bool is_shell_comment = token.view() == "#";
  stream_.go_to(is_shell_comment ? line_end(stream_.tokens(), token.index)
                                 : declaration_end(stream_.tokens(), token.index, token.index));
}

}  // namespace kura::parse
