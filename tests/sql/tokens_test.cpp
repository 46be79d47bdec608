// Tokens of SQL text and the canonical line.
#include "compiler/sql/tokens.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using kura::sql::normalized;
using kura::sql::same_tokens;
using kura::sql::tokenize;
using kura::sql::TokenKind;

/// The tokens' texts with bars between them.
std::string joined(std::string_view text) {
  std::string result;
  for (const auto& token : tokenize(text)) {
    if (!result.empty()) result += '|';
    result += token.text;
  }
  return result;
}

TokenKind kind_of(std::string_view text) {
  const auto tokens = tokenize(text);
  REQUIRE(tokens.size() == 1);
  return tokens[0].kind;
}

}  // namespace

TEST_CASE("sql tokens: white space and comments of three kinds separate and disappear") {
  CHECK(joined("a -- b\n c /* d ' */ e // f\n g") == "a|c|e|g");
  CHECK(joined("a /* never closed") == "a");
  CHECK(joined("a -- to the end") == "a");
}

TEST_CASE("sql tokens: strings and quoted names hold doubled quotes, comments and semicolons") {
  CHECK(joined("'it''s -- ; ok' x") == "'it''s -- ; ok'|x");
  CHECK(joined("\"a\"\"b\".`c``d`") == "\"a\"\"b\"|.|`c``d`");
  CHECK(joined("'open") == "'open");
  CHECK(joined("\"open") == "\"open");
  CHECK(kind_of("E'x'") == TokenKind::string);
  CHECK(kind_of("U&'x'") == TokenKind::string);
  CHECK(kind_of("`x`") == TokenKind::quoted_name);
}

TEST_CASE("sql tokens: dollar bodies end at their own tag") {
  CHECK(joined("$$ a ; ' $$ b") == "$$ a ; ' $$|b");
  CHECK(joined("$f$ a $$ b $f$ c") == "$f$ a $$ b $f$|c");
  CHECK(joined("$1 + $2") == "$1|+|$2");
  CHECK(joined("$$ open") == "$$ open");
  CHECK(joined("${name}.t") == "${name}|.|t");
}

TEST_CASE("sql tokens: numbers and symbols") {
  CHECK(joined("1.5e-3+.5") == "1.5e-3|+|.5");
  CHECK(joined("0x1F-1") == "0x1F|-|1");
  CHECK(joined("a<>b!=c<=d>=e||f::int") == "a|<>|b|!=|c|<=|d|>=|e||||f|::|int");
  CHECK(joined("a.b.5") == "a|.|b|.|5");
  CHECK(kind_of("\xC3\xA9t\xC3\xA9") == TokenKind::word);
}

TEST_CASE("sql tokens: a name is folded unless it is quoted") {
  CHECK(kura::sql::name_of(tokenize("Orders")[0]) == "orders");
  CHECK(kura::sql::name_of(tokenize("\"Or\"\"ders\"")[0]) == "Or\"ders");
  CHECK(kura::sql::name_of(tokenize("`Or``ders`")[0]) == "Or`ders");
  CHECK(tokenize("SELECT")[0].is_word("select"));
  CHECK_FALSE(tokenize("\"select\"")[0].is_word("select"));
}

TEST_CASE("sql tokens: the canonical line has single blanks, no comments and the same tokens") {
  CHECK(normalized("  storage\n  external -- why\n ") == "storage external");
  CHECK(normalized("using gist ( room  WITH = ,during with && )") == "using gist (room WITH =, during with &&)");
  CHECK(normalized("a . b :: int") == "a.b::int");
  CHECK(normalized("payload->>'a'") == "payload->>'a'");
  CHECK(normalized("count(*)") == "count(*)");
  CHECK(normalized("date'2020-01-01'") == "date '2020-01-01'");
  CHECK(normalized("${a}_b") == "${a}_b");
  CHECK(normalized("") == "");
}

TEST_CASE("sql tokens: writing the canonical line again changes nothing") {
  for (const std::string text :
       {"a  ,b", "f( x )[ 1 ]", "- -1", "x ->> 'a' = 'b'", "e'x' || $$y$$", "((", "'", "a.\"B\" . c"}) {
    CHECK(normalized(normalized(text)) == normalized(text));
    CHECK(same_tokens(text, normalized(text)));
  }
}

TEST_CASE("sql tokens: two texts are the same whatever their blanks, case and needless quotes") {
  CHECK(same_tokens("Amount>=0", "amount >= 0 -- checked"));
  CHECK(same_tokens("\"amount\" >= 0", "amount >= 0"));
  CHECK_FALSE(same_tokens("\"Amount\" >= 0", "amount >= 0"));
  CHECK_FALSE(same_tokens("'A'", "'a'"));
  CHECK_FALSE(same_tokens("a b", "ab"));
  CHECK_FALSE(same_tokens("\"a b\"", "a b"));
}
