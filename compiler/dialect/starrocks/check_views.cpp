// Views and materialized views: security, column lists, refresh, and the physical design of materialized ones.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/rules/rules.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/select_list.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::starrocks {
namespace {

bool is_synchronous(const ir::View& view) {
  return find_native(view.physical.native, "synchronous") != nullptr;
}

bool has_comments(const ir::View& view) {
  return std::any_of(view.columns.begin(), view.columns.end(),
                     [](const ir::ViewColumn& it) { return !it.comment.empty(); });
}

const ir::ViewColumn* find_view_column(const ir::View& view, const std::string& name) {
  for (const ir::ViewColumn& column : view.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

/// The list names every column of the query or none: all of them where the query's text shows them.
void complete_columns(ir::View& view, diag::Sink& sink) {
  const bool needs_list = has_comments(view) || (view.is_materialized && !view.physical.indexes.empty());
  const auto names = output_names(view.body.text);
  const bool is_known =
      names && std::all_of(view.columns.begin(), view.columns.end(), [&names](const ir::ViewColumn& it) {
        return std::find(names->begin(), names->end(), it.name) != names->end();
      });
  // As many as the query has, under new names.
  if (names && !is_known && names->size() == view.columns.size()) return;
  if (!is_known && has_comments(view))
    sink.report(view_columns_unknown, view.columns.front().at, {ir::to_text(view.name)});
  if (!is_known || !needs_list) return view.columns.clear();
  std::vector<ir::ViewColumn> complete;
  for (const std::string& name : *names) {
    const ir::ViewColumn* declared = find_view_column(view, name);
    complete.push_back(declared != nullptr ? *declared : ir::ViewColumn{name, {}, view.at});
  }
  view.columns = std::move(complete);
}

void check_synchronous(const ir::View& view, diag::Sink& sink) {
  const auto refuse = [&](bool is_there, SourceRange at, std::string_view what) {
    if (is_there) sink.report(synchronous_clause, at, {ir::to_text(view.name), std::string(what)});
  };
  const ir::Physical& physical = view.physical;
  refuse(view.refresh.has_value(), view.refresh ? view.refresh->at : view.at, "a refresh");
  refuse(view.with_no_data, view.at, "`with no data`");
  refuse(physical.partitioning.has_value(), physical.partitioning ? physical.partitioning->at : view.at, "partitions");
  refuse(physical.distribution.has_value(), physical.distribution ? physical.distribution->at : view.at,
         "a distribution");
  refuse(physical.sort_key.has_value(), physical.sort_key ? physical.sort_key->at : view.at, "a sort key");
  refuse(!physical.properties.empty(), physical.properties.empty() ? view.at : physical.properties.front().at,
         "properties");
  refuse(!physical.indexes.empty(), physical.indexes.empty() ? view.at : physical.indexes.front().at, "indexes");
  refuse(has_comments(view), view.columns.empty() ? view.at : view.columns.front().at, "column comments");
}

void settle_view_partitions(ir::View& view, const Target& target, diag::Sink& sink) {
  auto& partitioning = view.physical.partitioning;
  if (!partitioning) return;
  const std::string name = ir::to_text(view.name);
  const auto refuse = [&](std::string_view reason, std::string_view help) {
    auto& diagnostic = sink.report(partitioning_refused, partitioning->at, {name, std::string(reason)});
    diagnostic.helps.emplace_back(help);
  };
  if (!partitioning->partitions.empty()) {
    return refuse("a materialized view's partitions follow those of its tables",
                  "leave the names out: `partition by date_trunc('month', c)`");
  }
  if (!settle_partition_expressions(*partitioning, name, sink)) return;
  if (partitioning->scheme == ir::PartitionScheme::range) {
    return refuse("a materialized view's partitions follow those of its tables",
                  "write `partition by c` or `partition by range(c) every 1 month`");
  }
  if (partitioning->expressions.size() > 1)
    require_version(target, 3, 5, "materialized views with several partition columns", partitioning->at, sink);
}

void settle_view_distribution(ir::View& view, diag::Sink& sink) {
  auto& distribution = view.physical.distribution;
  if (!distribution) return;
  switch (distribution->style) {
    case ir::DistributionStyle::all: {
      auto& diagnostic = sink.report(distribution_refused, distribution->at,
                                     {ir::to_text(view.name), "it keeps no whole copy of a view on every node"});
      diagnostic.helps.emplace_back("write `for starrocks { distribute by hash(…) buckets 1; }`");
      break;
    }
    case ir::DistributionStyle::automatic:
      if (distribution->buckets == 0) return distribution.reset();
      [[fallthrough]];
    case ir::DistributionStyle::even:
      distribution->style = ir::DistributionStyle::random;
      break;
    default:
      break;
  }
}

void check_view_sort(ir::View& view, diag::Sink& sink) {
  auto& sort = view.physical.sort_key;
  if (!sort) return;
  const auto refuse = [&](std::string reason, std::string_view help) {
    auto& diagnostic = sink.report(sort_key_refused, sort->at, {ir::to_text(view.name), std::move(reason)});
    diagnostic.helps.emplace_back(help);
  };
  if (sort->style == ir::SortStyle::interleaved)
    return refuse("it has no interleaved sort keys", "write `for starrocks { sort by (…); }`");
  if (sort->style != ir::SortStyle::compound) return sort.reset();
  for (const ir::SortColumn& column : sort->columns) {
    if (column.is_descending) refuse(fmt::format("`{}` cannot be descending", column.name), "leave `desc` out");
  }
}

}  // namespace

/// Backslashes in strings are doubled when the query is printed; an operator cannot be replaced in it.
void check_view_query(ir::View& view, const Target&, diag::Sink& sink) {
  if (view.body.is_native) return;
  const std::vector<sql::Token> tokens = sql::tokenize(view.body.text);
  const bool has_or =
      std::any_of(tokens.begin(), tokens.end(), [](const sql::Token& it) { return it.is_symbol("||"); });
  if (has_or) sink.report(query_means_otherwise, view.body.at.is_valid() ? view.body.at : view.at);
}

void check_view_head(ir::View& view, const Target& target, diag::Sink& sink) {
  const bool is_refused = view.security == ir::ViewSecurity::definer ||
                          (view.is_materialized && view.security != ir::ViewSecurity::unspecified);
  if (is_refused) {
    rules::report_support(
        Support::refused, view.is_materialized ? "security of materialized views" : "`security definer`",
        view.is_materialized ? "leave `security` out"
                             : "write `security none`: the view's own privileges decide, or `security invoker`",
        view.at, target.dialect, sink);
  }
  if (is_synchronous(view)) check_synchronous(view, sink);
  complete_columns(view, sink);
}

void check_refresh(ir::View& view, const Target&, diag::Sink& sink) {
  if (!view.is_materialized || is_synchronous(view)) return;
  if (!view.refresh) view.refresh = ir::Refresh{};
  ir::Refresh& refresh = *view.refresh;
  refresh.is_deferred = refresh.is_deferred || view.with_no_data;
  if (refresh.mode != ir::RefreshMode::every) return;
  const bool is_known =
      refresh.unit == "second" || refresh.unit == "minute" || refresh.unit == "hour" || refresh.unit == "day";
  if (is_known) return;
  auto& diagnostic = sink.report(refresh_unit, refresh.at, {refresh.unit});
  diagnostic.helps.push_back(refresh.unit == "week"
                                 ? fmt::format("write `refresh every {} day`", refresh.every * 7)
                                 : "write a number of days, or `refresh manual` with a schedule of your own");
}

void settle_view_design(ir::View& view, const Target& target, diag::Sink& sink) {
  if (!view.is_materialized || is_synchronous(view)) return;
  settle_view_partitions(view, target, sink);
  settle_view_distribution(view, sink);
  check_view_sort(view, sink);
  settle_view_indexes(view, target, sink);
}

}  // namespace kura::dialect::starrocks
