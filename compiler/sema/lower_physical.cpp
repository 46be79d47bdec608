// Physical design: distribution, sort key, properties, native clauses.
#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_indexes.h"
#include "compiler/sema/lower_partitions.h"
#include "compiler/sema/properties.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/words.h"

namespace kura::sema {
namespace {

using ir::DistributionStyle;
using ir::SortStyle;

/// What `distribute by` may say; nothing stands for "none": the engine's default.
constexpr std::array<ClauseWord<std::optional<DistributionStyle>>, 7> kDistributions = {{
    {"hash", DistributionStyle::hash},
    {"even", DistributionStyle::even},
    {"all", DistributionStyle::all},
    {"auto", DistributionStyle::automatic},
    {"random", DistributionStyle::random},
    {"none", std::nullopt},
    {"automatic", DistributionStyle::automatic},
}};
constexpr std::array<ClauseWord<SortStyle>, 5> kSorts = {{
    {"interleaved", SortStyle::interleaved},
    {"compound", SortStyle::compound},
    {"auto", SortStyle::automatic},
    {"none", SortStyle::none},
    {"", SortStyle::compound},
}};

void read_distribution_options(Scope& scope, const ast::DistributeClause& clause, ir::Distribution& distribution) {
  const ast::WordWithNumber* first = nullptr;
  for (const ast::WordWithNumber& option : clause.options) {
    if (option.word != "buckets") {
      report_unknown_word(scope.lowering, option.word, option.at, "a word of `distribute by`", {"buckets"});
    } else if (first != nullptr) {
      auto& diagnostic = scope.lowering.sink.report(diag::given_twice, option.at, {"buckets"});
      diagnostic.labels.push_back({first->at, "first given here"});
    } else if (first = &option; option.number.text.empty()) {
      scope.lowering.sink.report(diag::clause_needs, option.at, {"buckets", "a number"});
    } else {
      distribution.buckets =
          scope.lowering.parameters.whole_number(option.number, "the number of buckets", 1).value_or(0);
    }
  }
}

Boxed<ir::Distribution> lower_distribution(Scope& scope) {
  const auto chosen = choose<ast::DistributeClause>(scope, "distribute by");
  if (!chosen) return {};
  const ast::DistributeClause& clause = *chosen.clause;
  const auto style =
      meaning_of(scope.lowering, clause.style, clause.style_at, "a way to distribute rows", kDistributions);
  if (!style) return {};
  ir::Distribution distribution;
  distribution.at = chosen.entry->at();
  const bool takes_columns = *style == DistributionStyle::hash;
  if (takes_columns && clause.columns.empty()) {
    scope.lowering.sink.report(diag::clause_needs, clause.style_at, {"distribute by hash", "columns: `hash(a, b)`"});
  } else if (!takes_columns && !clause.columns.empty()) {
    scope.lowering.sink.report(diag::clause_takes_no, clause.style_at,
                               {fmt::format("distribute by {}", clause.style), "columns"});
  }
  distribution.columns = column_list(scope, clause.columns);
  read_distribution_options(scope, clause, distribution);
  if (!*style) return {};
  distribution.style = **style;
  return distribution;
}

std::vector<ir::SortColumn> sort_columns(const Scope& scope, const ast::SortClause& clause) {
  if (clause.columns.empty()) return {};
  std::vector<ast::Name> names;
  names.reserve(clause.columns.size());
  for (const ast::SortPart& part : clause.columns) names.push_back(part.column);
  std::vector<ir::SortColumn> columns;
  for (std::string& name : column_list(scope, names)) {
    for (const ast::SortPart& part : clause.columns) {
      if (part.column.text != name) continue;
      columns.push_back({std::move(name), part.direction == ast::Direction::descending});
      break;
    }
  }
  return columns;
}

Boxed<ir::SortKey> lower_sort_key(Scope& scope) {
  const auto chosen = choose<ast::SortClause>(scope, "sort by");
  if (!chosen) return {};
  const ast::SortClause& clause = *chosen.clause;
  const auto style = meaning_of(scope.lowering, clause.style, clause.style_at, "a way to sort rows", kSorts);
  if (!style) return {};
  const bool takes_columns = *style == SortStyle::compound || *style == SortStyle::interleaved;
  const SourceRange at = clause.style.empty() ? chosen.entry->at() : clause.style_at;
  const std::string words = clause.style.empty() ? "sort by" : fmt::format("sort by {}", clause.style);
  if (takes_columns && clause.columns.empty()) {
    scope.lowering.sink.report(diag::clause_needs, at, {words, "columns: `(a, b)`"});
  } else if (!takes_columns && !clause.columns.empty()) {
    scope.lowering.sink.report(diag::clause_takes_no, at, {words, "columns"});
  }
  return ir::SortKey{*style, sort_columns(scope, clause), chosen.entry->at()};
}

std::vector<ir::Property> lower_properties(Scope& scope) {
  PropertySet properties(scope.lowering);
  for (const Entry& entry : scope.entries) {
    if (const auto* clause = std::get_if<ast::PropertiesClause>(&entry.member->node)) {
      properties.add(clause->properties, entry.level, entry.depth);
    }
  }
  return properties.take();
}

}  // namespace

ir::Physical lower_physical(Scope& scope) {
  ir::Physical physical;
  physical.distribution = lower_distribution(scope);
  physical.sort_key = lower_sort_key(scope);
  physical.partitioning = lower_partitioning(scope);
  physical.properties = lower_properties(scope);
  physical.indexes = lower_indexes(scope);
  for (const Entry& entry : scope.entries) {
    if (const auto* native = std::get_if<ast::NativeClause>(&entry.member->node)) {
      add_native(scope.lowering, native->text, entry.native, NativeWord::clause, physical.native);
    }
  }
  return physical;
}

}  // namespace kura::sema
