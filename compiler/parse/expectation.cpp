// expectation: a set of tokens to a few words: whole groups first, then single tokens.
#include "compiler/parse/expectation.h"

#include <algorithm>
#include <initializer_list>

#include <fmt/format.h>

#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

constexpr std::size_t kMostThings = 4;
constexpr std::size_t kMostKeywords = 10;  // more of them together are "a name", not a choice
constexpr std::size_t kLongestFound = 40;

using Types = SchemaParser;

// Takes tokens out of a set as groups of them are worded.
class Wording {
 public:
  Wording(const Expectation& expected, const antlr4::dfa::Vocabulary& vocabulary)
      : rule_(expected.rule), is_type_(expected.has_type()), vocabulary_(vocabulary) {
    for (const ssize_t type : expected.tokens.toList()) left_.push_back(static_cast<std::size_t>(type));
  }

  std::vector<std::string> things() {
    word_column();
    word_raw_text();
    if (has_all({Types::NUMBER, Types::LPAREN, Types::CASE})) {
      take("an expression", {Types::NUMBER, Types::STRING, Types::SQL_STRING, Types::QUOTED, Types::PARAMETER,
                             Types::LPAREN, Types::PLUS, Types::MINUS, Types::STAR});
      drop_words();
    } else if (has_all({Types::IDENTIFIER})) {
      word_names();
    }
    word_operators();
    for (const std::size_t type : left_) things_.push_back(single(type));
    word_lists();
    if (things_.size() > kMostThings) things_.resize(kMostThings);
    return things_;
  }

 private:
  [[nodiscard]] bool has_all(std::initializer_list<std::size_t> types) const {
    return std::all_of(types.begin(), types.end(),
                       [&](std::size_t type) { return std::find(left_.begin(), left_.end(), type) != left_.end(); });
  }
  void take(std::string words, std::initializer_list<std::size_t> types) {
    things_.push_back(std::move(words));
    for (const std::size_t type : types) std::erase(left_, type);
  }
  void drop_words() { std::erase_if(left_, is_word); }

  void word_column() {
    const bool is_column = rule_ == Types::RuleColumn || rule_ == Types::RuleColumnOverride;
    if (is_column && has_all({Types::SEMICOLON})) things_.emplace_back("an attribute");
  }

  // Only raw text takes what is no token of the language.
  void word_raw_text() {
    if (!has_all({Types::OTHER, Types::BACKTICKED})) return;
    things_.emplace_back(rule_ == Types::RuleNativeClause ? "a word" : "SQL");
    std::erase_if(left_, [](std::size_t type) { return type != Types::RPAREN && type != Types::SEMICOLON; });
  }

  void word_names() {
    const bool is_many = std::count_if(left_.begin(), left_.end(), is_word) > static_cast<int>(kMostKeywords);
    if (has_all({Types::NUMBER, Types::OTHER})) {
      take("a word", {Types::NUMBER, Types::STRING, Types::QUOTED, Types::PARAMETER, Types::DOLLAR_STRING, Types::EQUAL,
                      Types::PLUS, Types::MINUS, Types::DOT, Types::COMMA, Types::COLON, Types::OTHER, Types::LPAREN});
    } else if (has_all({Types::NUMBER, Types::STRING})) {
      take("a value", {Types::NUMBER, Types::STRING, Types::QUOTED, Types::PARAMETER, Types::PLUS, Types::MINUS});
    } else if (is_type_) {
      take("a type", {Types::QUOTED, Types::IDENTIFIER});
    } else if (has_all({Types::QUOTED})) {
      take("a name", {Types::QUOTED, Types::IDENTIFIER});
    } else {
      take("a word", {Types::IDENTIFIER});
    }
    if (is_many) drop_words();
  }
  void word_operators() {
    if (!has_all({Types::PLUS, Types::STAR})) return;
    take("an operator",
         {Types::PLUS, Types::MINUS, Types::STAR, Types::SLASH, Types::PERCENT, Types::CONCAT, Types::EQUAL,
          Types::NOT_EQUAL, Types::LT, Types::GT, Types::LESS_EQUAL, Types::GREATER_EQUAL, Types::DOUBLE_COLON});
    drop_words();
  }

  // The parser has left the loop of a list, and sees only its end; a comma was possible as well.
  void word_lists() {
    if (things_.size() != 1 || (things_[0] != "`)`" && things_[0] != "`}`" && things_[0] != "`>`")) return;
    switch (rule_) {
      case Types::RuleNameList:
      case Types::RuleLintNames:
      case Types::RuleSortClause:
      case Types::RuleEnumBody:
      case Types::RuleTypeParameters:
        things_.insert(things_.begin(), "`,`");
        break;
      case Types::RuleCheckClause:
      case Types::RulePrimary:
      case Types::RuleArguments:
      case Types::RulePredicate:
        things_.insert(things_.begin(), "an operator");
        break;
      default:
        break;
    }
  }

  std::string single(std::size_t type) {
    if (type == antlr4::Token::EOF) return "the end of the file";
    const std::string_view keyword = keyword_text(type);
    if (!keyword.empty()) return fmt::format("`{}`", keyword);
    if (type == Types::NUMBER) return "a number";
    if (type == Types::STRING) return "a string";
    if (type == Types::QUOTED) return "a quoted name";
    if (type == Types::PARAMETER) return "a parameter";
    if (type == Types::NOT_EQUAL) return "`<>`";
    const std::string literal = vocabulary_.getLiteralName(type);
    return literal.size() < 3 ? "something else" : fmt::format("`{}`", literal.substr(1, literal.size() - 2));
  }

  std::size_t rule_;
  bool is_type_;
  const antlr4::dfa::Vocabulary& vocabulary_;
  std::vector<std::size_t> left_;
  std::vector<std::string> things_;
};

}  // namespace

bool Expectation::has_expression() const {
  return has(Types::NUMBER) && has(Types::LPAREN) && has(Types::CASE);
}

bool Expectation::has_type() const {
  return rule == Types::RuleColumn || rule == Types::RuleTypeUnit || rule == Types::RuleTypeReference ||
         rule == Types::RuleTypeParameter || rule == Types::RuleCastType || rule == Types::RuleSoftWord;
}

std::string describe(const Expectation& expected, const antlr4::dfa::Vocabulary& vocabulary) {
  return join_alternatives(Wording(expected, vocabulary).things());
}

std::string describe_block(std::size_t rule) {
  switch (rule) {
    case Types::RuleTableBody:
      return "a column, a clause or `}`";
    case Types::RuleViewBody:
      return "a column's name, a clause or `}`";
    case Types::RuleForBody:
      return "a clause, `column` or `}`";
    case Types::RuleWarehouseBody:
      return "a setting, `properties`, `set` or `}`";
    case Types::RuleLintBody:
      return "a rule's name or `}`";
    case Types::RulePropertiesBody:
      return "a property or `}`";
    default:
      return "an option or `}`";
  }
}

std::string describe(const SourceToken& found) {
  if (found.is(antlr4::Token::EOF)) return "end of file";
  std::string_view text = found.view();
  text = text.substr(0, text.find_first_of("\r\n"));
  if (text.size() > kLongestFound) {
    std::size_t length = kLongestFound;
    while ((static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
    text = text.substr(0, length);
  }
  return fmt::format("`{}{}`", text, text.size() < found.view().size() ? "…" : "");
}

std::string join_alternatives(const std::vector<std::string>& things) {
  std::string result;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (i > 0) result += i + 1 == things.size() ? " or " : ", ";
    result += things[i];
  }
  return result;
}

}  // namespace kura::parse
