// Finding relations: one pass over the tokens, one block a pair of parentheses.
#include "compiler/sql/relations.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/sql/tokens.h"

namespace kura::sql {
namespace {

// Nesting beyond this is not looked into: no query that a person wrote is deeper, and a broken text must not use up the
// stack.
constexpr int kDeepestBlock = 200;

template <std::size_t Size>
bool is_one_of(const Token& token, const std::string_view (&words)[Size]) {
  if (token.kind != TokenKind::word) return false;
  for (std::string_view word : words) {
    if (equals_ignoring_case(token.text, word)) return true;
  }
  return false;
}

/// Words that end a FROM list wherever they stand in it.
constexpr std::string_view kEndsFrom[] = {"where",   "group",  "having",    "order",     "limit",
                                          "union",   "except", "intersect", "window",    "fetch",
                                          "qualify", "offset", "select",    "returning", "values"};
/// Words that follow a relation and are not its alias.
constexpr std::string_view kNotAnAlias[] = {
    "on",        "using",         "join",  "inner",   "left", "right",   "full",    "cross",
    "natural",   "outer",         "semi",  "anti",    "asof", "lateral", "for",     "tablesample",
    "partition", "straight_join", "with",  "use",     "set",  "force",   "ignore",  "minus",
    "connect",   "start",         "pivot", "unpivot", "as",   "and",     "or",      "when",
    "then",      "else",          "end",   "is",      "not",  "in",      "between", "like"};
constexpr std::string_view kStartsQuery[] = {"select", "with"};
constexpr std::string_view kLocks[] = {"update", "share", "no", "key"};

class Finder {
 public:
  explicit Finder(std::string_view query) : tokens_(tokenize(query)) {}

  std::vector<RelationName> find() {
    while (at_ < tokens_.size()) {
      read_block(false, 0);
      ++at_;  // an unmatched `)`
    }
    add_repeated_relations();
    std::sort(found_.begin(), found_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
    return std::move(found_);
  }

 private:
  /// What is known while one block is read.
  struct Block {
    bool is_query = false;  // a SELECT was seen: FROM means something
    bool is_in_from = false;
    bool is_relation_next = false;
    int brackets = 0;
    int depth = 0;
  };
  /// A dotted name that is no relation: perhaps a column with its relation in front.
  struct Chain {
    std::size_t first = 0;
    std::size_t count = 0;
  };

  [[nodiscard]] const Token* peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? &tokens_[at_ + ahead] : nullptr;
  }
  [[nodiscard]] bool is_symbol_at(std::size_t place, std::string_view symbol) const {
    return place < tokens_.size() && tokens_[place].is_symbol(symbol);
  }
  [[nodiscard]] bool is_word_at(std::size_t place, std::string_view word) const {
    return place < tokens_.size() && tokens_[place].is_word(word);
  }
  [[nodiscard]] bool is_name_at(std::size_t place) const {
    return place < tokens_.size() &&
           (tokens_[place].kind == TokenKind::word || tokens_[place].kind == TokenKind::quoted_name);
  }

  /// Reads to the `)` that ends the block, which is left for the caller, or to the end.
  void read_block(bool is_from, int depth) {
    const std::size_t scope = declared_.size();
    const std::size_t aliases = aliases_.size();
    Block block;
    block.is_in_from = block.is_relation_next = is_from;
    block.depth = depth;
    if (is_word_at(at_, "with")) read_with(depth);
    while (at_ < tokens_.size() && !tokens_[at_].is_symbol(")")) read_next(block);
    declared_.resize(scope);
    aliases_.resize(aliases);
  }

  void read_next(Block& block) {
    const Token& token = tokens_[at_];
    if (token.is_symbol("(")) {
      read_parentheses(block);
    } else if (token.kind == TokenKind::symbol) {
      read_symbol(block, token);
    } else if (token.kind == TokenKind::word && read_keyword(block, token)) {
      return;
    } else if (is_name_at(at_)) {
      if (block.is_relation_next && block.brackets == 0) {
        read_relation(block);
      } else {
        note_chain();
      }
    } else {
      ++at_;
    }
  }

