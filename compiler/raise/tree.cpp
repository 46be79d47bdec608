// tree: where `${` has to be escaped, and how.
#include "compiler/raise/tree.h"

#include "compiler/sql/tokens.h"

namespace kura::raise {
namespace {

constexpr std::string_view kOpening = "${";

std::string escaped(std::string_view text) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t at = text.find(kOpening); at != std::string_view::npos; at = text.find(kOpening, done)) {
    result += text.substr(done, at - done);
    result += "$${";
    done = at + kOpening.size();
  }
  result += text.substr(done);
  return result;
}

/// Where the inside of a token begins: the tag of `$tag$…$tag$` is no opening.
std::size_t inside_of(const sql::Token& token) {
  const bool is_dollar_quoted = token.kind == sql::TokenKind::string && token.text[0] == '$';
  return is_dollar_quoted ? token.text.find('$', 1) + 1 : 0;
}

std::string escaped_sql(std::string_view text) {
  std::string result;
  std::size_t done = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    const std::size_t inside = token.begin + inside_of(token);
    result += text.substr(done, inside - done);
    result += escaped(text.substr(inside, token.end - inside));
    done = token.end;
  }
  result += text.substr(done);
  return result;
}

}  // namespace

ast::QualifiedName to_name(const ir::QualifiedName& name) {
  return {to_name(name.schema), to_name(name.name), {}};
}

std::vector<ast::Name> to_names(const std::vector<std::string>& names) {
  std::vector<ast::Name> result;
  result.reserve(names.size());
  for (const std::string& name : names) result.push_back(to_name(name));
  return result;
}

std::string_view Tree::literal(const std::string& text) {
  return text.find(kOpening) == std::string::npos ? std::string_view(text) : keep(escaped(text));
}

ast::RawText Tree::sql(const std::string& text) {
  return {text.find(kOpening) == std::string::npos ? std::string_view(text) : keep(escaped_sql(text)), {}};
}

ast::RawText Tree::words(const std::vector<ir::NativeClause>& clauses) {
  if (clauses.empty()) return {};
  if (clauses.size() == 1) return sql(clauses[0].text);
  std::string text;
  for (const ir::NativeClause& clause : clauses) text += (text.empty() ? "" : " ") + std::string(sql(clause.text).text);
  return {keep(std::move(text)), {}};
}

std::string_view Tree::doc(const std::string& comment) {
  return comment.ends_with('\n') ? keep(comment + "\n") : std::string_view(comment);
}

}  // namespace kura::raise
