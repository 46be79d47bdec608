// syntax_report: the common slips are recognised one by one; what is left is "expected …, found …".
#include "compiler/parse/syntax_report.h"

#include <fmt/format.h>

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

using Types = SchemaParser;

const std::vector<std::string>& declaration_words() {
  static const std::vector<std::string> words = {"schema", "warehouse",    "param", "enum",     "mixin", "external",
                                                 "table",  "materialized", "view",  "sequence", "import"};
  return words;
}

bool is_statement_word(std::string_view word) {
  for (const std::string_view known : {"create", "alter", "drop", "comment", "insert", "grant", "begin", "commit"}) {
    if (equals_ignoring_case(word, known)) return true;
  }
  return false;
}

bool closes_something(const SourceToken& token) {
  return token.is(Types::RPAREN) || token.is(Types::RBRACE) || token.is(Types::SEMICOLON) ||
         token.is(Types::RBRACKET) || token.is(Types::GT);
}

}  // namespace

Resumption SyntaxReport::report(const Mistake& mistake) {
  Resumption resumption;
  const SourceToken& found = tokens_[mistake.at];
  if (report_block(mistake, resumption) || report_clause_word(mistake) || report_bracket(mistake)) return resumption;
  const bool ends_here = found.starts_line || found.is(Types::RBRACE) || found.is(antlr4::Token::EOF);
  if (mistake.expected.has(Types::SEMICOLON) && ends_here && mistake.at > mistake.start) {
    const bool is_known = comma_block_.has_value() && comma_block_ == mistake.block;
    if (!is_known) report_semicolon(mistake.at);
    resumption.at = mistake.at;
    return resumption;
  }
  if (report_comma(mistake, resumption) || report_character(mistake.at)) return resumption;
  report_unexpected(mistake);
  // Only the `{` is missing: what follows is its block, not a row of further mistakes.
  const bool is_block = mistake.expected.has(Types::LBRACE) && !found.is(Types::SEMICOLON) && !found.is(Types::LPAREN);
  if (is_block && (mistake.entry_rule == Types::RuleDeclaration || found.starts_line))
    resumption.at = block_end(tokens_, mistake.at);
  return resumption;
}

// A whole declaration where an entry was due: the block before it is still open.
bool SyntaxReport::report_block(const Mistake& mistake, Resumption& resumption) {
  if (!mistake.block.has_value()) return false;
  const bool is_end = tokens_[mistake.at].is(antlr4::Token::EOF) && mistake.expected.has(Types::RBRACE);
  if (is_end) {
    report_unclosed(*mistake.block, mistake.at, "}");
    return true;
  }
  if (mistake.entry_rule == Types::RuleDeclaration || !looks_like_declaration(tokens_, mistake.start)) return false;
  report_unclosed_block(*mistake.block, mistake.start);
  resumption = {mistake.start, true};
  return true;
}

void SyntaxReport::report_unclosed_block(std::uint32_t block, std::uint32_t at) {
  report_unclosed(block, at, "}");
}

void SyntaxReport::report_unclosed(std::uint32_t opening, std::uint32_t at, std::string closing) {
  sink_.report(diag::unclosed_bracket, range(at), {std::move(closing), describe(tokens_[at])})
      .labels.push_back({range(opening), fmt::format("this `{}` is not closed", tokens_[opening].view())});
}

bool SyntaxReport::report_bracket(const Mistake& mistake) {
  const SourceToken& found = tokens_[mistake.at];
  const bool ends_entry = found.starts_line || found.is(Types::SEMICOLON) || found.is(Types::RBRACE) ||
                          found.is(Types::LBRACE) || found.is(antlr4::Token::EOF);
  const bool wants_closing = mistake.expected.has(Types::RPAREN) || mistake.expected.has(Types::RBRACKET);
  if (!ends_entry || !wants_closing) return false;
  const std::optional<std::uint32_t> opening = open_bracket(tokens_, mistake.start, mistake.at);
  if (!opening.has_value() || *opening + 1 == mistake.at) return false;
  report_unclosed(*opening, mistake.at, tokens_[*opening].is(Types::LPAREN) ? ")" : "]");
  return true;
}

void SyntaxReport::report_semicolon(std::uint32_t at) {
  const SourceToken& last = tokens_[at - 1];
  std::string text = describe(last);
  text = text.substr(1, text.size() - 2);  // the message brings its own backticks
  sink_.report(diag::missing_semicolon, {buffer_, last.end, last.end}, {std::move(text)});
}

bool SyntaxReport::report_comma(const Mistake& mistake, Resumption& resumption) {
  const SourceToken& found = tokens_[mistake.at];
  if (found.is(Types::COMMA) && mistake.expected.has(Types::SEMICOLON) && mistake.block.has_value()) {
    // One message a block: whoever writes commas writes them on every line.
    if (comma_block_ != mistake.block) sink_.report(diag::comma_between_members, range(mistake.at));
    comma_block_ = mistake.block;
    resumption.at = mistake.at + 1;
    return true;
  }
  if (mistake.at == 0 || !tokens_[mistake.at - 1].is(Types::COMMA) || !closes_something(found)) return false;
  sink_.report(diag::trailing_comma, range(mistake.at - 1));
  return true;
}

