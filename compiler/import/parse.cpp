// The generated parser, fed with tokens that were read by the engine's rules.
#include "compiler/import/parse.h"

#include <antlr4-runtime.h>

#include <unordered_map>

#include "SqlParser.h"
#include "compiler/base/ascii.h"

namespace kura::import {
namespace {

// So deep may parentheses be: the parser calls itself for each pair.
constexpr int kDeepest = 200;

#define KURA_SQL_RULE(rule, spelt) static_assert(static_cast<std::size_t>(Rule::rule) == SqlParser::Rule##spelt);
#include "compiler/import/rules.def"
#undef KURA_SQL_RULE

/// Keywords and signs by what they are written as.
const std::unordered_map<std::string, std::size_t>& known_words() {
  static const std::unordered_map<std::string, std::size_t> words = [] {
    std::unordered_map<std::string, std::size_t> result;
    // The runtime takes no empty list.
    std::vector<std::unique_ptr<antlr4::Token>> nothing;
    nothing.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
    antlr4::ListTokenSource no_source(std::move(nothing));
    antlr4::CommonTokenStream no_tokens(&no_source);
    const SqlParser parser(&no_tokens);
    const antlr4::dfa::Vocabulary& vocabulary = parser.getVocabulary();
    for (std::size_t type = 1; type <= vocabulary.getMaxTokenType(); ++type) {
      const std::string literal = vocabulary.getLiteralName(type);
      if (literal.size() > 2) result.emplace(literal.substr(1, literal.size() - 2), type);
    }
    return result;
  }();
  return words;
}

/// The engine has no entries that begin with these words: there they are names of columns.
bool is_index_word(const Token& token) {
  return token.is("key") || token.is("index") || token.is("fulltext") || token.is("spatial");
}
bool begins_entry(const Tokens tokens, std::size_t at) {
  if (at == 0) return false;
  const Token& before = tokens[at - 1];
  return before.is_symbol("(") || before.is_symbol(",") || before.is("add") || before.is("column");
}

std::size_t type_of(const Tokens tokens, std::size_t at, const dialect::LexicalRules& rules) {
  const Token& token = tokens[at];
  switch (token.kind) {
    case TokenKind::quoted_name:
      return SqlParser::QUOTED;
    case TokenKind::string:
      return SqlParser::STRING;
    case TokenKind::number:
      return SqlParser::NUMBER;
    case TokenKind::word:
      if (!rules.has_inline_indexes && is_index_word(token) && begins_entry(tokens, at)) return SqlParser::WORD;
      [[fallthrough]];
    case TokenKind::symbol:
      break;
  }
  const auto found = known_words().find(to_lower(token.text));
  if (found != known_words().end()) return found->second;
  return token.kind == TokenKind::word ? SqlParser::WORD : SqlParser::SYMBOL;
}

bool is_too_deep(const Tokens tokens) {
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.is_symbol("(") || token.is_symbol("<")) ++depth;
    if ((token.is_symbol(")") || token.is_symbol(">")) && depth > 0) --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

class Listener final : public antlr4::BaseErrorListener {
 public:
  void syntaxError(antlr4::Recognizer*, antlr4::Token* offending, std::size_t, std::size_t, const std::string&,
                   std::exception_ptr) override {
    throw SyntaxError{static_cast<std::uint32_t>(offending == nullptr ? 0 : offending->getTokenIndex())};
  }
};

Node to_node(antlr4::ParserRuleContext* context) {
  Node node;
  node.rule = static_cast<Rule>(context->getRuleIndex());
  node.begin = static_cast<std::uint32_t>(context->start->getTokenIndex());
  node.end = node.begin;
  if (context->stop != nullptr) node.end = static_cast<std::uint32_t>(context->stop->getTokenIndex() + 1);
  node.children.reserve(context->children.size());
  for (antlr4::tree::ParseTree* child : context->children) {
    if (auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(child)) {
      node.children.push_back(to_node(rule));
    } else if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child)) {
      if (leaf->getSymbol()->getType() == antlr4::Token::EOF) continue;
      const auto at = static_cast<std::uint32_t>(leaf->getSymbol()->getTokenIndex());
      node.children.push_back({Rule::token, at, at + 1, {}});
    }
  }
  return node;
}

std::variant<Node, SyntaxError> parse_with(antlr4::atn::PredictionMode mode, const Statement& statement,
                                           const dialect::LexicalRules& rules) {
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  tokens.reserve(statement.tokens.size() + 1);
  for (std::size_t i = 0; i < statement.tokens.size(); ++i) {
    tokens.push_back(std::make_unique<antlr4::CommonToken>(type_of(statement.tokens, i, rules)));
  }
  tokens.push_back(std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF));
  try {
    antlr4::ListTokenSource source(std::move(tokens));
    antlr4::CommonTokenStream stream(&source);
    SqlParser parser(&stream);
    Listener listener;
    parser.removeErrorListeners();
    parser.addErrorListener(&listener);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    Node node = to_node(parser.statement());
    return std::move(node.children.front());
  } catch (const SyntaxError& error) {
    return error;
  } catch (const std::exception&) {
    return SyntaxError{0};
  }
}

}  // namespace

std::variant<Node, SyntaxError> parse(const Statement& statement, const dialect::LexicalRules& rules) {
  if (is_too_deep(statement.tokens)) return SyntaxError{0};
  // Without the context of the callers prediction is many times faster and nearly always right; with it, garbage that
  // goes on for long takes the square of its length.
  std::variant<Node, SyntaxError> result = parse_with(antlr4::atn::PredictionMode::SLL, statement, rules);
  constexpr std::size_t kLongest = 120;
  if (std::holds_alternative<Node>(result) || statement.tokens.size() > kLongest) return result;
  return parse_with(antlr4::atn::PredictionMode::LL, statement, rules);
}

}  // namespace kura::import
