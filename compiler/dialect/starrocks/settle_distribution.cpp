// Distribution: hash columns within the key, RANDOM for the DUPLICATE model, and what `auto` means for each model.
#include <fmt/format.h>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int64_t kMostBuckets = 1024;

void refuse(const ir::Table& table, std::string_view reason, std::string help, diag::Sink& sink) {
  auto& diagnostic = sink.report(distribution_refused, table.physical.distribution->at,
                                 {ir::to_text(table.name), std::string(reason)});
  diagnostic.helps.push_back(std::move(help));
}

/// Without a clause the server takes RANDOM for DUPLICATE and the key for PRIMARY KEY; the other models must say it.
void settle_automatic(ir::Table& table, const Target& target) {
  auto& distribution = table.physical.distribution;
  const std::int64_t buckets = distribution ? distribution->buckets : 0;
  const bool is_duplicate = has_model(table, ir::KeyModelKind::duplicate);
  const bool can_leave_out = (is_duplicate || has_model(table, ir::KeyModelKind::primary)) && target.version.has(3, 1);
  if (can_leave_out && buckets == 0) return distribution.reset();
  ir::Distribution made;
  made.at = distribution ? distribution->at : table.key_model->at;
  made.buckets = buckets;
  made.style = is_duplicate && can_leave_out ? ir::DistributionStyle::random : ir::DistributionStyle::hash;
  if (made.style == ir::DistributionStyle::hash) made.columns = table.key_model->columns;
  distribution = std::move(made);
}

void check_random(ir::Table& table, const Target& target, diag::Sink& sink) {
  table.physical.distribution->style = ir::DistributionStyle::random;
  require_version(target, 3, 1, "RANDOM distribution", table.physical.distribution->at, sink);
  if (has_model(table, ir::KeyModelKind::duplicate)) return;
  refuse(table, fmt::format("the {} model has no random distribution", model_word(table.key_model->kind)),
         fmt::format("write `distribute by hash({})`", fmt::join(table.key_model->columns, ", ")), sink);
}

void check_hash_column(const ir::Table& table, const std::string& name, diag::Sink& sink) {
  const ir::Column* column = ir::find_column(table, name);
  if (column == nullptr) return;
  const SourceRange at = table.physical.distribution->at;
  if (!is_keyable(family_of(column->type))) {
    auto& diagnostic = sink.report(
        hash_column, at, {name, ir::to_text(table.name), fmt::format("its type is `{}`", ir::to_text(column->type))});
    diagnostic.helps.emplace_back("take a column of a number, date or text type");
  } else if (!has_model(table, ir::KeyModelKind::duplicate) && !is_key_column(table, name)) {
    const std::string_view model = model_word(table.key_model->kind);
    auto& diagnostic =
        sink.report(hash_column, at, {name, ir::to_text(table.name), fmt::format("it is not in the {}", model)});
    diagnostic.labels.push_back({table.key_model->at, "the key"});
    diagnostic.helps.push_back(
        fmt::format("write `for starrocks {{ distribute by hash({}); }}`, or put `{}` into the key",
                    fmt::join(table.key_model->columns, ", "), name));
  }
}

}  // namespace

void settle_distribution(ir::Table& table, const Target& target, diag::Sink& sink) {
  auto& distribution = table.physical.distribution;
  if (!table.key_model) return;
  if (!distribution || distribution->style == ir::DistributionStyle::automatic) {
    settle_automatic(table, target);
  } else if (distribution->style == ir::DistributionStyle::all) {
    refuse(table, "it keeps no whole copy of a table on every node",
           "write `for starrocks { distribute by hash(…) buckets 1; }`", sink);
  } else if (distribution->style != ir::DistributionStyle::hash) {
    check_random(table, target, sink);
  }
  if (!distribution) return;
  for (const std::string& name : distribution->columns) check_hash_column(table, name, sink);
  if (table.physical.partitioning && distribution->buckets > kMostBuckets) {
    sink.report(too_many_buckets, distribution->at, {std::to_string(distribution->buckets), ir::to_text(table.name)});
  }
}

}  // namespace kura::dialect::starrocks
