// Tokens: the hand-written token source reads what the lexer generated from the grammar reads.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "SchemaLexer.h"
#include "compiler/parse/source_check.h"
#include "compiler/parse/token_source.h"
#include "compiler/parse/words.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

struct PlainToken {
  std::size_t type;
  std::size_t begin, end;
  bool operator==(const PlainToken&) const = default;
};

// Where each code point begins, and the end: the generated lexer counts code points.
std::vector<std::size_t> code_points(std::string_view text) {
  std::vector<std::size_t> result;
  for (std::size_t at = 0; at < text.size(); at += std::max<std::size_t>(1, parse::utf8_length(text.substr(at)))) {
    result.push_back(at);
  }
  result.push_back(text.size());
  return result;
}

std::vector<PlainToken> generated_tokens(const std::string& text) {
  antlr4::ANTLRInputStream input(text);
  SchemaLexer lexer(&input);
  const std::vector<std::size_t> offsets = code_points(text);
  std::vector<PlainToken> result;
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken()) {
    result.push_back({token->getType(), offsets[token->getStartIndex()], offsets[token->getStopIndex() + 1]});
  }
  return result;
}

// The tokens up to the first `$tag$` string, which the grammar leaves to the token source.
std::vector<PlainToken> own_tokens(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const parse::TokenList list = parse::read_tokens(sources, sources.add("test", text), sink, true);
  std::vector<PlainToken> result;
  for (const parse::SourceToken& token : list.tokens) {
    const bool is_tagged = token.is(SchemaLexer::DOLLAR_STRING) && !token.view().starts_with("$$");
    if (token.is(antlr4::Token::EOF) || is_tagged) break;
    result.push_back({token.getType(), token.begin, token.end});
  }
  return result;
}

void check_same(const std::string& text) {
  const std::vector<PlainToken> own = own_tokens(text);
  std::vector<PlainToken> generated = generated_tokens(text);
  REQUIRE(generated.size() >= own.size());
  generated.resize(own.size());
  const auto [left, right] = std::mismatch(own.begin(), own.end(), generated.begin());
  if (left != own.end()) INFO("first difference at byte ", left->begin);
  CHECK(left == own.end());
}

bool is_readable(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const BufferId buffer = sources.add("test", text);
  if (!parse::check_source(sources, buffer, sink)) return false;
  return !text.starts_with("\xEF\xBB\xBF");  // both skip the mark, but count from different places
}

TEST_CASE("tokens: every schema of the project reads the same with both lexers") {
  std::size_t count = 0;
  for (const char* folder : {"schemas", "examples", "tests/golden", "tests/parse"}) {
    const fs::path root = fs::path(KURA_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.path().extension() != ".schema") continue;
      std::ifstream file(entry.path(), std::ios::binary);
      std::ostringstream text;
      text << file.rdbuf();
      if (!is_readable(text.str())) continue;
      INFO(entry.path().string());
      check_same(text.str());
      ++count;
    }
  }
  CHECK(count > 0);
}

TEST_CASE("tokens: words, numbers and operators at their edges") {
  check_same("1 1. .5 1.5 1e5 1e 1e+ 1.e+5 1..2 a.b.5 1a 0x1 t.1 _ _a a_1");
  check_same("a<b<=c<>d!=e>=f>g<<h>>i || | ! !! ::: : ; , . ( ) { } [ ] = == + - * / % ^ & && @> ~ ? \\ #");
  check_same("sql'a''b' SQL'x' sQl 'x' sqlx'y' asql'z' 'a''' '' 'é' \"a\"\"b\" `c``d` \"\" 'a\nb'");
  check_same("$$ a $ b $$ ${a} ${A_1} ${1} ${ $ $1 ${a $a");
  check_same("a// x\nb/* y */c/**/d/* * / */e-- z\nf - -g a/b//\r\nh///\n/// doc\r\n//// x");
  check_same("é ñandú 日本 a\u00a0b 'ß' // ü\n\"Ü\"");
  check_same("");
}

TEST_CASE("tokens: every keyword in any case") {
  std::string text;
  for (std::size_t type = SchemaLexer::PRIMARY; type <= SchemaLexer::WITH; ++type) {
    std::string word(parse::keyword_text(type));
    REQUIRE_FALSE(word.empty());
    CHECK(parse::word_type(word) == type);
    text += word + " " + word + "x x" + word + " ";
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    text += word + " ";
    for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    text += word + " _" + word + " ";
  }
  check_same(text);
}

TEST_CASE("tokens: dollar strings with a tag") {
  SourceManager sources;
  diag::Sink sink;
  const std::string text = "$a$ $b$ $$ $a$ x";
  const parse::TokenList list = parse::read_tokens(sources, sources.add("test", text), sink, false);
  REQUIRE(list.tokens.size() == 3);
  CHECK(list.tokens[0].is(SchemaLexer::DOLLAR_STRING));
  CHECK(list.tokens[0].view() == "$a$ $b$ $$ $a$");
}

}  // namespace
}  // namespace kura::testing
