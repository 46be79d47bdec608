// Native text: property lists, rollups and batches of partitions.
#include "compiler/dialect/starrocks/native_text.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::starrocks {
namespace {

using sql::TokenKind;

/// Reads tokens from left to right; `failed` once something was not there.
class TokenReader {
 public:
  explicit TokenReader(std::string_view text) : tokens_(sql::tokenize(text)) {}

  [[nodiscard]] bool at_end() const { return at_ == tokens_.size(); }
  [[nodiscard]] bool failed() const { return failed_; }

  bool accept_symbol(std::string_view symbol) {
    if (at_end() || !tokens_[at_].is_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  bool accept_word(std::string_view word) {
    if (at_end() || !tokens_[at_].is_word(word)) return false;
    ++at_;
    return true;
  }
  void expect_symbol(std::string_view symbol) { failed_ = !accept_symbol(symbol) || failed_; }
  void expect_word(std::string_view word) { failed_ = !accept_word(word) || failed_; }

  std::string name() {
    const bool is_name =
        !at_end() && (tokens_[at_].kind == TokenKind::word || tokens_[at_].kind == TokenKind::quoted_name);
    if (!is_name) return fail();
    return sql::name_of(tokens_[at_++]);
  }

  /// A string's or a quoted name's text, a number or a word as it is written.
  std::string value() {
    if (at_end() || tokens_[at_].kind == TokenKind::symbol) return fail();
    const sql::Token& token = tokens_[at_++];
    if (token.kind == TokenKind::quoted_name) return sql::name_of(token);
    if (token.kind != TokenKind::string || token.text.size() < 2) return std::string(token.text);
    std::string text;
    for (std::size_t i = 1; i + 1 < token.text.size(); ++i) {
      text += token.text[i];
      if (token.text[i] == '\'' && token.text[i + 1] == '\'') ++i;
    }
    return text;
  }

  std::vector<std::string> names() {
    std::vector<std::string> names;
    expect_symbol("(");
    do {
      names.push_back(name());
    } while (!failed_ && accept_symbol(","));
    expect_symbol(")");
    return names;
  }

  std::vector<KeyValue> properties() {
    std::vector<KeyValue> list;
    expect_symbol("(");
    do {
      KeyValue property;
      property.key = value();
      expect_symbol("=");
      property.value = value();
      list.push_back(std::move(property));
    } while (!failed_ && accept_symbol(","));
    expect_symbol(")");
    std::sort(list.begin(), list.end(),
              [](const KeyValue& left, const KeyValue& right) { return left.key < right.key; });
    return list;
  }

  /// `( … )` without its parentheses: words in upper case, texts in double quotes.
  std::string group() {
    std::string text;
    expect_symbol("(");
    while (!failed_ && !at_end() && !tokens_[at_].is_symbol(")")) {
      const sql::Token& token = tokens_[at_];
      const bool is_text = token.kind == TokenKind::string || token.kind == TokenKind::quoted_name;
      const std::string part = value_or_symbol();
      const bool is_sign = text == "-";
      text += (text.empty() || is_sign ? "" : " ") + (is_text ? quoted(part) : to_upper(part));
    }
    expect_symbol(")");
    if (text.empty()) fail();
    return text;
  }

 private:
  std::string value_or_symbol() {
    if (tokens_[at_].kind == TokenKind::symbol) return std::string(tokens_[at_++].text);
    return value();
  }
  std::string fail() {
    failed_ = true;
    return {};
  }

  std::vector<sql::Token> tokens_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<std::vector<KeyValue>> read_property_list(std::string_view text) {
  TokenReader reader(text);
  std::vector<KeyValue> list = reader.properties();
  if (reader.failed() || !reader.at_end()) return std::nullopt;
  return list;
}

std::optional<Rollup> read_rollup(std::string_view text) {
  TokenReader reader(text);
  Rollup rollup;
  rollup.name = reader.name();
  rollup.columns = reader.names();
  if (reader.accept_word("duplicate")) {
    reader.expect_word("key");
    rollup.duplicate_key = reader.names();
  }
  if (reader.accept_word("from")) rollup.from = reader.name();
  if (reader.accept_word("properties")) rollup.properties = reader.properties();
  if (reader.failed() || !reader.at_end()) return std::nullopt;
  return rollup;
}

std::optional<std::vector<Batch>> read_batches(std::string_view text) {
  TokenReader reader(text);
  std::vector<Batch> batches;
  do {
    Batch batch;
    batch.start = reader.group();
    reader.expect_word("end");
    batch.end = reader.group();
    reader.expect_word("every");
    batch.every = reader.group();
    batches.push_back(std::move(batch));
    (void)reader.accept_symbol(",");
  } while (!reader.failed() && reader.accept_word("start"));
  if (reader.failed() || !reader.at_end()) return std::nullopt;
  return batches;
}

}  // namespace kura::dialect::starrocks
