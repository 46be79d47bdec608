// Conditions of Redshift's answers: views.
#include <algorithm>
#include <vector>

#include "compiler/dialect/redshift/alter_conditions.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::redshift {
namespace {

using sql::Token;

/// Walks tokens outside of parentheses.
template <class Visit>
void for_each_at_top(const std::vector<Token>& tokens, Visit visit) {
  int depth = 0;
  for (const Token& token : tokens) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth == 0) visit(token);
  }
}

/// Where the first WHERE outside of parentheses begins; the text's end when there is none.
std::size_t head_end(const std::string& text, const std::vector<Token>& tokens) {
  std::size_t end = text.size();
  for_each_at_top(tokens, [&](const Token& token) {
    if (token.is_word("where")) end = std::min<std::size_t>(end, token.begin);
  });
  return end;
}

/// A later SELECT has a say in the types of the columns, or a star hides which columns there are.
bool has_open_columns(const std::string& text, const std::vector<Token>& tokens) {
  bool is_open = false;
  for_each_at_top(tokens, [&](const Token& token) {
    is_open |=
        token.is_word("union") || token.is_word("intersect") || token.is_word("except") || token.is_word("minus");
  });
  const std::size_t end = head_end(text, tokens);
  for (std::size_t i = 1; i < tokens.size() && tokens[i].begin < end; ++i) {
    if (!tokens[i].is_symbol("*")) continue;
    const Token& previous = tokens[i - 1];
    is_open |= previous.is_word("select") || previous.is_word("distinct") || previous.is_word("all") ||
               previous.is_symbol(",") || previous.is_symbol(".");
  }
  return is_open;
}

bool same_head_relations(const ir::SqlBody& before, std::size_t before_end, const ir::SqlBody& after,
                         std::size_t after_end) {
  const auto names = [](const ir::SqlBody& body, std::size_t end) {
    std::vector<ir::QualifiedName> found;
    for (const ir::RelationUse& use : body.relations) {
      if (use.begin < end) found.push_back(use.name);
    }
    return found;
  };
  return names(before, before_end) == names(after, after_end);
}

bool same_head(const ir::SqlBody& before, const ir::SqlBody& after) {
  const std::vector<Token> old_tokens = sql::tokenize(before.text);
  const std::vector<Token> new_tokens = sql::tokenize(after.text);
  if (has_open_columns(before.text, old_tokens) || has_open_columns(after.text, new_tokens)) return false;
  const std::size_t old_end = head_end(before.text, old_tokens);
  const std::size_t new_end = head_end(after.text, new_tokens);
  if (old_end == before.text.size() && new_end == after.text.size()) return false;
  if (!same_head_relations(before, old_end, after, new_end)) return false;
  return sql::same_tokens(before.text.substr(0, old_end), after.text.substr(0, new_end));
}

/// A bound view copies what it reads from a late-binding one: it does not see a replacement.
bool is_read_by_bound_view(const ir::QualifiedName& name, const ir::Schema& schema) {
  return std::any_of(schema.views.begin(), schema.views.end(), [&](const ir::View& view) {
    if (view.no_schema_binding) return false;
    return std::any_of(view.body.relations.begin(), view.body.relations.end(),
                       [&](const ir::RelationUse& use) { return use.name == name; });
  });
}

bool refreshes_by_itself(const ir::View& view) {
  return view.refresh && view.refresh->mode != ir::RefreshMode::manual;
}

}  // namespace

bool keeps_view_columns(const Facing& facing) {
  const ir::View& before = *facing.old_view();
  const ir::View& after = *facing.new_view();
  if (after.is_materialized || before.body.is_native != after.body.is_native) return false;
  if (after.no_schema_binding && is_read_by_bound_view(after.name, facing.before)) return false;
  return same_head(before.body, after.body);
}

bool is_same_refresh(const Facing& facing) {
  return refreshes_by_itself(*facing.old_view()) == refreshes_by_itself(*facing.new_view());
}

}  // namespace kura::dialect::redshift
