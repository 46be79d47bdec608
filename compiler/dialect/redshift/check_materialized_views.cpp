// Materialized views: what their query may hold, and how they are kept fresh.
#include <fmt/format.h>

#include <optional>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/sql/relations.h"

namespace kura::dialect::redshift {
namespace {

using Tokens = std::vector<sql::Token>;

constexpr std::string_view kMutableWords[] = {"current_date",   "current_time",    "current_timestamp",
                                              "current_user",   "current_user_id", "localtime",
                                              "localtimestamp", "session_user",    "sysdate"};
constexpr std::string_view kMutableCalls[] = {"getdate", "now", "random", "timeofday"};
constexpr std::string_view kFullCalls[] = {"listagg",     "median",   "percentile_cont", "stddev",   "stddev_pop",
                                           "stddev_samp", "variance", "var_pop",         "var_samp", "bit_and",
                                           "bit_or",      "bool_and", "bool_or"};
constexpr std::string_view kSystemPrefixes[] = {"stl_", "stv_", "svl_", "svv_", "svcs_", "sys_", "pg_"};

template <std::size_t Size>
bool is_one_of(const sql::Token& token, const std::string_view (&words)[Size]) {
  for (const std::string_view word : words) {
    if (token.is_word(word)) return true;
  }
  return false;
}

bool is_call(const Tokens& tokens, std::size_t at) {
  return at + 1 < tokens.size() && tokens[at + 1].is_symbol("(") && (at == 0 || !tokens[at - 1].is_symbol("."));
}

bool is_word_at(const Tokens& tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && tokens[at].is_word(word);
}

std::string code(std::string_view text) {
  return fmt::format("`{}`", text);
}

const ir::View* find_view(const ir::Schema& schema, const ir::QualifiedName& name) {
  for (const ir::View& view : schema.views) {
    if (view.name == name) return &view;
  }
  return nullptr;
}

/// What makes Redshift refuse a refresh by itself.
std::optional<std::string> why_not_automatic(const ir::View& view, const ir::Schema& schema) {
  const Tokens tokens = sql::tokenize(view.body.text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_one_of(tokens[i], kMutableWords) || (is_one_of(tokens[i], kMutableCalls) && is_call(tokens, i))) {
      return fmt::format("`{}`, which changes by itself", to_lower(tokens[i].text));
    }
  }
  for (const ir::RelationUse& use : view.body.relations) {
    const ir::View* other = find_view(schema, use.name);
    if (other != nullptr && other->is_materialized)
      return fmt::format("the materialized view `{}`", ir::to_text(use.name));
  }
  return {};
}

/// The construct at this token that makes every refresh a full one.
std::string full_refresh_at(const Tokens& tokens, std::size_t at, bool has_groups) {
  const sql::Token& token = tokens[at];
  for (const std::string_view side : {"left", "right", "full"}) {
    const std::size_t next = at + (is_word_at(tokens, at + 1, "outer") ? 2 : 1);
    if (token.is_word(side) && is_word_at(tokens, next, "join")) return "an outer join";
  }
  if (token.is_word("intersect") || token.is_word("except") || token.is_word("minus"))
    return code(to_lower(token.text));
  if (token.is_word("union")) {
    if (!is_word_at(tokens, at + 1, "all")) return "`union`";
    return has_groups ? "`union all` with groups" : "";
  }
  if (token.is_word("over") && is_call(tokens, at)) return "a window function";
  if (token.is_symbol("(") && is_word_at(tokens, at + 1, "select")) return "a subquery";
  if (token.is_symbol("(") && at > 0 && is_word_at(tokens, at + 1, "distinct")) return "a `distinct` aggregate";
  if (token.is_word("approximate")) return "an approximate aggregate";
  return is_one_of(token, kFullCalls) && is_call(tokens, at) ? code(to_lower(token.text)) : "";
}

void warn_full_refresh(const ir::View& view, diag::Sink& sink) {
  const Tokens tokens = sql::tokenize(view.body.text);
  bool has_groups = false;
  for (const sql::Token& token : tokens) has_groups |= token.is_word("group");
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string reason = full_refresh_at(tokens, i, has_groups);
    if (reason.empty()) continue;
    sink.report(full_refresh, view.refresh->at, {ir::to_text(view.name), reason});
    return;
  }
}