// `check int;`: a type behind a clause's word says that a column was meant.
bool SyntaxReport::report_clause_word(const Mistake& mistake) {
  const bool is_member = mistake.entry_rule == Types::RuleTableMember;
  if (!is_member || mistake.at == mistake.start || !is_clause_word(tokens_[mistake.start].kind)) return false;
  const SourceToken& second = tokens_[mistake.start + 1];
  if (second.starts_line || !ast::is_common_type_word(second.view())) return false;
  sink_.report(diag::clause_word_as_name, range(mistake.start), {to_lower(tokens_[mistake.start].view())});
  return true;
}

bool SyntaxReport::report_character(std::uint32_t at) {
  const SourceToken& found = tokens_[at];
  const std::string text(found.view());
  if (found.is(Types::BACKTICKED)) {
    sink_.report(diag::invalid_character, range(at), {text}).helps.push_back("names are quoted with `\"`");
    return true;
  }
  if (!found.is(Types::OTHER)) return false;
  if (text == "${") {
    sink_.report(diag::unclosed_parameter, range(at));
    return true;
  }
  diag::Diagnostic& report = sink_.report(diag::invalid_character, range(at), {text});
  if (text == "#") {
    report.helps.push_back("comments begin with `//`");
  } else if (text == "‘" || text == "’" || text == "“" || text == "”") {
    report.helps.push_back("write plain quotes: `'` around a string, `\"` around a name");
  } else if (text == "\u00a0" || text == "\u200b" || text == "\u2028" || text == "\ufeff") {
    report.helps.push_back("this is white space of another kind; put a plain blank here");
  } else if (static_cast<unsigned char>(text[0]) >= 0x80) {
    report.helps.push_back("a name with other letters than `A` to `Z` is quoted with `\"`");
  } else {
    report.helps.push_back("an engine's own expression is written `sql'…'`");
  }
  return true;
}

void SyntaxReport::report_unexpected(const Mistake& mistake) {
  const SourceToken& found = tokens_[mistake.at];
  diag::Diagnostic& report = sink_.report(diag::unexpected_token, range(mistake.at),
                                          {describe(mistake.expected, vocabulary_), describe(found)});
  const bool is_keyword = is_word(found.kind) && !found.is(Types::IDENTIFIER);
  if (mistake.expected.has(Types::LBRACE) && found.is(Types::LPAREN)) {
    report.helps.push_back("a block stands in `{ … }`, and each entry ends with `;`");
  } else if (is_keyword && !mistake.expected.has_type() &&
             (mistake.expected.has_expression() || mistake.expected.has(Types::QUOTED))) {
    report.helps.push_back(fmt::format("for something of that name, write `\"{}\"`", to_lower(found.view())));
  } else if (mistake.expected.has(Types::AS) && mistake.at > 0 && tokens_[mistake.at - 1].is(Types::GENERATED)) {
    report.helps.push_back("write `generated as (…) stored` or `… virtual`");
  } else if (found.is(Types::QUOTED) && mistake.expected.has(Types::STRING)) {
    report.helps.push_back("strings stand in single quotes");
  }
}

void SyntaxReport::report_entry(std::size_t block_rule, std::uint32_t at) {
  if (report_character(at)) return;
  const SourceToken& found = tokens_[at];
  diag::Diagnostic& report =
      sink_.report(diag::unexpected_token, range(at), {describe_block(block_rule), describe(found)});
  if (found.is(Types::SEMICOLON)) report.helps.push_back("remove this `;`");
  if (found.is(Types::COMMA)) report.helps.push_back("the entries of a block end with `;` each");
}

void SyntaxReport::report_declaration(std::uint32_t at) {
  if (report_character(at)) return;
  const SourceToken& found = tokens_[at];
  diag::Diagnostic& report = sink_.report(diag::unknown_declaration, range(at), {describe(found)});
  if (found.is(Types::SEMICOLON)) {
    report.helps.push_back("remove it: a block ends with `}` alone");
  } else if (found.is(Types::RBRACE)) {
    report.helps.push_back("no block is open here; remove it, or look for a `}` too many above");
  } else if (is_statement_word(found.view())) {
    report.helps.push_back("Kura has no statements: declare what shall be, for example `table NAME { … }`");
  } else if (std::string text = diag::did_you_mean(to_lower(found.view()), declaration_words()); !text.empty()) {
    report.helps.push_back(std::move(text));
  } else {
    report.notes.push_back(
        "declarations begin with `schema`, `import`, `warehouse`, `param`, `enum`, `mixin`, `table`, "
        "`external`, `view`, `materialized view` or `sequence`");
  }
}

}  // namespace kura::parse