  void read_symbol(Block& block, const Token& token) {
    if (token.text == "[") ++block.brackets;
    if (token.text == "]" && block.brackets > 0) --block.brackets;
    if (token.text == "," && block.is_in_from && block.brackets == 0) block.is_relation_next = true;
    ++at_;
  }

  void read_parentheses(Block& block) {
    ++at_;
    const bool is_from = block.is_relation_next && !starts_query();
    block.is_relation_next = false;
    if (block.depth >= kDeepestBlock) {
      skip_parentheses();
    } else {
      read_block(is_from, block.depth + 1);
    }
    if (at_ < tokens_.size()) ++at_;
    if (block.is_in_from) read_alias();
  }
  [[nodiscard]] bool starts_query() const {
    return at_ < tokens_.size() && (is_one_of(tokens_[at_], kStartsQuery) || tokens_[at_].is_word("values"));
  }
  void skip_parentheses() {
    int open = 1;
    for (; at_ < tokens_.size(); ++at_) {
      if (tokens_[at_].is_symbol("(")) ++open;
      if (tokens_[at_].is_symbol(")") && --open == 0) return;
    }
  }

  /// True when the word meant something for the block and was read.
  bool read_keyword(Block& block, const Token& token) {
    if (is_symbol_at(at_ + 1, ".") || (at_ > 0 && tokens_[at_ - 1].is_symbol("."))) return false;
    if (token.is_word("select")) {
      block = {true, false, false, 0, block.depth};
    } else if (token.is_word("from") && block.is_query && !is_distinct_from()) {
      block.is_in_from = block.is_relation_next = true;
    } else if (block.is_in_from && ends_from(token)) {
      block.is_in_from = block.is_relation_next = false;
    } else if (block.is_in_from && (token.is_word("join") || token.is_word("straight_join"))) {
      block.is_relation_next = true;
    } else if (block.is_relation_next && is_before_relation(token)) {
      // The relation itself comes next.
    } else {
      return false;
    }
    ++at_;
    return true;
  }

  [[nodiscard]] bool is_distinct_from() const {
    return at_ >= 2 && tokens_[at_ - 1].is_word("distinct") &&
           (tokens_[at_ - 2].is_word("is") || tokens_[at_ - 2].is_word("not"));
  }

  [[nodiscard]] bool ends_from(const Token& token) const {
    const Token* next = peek(1);
    if (token.is_word("for")) return next != nullptr && is_one_of(*next, kLocks);
    if (token.is_word("connect")) return is_word_at(at_ + 1, "by");
    if (token.is_word("start")) return is_word_at(at_ + 1, "with");
    if (token.is_word("minus")) return is_word_at(at_ + 1, "select") || is_symbol_at(at_ + 1, "(");
    return is_one_of(token, kEndsFrom);
  }

  /// LATERAL, ONLY and ROWS FROM in front of what they are about; a relation may have each of these names.
  [[nodiscard]] bool is_before_relation(const Token& token) const {
    const Token* next = peek(1);
    if (next == nullptr) return false;
    const bool is_name_next = next->kind == TokenKind::quoted_name ||
                              (next->kind == TokenKind::word && !is_one_of(*next, kNotAnAlias) && !ends_from(*next));
    if (token.is_word("lateral") || token.is_word("only")) return is_name_next || next->is_symbol("(");
    return token.is_word("rows") && next->is_word("from");
  }

  void read_relation(Block& block) {
    block.is_relation_next = false;
    const std::size_t first = at_;
    const std::size_t count = skip_chain();
    const bool is_function = is_symbol_at(at_, "(");
    if (is_function) return;
    if (!is_declared(first, count) && !is_dual(first, count)) {
      add(first, count);
      found_.back().may_be_path = is_path_of_alias(first, count);
    }
    if (!read_alias()) aliases_.push_back(name_of(tokens_[first + 2 * (count - 1)]));
  }

  /// Moves past `a.b.c` and gives the number of its parts.
  std::size_t skip_chain() {
    std::size_t count = 1;
    ++at_;
    while (is_symbol_at(at_, ".") && is_name_at(at_ + 1)) {
      at_ += 2;
      ++count;
    }
    return count;
  }

