// Views: late binding, comments on their columns, and what their queries hold.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/sql/relations.h"

namespace kura::dialect::redshift {
namespace {

constexpr std::string_view kLeaderCalls[] = {"age",
                                             "current_schema",
                                             "current_schemas",
                                             "factorial",
                                             "get_byte",
                                             "getbit",
                                             "has_database_privilege",
                                             "has_schema_privilege",
                                             "has_table_privilege",
                                             "isfinite",
                                             "now",
                                             "set_bit",
                                             "set_byte",
                                             "to_ascii"};
constexpr std::string_view kLeaderWords[] = {"current_time", "current_timestamp", "current_schema", "localtime"};

template <std::size_t Size>
std::string_view find_word(const sql::Token& token, const std::string_view (&words)[Size]) {
  for (const std::string_view word : words) {
    if (token.is_word(word)) return word;
  }
  return {};
}

/// The schema that a relation of the query is in; empty when the query leaves it open.
std::string schema_of(const sql::RelationName& relation, const ir::SqlBody& body) {
  for (const ir::RelationUse& use : body.relations) {
    if (use.begin == relation.begin) return use.name.schema;
  }
  return relation.parts.size() > 1 ? relation.parts[relation.parts.size() - 2] : std::string();
}

void check_late_binding(const ir::View& view, diag::Sink& sink) {
  for (const sql::RelationName& relation : sql::find_relations(view.body.text)) {
    if (relation.may_be_path || !schema_of(relation, view.body).empty()) continue;
    sink.report(late_binding_unqualified, view.at, {relation.parts.back()});
  }
  const std::vector<sql::Token> tokens = sql::tokenize(view.body.text);
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    if (tokens[i].is_word("recursive") && tokens[i - 1].is_word("with")) sink.report(late_binding_recursive, view.at);
  }
}

void check_bound(const ir::View& view, const ir::Schema& schema, diag::Sink& sink) {
  for (const ir::RelationUse& use : view.body.relations) {
    for (const ir::View& other : schema.views) {
      if (other.name != use.name || !other.no_schema_binding) continue;
      auto& diagnostic =
          sink.report(bound_over_late_binding, view.at, {ir::to_text(view.name), ir::to_text(other.name)});
      diagnostic.labels.push_back({other.at, "bound late"});
    }
  }
}

void check_comments(ir::View& view, diag::Sink& sink) {
  if (!view.no_schema_binding && !view.is_materialized) return;
  for (ir::ViewColumn& column : view.columns) {
    if (column.comment.empty()) continue;
    sink.report(column_comment_left_out, column.at,
                {view.is_materialized ? "materialized views" : "views without schema binding"});
    column.comment.clear();
  }
}

void check_query(const ir::View& view, diag::Sink& sink) {
  const std::vector<sql::Token> tokens = sql::tokenize(view.body.text);
  bool has_backslash = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    has_backslash |= tokens[i].kind == sql::TokenKind::string && tokens[i].text.front() == '\'' &&
                     tokens[i].text.find('\\') != std::string_view::npos;
    // A materialized view refuses them.
    const std::string_view function = view.is_materialized ? std::string_view() : leader_function_at(tokens, i);
    if (function.empty()) continue;
    auto& diagnostic = sink.report(leader_function, view.body.at, {std::string(function)});
    const std::string_view way_out = instead_of_leader_function(function);
    if (!way_out.empty()) diagnostic.helps.emplace_back(way_out);
  }
  if (has_backslash && !view.body.is_native) sink.report(backslash_in_query, view.body.at);
}

}  // namespace

std::string_view leader_function_at(const std::vector<sql::Token>& tokens, std::size_t at) {
  const sql::Token& token = tokens[at];
  // A column or a function of a schema of the user's own.
  if (token.kind != sql::TokenKind::word || (at > 0 && tokens[at - 1].is_symbol("."))) return {};
  if (const std::string_view word = find_word(token, kLeaderWords); !word.empty()) return word;
  if (at + 1 >= tokens.size() || !tokens[at + 1].is_symbol("(")) return {};
  if (sql::name_of(token).starts_with("pg_get_")) return token.text;
  return find_word(token, kLeaderCalls);
}

std::string_view instead_of_leader_function(std::string_view function) {
  if (function == "now" || function == "current_timestamp")
    return "write `getdate()` or `sysdate` in a `for redshift as` query";
  if (function == "current_time" || function == "localtime")
    return "write `getdate()::time` in a `for redshift as` query";
  if (function == "age") return "write `datediff(…)` in a `for redshift as` query";
  return {};
}

void check_views(ir::Schema& schema, diag::Sink& sink) {
  for (ir::View& view : schema.views) {
    if (view.no_schema_binding && !view.is_materialized) {
      check_late_binding(view, sink);
    } else if (!view.is_materialized) {
      check_bound(view, schema, sink);
    }
    check_comments(view, sink);
    check_query(view, sink);
  }
}

}  // namespace kura::dialect::redshift
