// Rules on the queries of views.
#include <algorithm>
#include <functional>

#include "compiler/lint/context.h"
#include "compiler/sql/tokens.h"

namespace kura::lint {
namespace {

using Tokens = std::vector<sql::Token>;

struct Body {
  const ast::ViewDecl& view;
  const ast::RawText& text;
  bool is_portable = false;  // not the one of a `for … as`
  Tokens tokens;

  [[nodiscard]] SourceRange place(std::uint32_t begin, std::uint32_t end) const {
    return {text.at.buffer, text.at.begin + begin, text.at.begin + end};
  }
};

void each_body(const Context& context, const std::function<void(const Body&)>& check) {
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    const auto* view = std::get_if<ast::ViewDecl>(&declaration->node);
    if (view == nullptr || view->is_external) continue;
    check({*view, view->body, true, sql::tokenize(view->body.text)});
    for (const ast::Member& member : view->members) {
      const auto* block = std::get_if<ast::ForClause>(&member.node);
      if (block != nullptr && !block->body.empty()) check({*view, block->body, false, sql::tokenize(block->body.text)});
    }
  }
}

bool ends_list_entry(const Tokens& tokens, std::size_t i) {
  return i >= tokens.size() || tokens[i].is_symbol(",") || tokens[i].is_symbol(")") || tokens[i].is_word("from");
}

/// `*` or `t.*` in a select list; count(*) and products are none, and `exists (select * …)` has no columns.
bool is_select_star(const Tokens& tokens, std::size_t i) {
  if (i == 0 || !tokens[i].is_symbol("*") || !ends_list_entry(tokens, i + 1)) return false;
  const sql::Token& before = tokens[i - 1];
  if (before.is_symbol(".") || before.is_symbol(",") || before.is_word("distinct") || before.is_word("all"))
    return true;
  const bool is_in_exists = i >= 3 && tokens[i - 2].is_symbol("(") && tokens[i - 3].is_word("exists");
  return before.is_word("select") && !is_in_exists;
}

/// The `order` of an ORDER BY of the whole query; the tokens' end when there is none, or when something counts rows in
/// that order.
std::size_t outer_order(const Tokens& tokens) {
  std::size_t depth = 0;
  std::size_t found = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const sql::Token& token = tokens[i];
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")") && depth > 0) --depth;
    if (depth > 0) continue;
    if (token.is_word("limit") || token.is_word("fetch") || token.is_word("offset") || token.is_word("top"))
      return tokens.size();
    if (token.is_word("distinct") && i + 1 < tokens.size() && tokens[i + 1].is_word("on")) return tokens.size();
    if (token.is_word("order") && i + 1 < tokens.size() && tokens[i + 1].is_word("by")) found = i;
  }
  return found;
}

bool has_comment(std::string_view text) {
  return text.find("--") != std::string_view::npos || text.find("/*") != std::string_view::npos ||
         text.find("//") != std::string_view::npos;
}

}  // namespace

namespace rules {

void select_star(Context& context) {
  each_body(context, [&](const Body& body) {
    for (std::size_t i = 0; i < body.tokens.size(); ++i) {
      if (!is_select_star(body.tokens, i)) continue;
      context.report(body.place(body.tokens[i].begin, body.tokens[i].end), {std::string(body.view.name.name.text)});
    }
  });
}

void order_by_in_view(Context& context) {
  each_body(context, [&](const Body& body) {
    const std::size_t order = outer_order(body.tokens);
    // In a materialized view it may be how the rows are stored.
    if (body.view.is_materialized || order == 0 || order >= body.tokens.size()) return;
    const std::uint32_t begin = body.tokens[order].begin;
    Finding& finding =
        context.report(body.place(begin, body.tokens[order + 1].end), {std::string(body.view.name.name.text)});
    const std::uint32_t before = body.tokens[order - 1].end;
    const std::uint32_t end = body.tokens.back().end;
    if (!body.is_portable || has_comment(body.text.text.substr(before, end - before))) return;
    finding.fix = {{body.place(before, end)}};
    finding.fixed = "took out `order by`";
  });
}

}  // namespace rules
}  // namespace kura::lint