  void note_chain() {
    const std::size_t first = at_;
    std::size_t count = skip_chain();
    if (is_symbol_at(at_, ".") && is_symbol_at(at_ + 1, "*")) ++count;
    if (count >= 3 && !is_symbol_at(at_, "(")) chains_.push_back({first, count});
  }

  /// `[as] name`; true when there is one.
  bool read_alias() {
    const bool has_as = is_word_at(at_, "as");
    const std::size_t place = at_ + (has_as ? 1 : 0);
    if (!is_name_at(place)) return false;
    const Token& token = tokens_[place];
    if (!has_as && token.kind == TokenKind::word && (is_one_of(token, kNotAnAlias) || ends_alias(token))) return false;
    aliases_.push_back(name_of(token));
    at_ = place + 1;
    return true;
  }
  [[nodiscard]] static bool ends_alias(const Token& token) { return is_one_of(token, kEndsFrom); }

  [[nodiscard]] bool is_declared(std::size_t first, std::size_t count) const {
    return count == 1 && std::find(declared_.begin(), declared_.end(), name_of(tokens_[first])) != declared_.end();
  }
  /// `from orders o, o.items i`: a path into a column of a relation named before.
  [[nodiscard]] bool is_path_of_alias(std::size_t first, std::size_t count) const {
    return count > 1 && std::find(aliases_.begin(), aliases_.end(), name_of(tokens_[first])) != aliases_.end();
  }
  [[nodiscard]] bool is_dual(std::size_t first, std::size_t count) const {
    return count == 1 && tokens_[first].is_word("dual");
  }

  void add(std::size_t first, std::size_t count) {
    RelationName relation{tokens_[first].begin, tokens_[first + 2 * (count - 1)].end, {}, false};
    relation.parts.reserve(count);
    for (std::size_t i = 0; i < count; ++i) relation.parts.push_back(name_of(tokens_[first + 2 * i]));
    found_.push_back(std::move(relation));
  }

  /// `with [recursive] name [(columns)] as [[not] materialized] (query), …`
  void read_with(int depth) {
    ++at_;
    const bool is_recursive = is_word_at(at_, "recursive") && is_name_at(at_ + 1) && !is_word_at(at_ + 1, "as");
    if (is_recursive) ++at_;
    while (is_name_at(at_)) {
      std::string name = name_of(tokens_[at_++]);
      if (is_symbol_at(at_, "(")) read_group(depth);
      if (is_recursive) declared_.push_back(name);
      while (is_name_at(at_) && !is_word_at(at_, "select")) ++at_;
      if (!is_symbol_at(at_, "(")) return;
      read_group(depth);
      if (!is_recursive) declared_.push_back(std::move(name));
      if (!is_symbol_at(at_, ",")) return;
      ++at_;
    }
  }
  void read_group(int depth) {
    ++at_;
    if (depth >= kDeepestBlock) {
      skip_parentheses();
    } else {
      read_block(false, depth + 1);
    }
    if (at_ < tokens_.size()) ++at_;
  }

  /// `sales.orders.id`: the relation in front of the column is named once more.
  void add_repeated_relations() {
    std::vector<std::vector<std::string>> qualified;
    for (const RelationName& relation : found_) {
      if (relation.parts.size() > 1) qualified.push_back(relation.parts);
    }
    std::sort(qualified.begin(), qualified.end());
    for (const Chain& chain : chains_) {
      std::vector<std::string> parts;
      for (std::size_t i = 0; i + 1 < chain.count; ++i) {
        parts.push_back(name_of(tokens_[chain.first + 2 * i]));
        if (!std::binary_search(qualified.begin(), qualified.end(), parts)) continue;
        add(chain.first, i + 1);
        break;
      }
    }
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  std::vector<std::string> declared_;  // names of WITH clauses in scope
  std::vector<std::string> aliases_;   // names of the relations of the FROM lists around
  std::vector<Chain> chains_;
  std::vector<RelationName> found_;
};

}  // namespace

std::vector<RelationName> find_relations(std::string_view query) {
  return Finder(query).find();
}

}  // namespace kura::sql