void check_refresh(ir::View& view, const ir::Schema& schema, diag::Sink& sink) {
  if (!view.refresh) return;
  ir::Refresh& refresh = *view.refresh;
  if (refresh.is_deferred) sink.report(deferred_ignored, refresh.at);
  if (refresh.mode == ir::RefreshMode::incremental) warn_full_refresh(view, sink);
  if (refresh.mode == ir::RefreshMode::manual) return;
  const std::optional<std::string> reason = why_not_automatic(view, schema);
  if (refresh.mode == ir::RefreshMode::every) {
    const std::string name = ir::to_text(view.name);
    auto& diagnostic =
        sink.report(no_schedule, refresh.at,
                    {name, reason ? "is left to be refreshed by hand" : "is refreshed when Redshift has the time"});
    if (reason) diagnostic.notes.push_back(fmt::format("Redshift cannot refresh it by itself: it uses {}", *reason));
    diagnostic.helps.emplace_back(reason
                                      ? "run `REFRESH MATERIALIZED VIEW` on a schedule"
                                      : "write `refresh auto;` in a `for redshift` block, or `refresh manual;` and run "
                                        "`REFRESH MATERIALIZED VIEW` on a schedule");
    refresh.mode = reason ? ir::RefreshMode::manual : ir::RefreshMode::automatic;
  } else if (reason) {
    sink.report(automatic_refresh, refresh.at, {ir::to_text(view.name), *reason});
  }
}

class QueryChecker {
 public:
  QueryChecker(const ir::View& view, const ir::Schema& schema, diag::Sink& sink)
      : view_(view), schema_(schema), sink_(sink), tokens_(sql::tokenize(view.body.text)) {}

  void check() {
    int depth = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].is_symbol("(")) ++depth;
      if (tokens_[i].is_symbol(")")) --depth;
      if (depth == 0) check_clause(i);
      if (const std::string_view function = leader_function_at(tokens_, i); !function.empty()) {
        refuse(fmt::format("`{}`, which the leader node alone runs", function), instead_of_leader_function(function));
      }
    }
    for (const sql::RelationName& relation : sql::find_relations(view_.body.text)) check_relation(relation);
    for (const ir::RelationUse& use : view_.body.relations) {
      const ir::View* other = find_view(schema_, use.name);
      if (other == nullptr || other->is_materialized) continue;
      refuse(fmt::format("the plain view `{}`", ir::to_text(use.name)),
             "read its tables, or make it a materialized view");
    }
  }

 private:
  void check_clause(std::size_t at) {
    const sql::Token& token = tokens_[at];
    if (token.is_word("order") && is_word_at(tokens_, at + 1, "by"))
      refuse("`order by`", "order where the view is read; its rows are kept in the order of `sort by`");
    if (token.is_word("limit") || token.is_word("offset"))
      refuse(code(to_lower(token.text)), "limit where the view is read");
  }

  void check_relation(const sql::RelationName& relation) {
    const std::string& name = relation.parts.back();
    bool is_system = relation.parts.size() > 1 &&
                     (relation.parts.front() == "pg_catalog" || relation.parts.front() == "information_schema");
    for (const std::string_view prefix : kSystemPrefixes)
      is_system |= relation.parts.size() == 1 && name.starts_with(prefix);
    if (is_system) refuse(fmt::format("the system table `{}`", name), "use a plain view");
    if (name.starts_with('#')) refuse(fmt::format("the temporary table `{}`", name), "use a table");
  }

  void refuse(std::string what, std::string_view way_out) {
    auto& diagnostic = sink_.report(materialized_query, view_.body.at, {std::move(what)});
    if (!way_out.empty()) diagnostic.helps.emplace_back(way_out);
  }

  const ir::View& view_;
  const ir::Schema& schema_;
  diag::Sink& sink_;
  Tokens tokens_;
};

}  // namespace

void check_materialized_views(ir::Schema& schema, diag::Sink& sink) {
  for (ir::View& view : schema.views) {
    if (!view.is_materialized) continue;
    if (view.with_no_data) sink.report(materialized_option, view.at, {"with no data"});
    if (view.no_schema_binding) sink.report(materialized_option, view.at, {"no schema binding"});
    QueryChecker(view, schema, sink).check();
    check_refresh(view, schema, sink);
  }
}

}  // namespace kura::dialect::redshift
