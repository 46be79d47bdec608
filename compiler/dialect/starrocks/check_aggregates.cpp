// Aggregate columns: only in the AGGREGATE model, there on every column outside the key, and of a type that the
// function takes.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int32_t kSumPrecision = 38;

bool can_sum(TypeFamily family) {
  return is_number(family) && family != TypeFamily::tinyint && family != TypeFamily::smallint;
}
bool can_compare(TypeFamily family) {
  return is_number(family) || is_time(family) || is_text(family);
}
bool can_replace(TypeFamily) {
  return true;
}
bool can_replace_if_not_null(TypeFamily family) {
  return family != TypeFamily::hll && family != TypeFamily::percentile;
}
bool is_hll(TypeFamily family) {
  return family == TypeFamily::hll;
}
bool is_bitmap(TypeFamily family) {
  return family == TypeFamily::bitmap;
}
bool is_percentile(TypeFamily family) {
  return family == TypeFamily::percentile;
}

struct Aggregate {
  std::string_view name;
  bool (*takes)(TypeFamily);
  std::string_view types;
};

constexpr Aggregate kAggregates[] = {
    {"sum", can_sum, "`int`, `bigint`, `hugeint`, `real`, `double` and `decimal`"},
    {"max", can_compare, "numbers, dates and texts"},
    {"min", can_compare, "numbers, dates and texts"},
    {"replace", can_replace, "every type"},
    {"replace_if_not_null", can_replace_if_not_null, "every type but `hll` and `percentile`"},
    {"hll_union", is_hll, "`hll`"},
    {"bitmap_union", is_bitmap, "`bitmap`"},
    {"percentile_union", is_percentile, "`percentile`"},
};

void report_unknown(const ir::Column& column, diag::Sink& sink) {
  std::vector<std::string> known;
  for (const Aggregate& aggregate : kAggregates) known.emplace_back(aggregate.name);
  auto& diagnostic = sink.report(unknown_aggregate, column.at, {column.aggregate});
  std::string help = diag::did_you_mean(column.aggregate, known);
  diagnostic.helps.push_back(help.empty() ? fmt::format("it has `{}`", fmt::join(known, "`, `")) : std::move(help));
}

/// The server keeps every decimal sum in 38 digits.
void widen_sum(ir::Column& column, diag::Sink& sink) {
  ir::Type& type = column.type;
  const bool is_narrow = type.kind == ir::TypeKind::decimal && type.length < kSumPrecision;
  if (column.aggregate != "sum" || !is_narrow) return;
  const std::string written = ir::to_text(type);
  type.scale = std::max<std::int32_t>(type.scale, 0);
  type.length = kSumPrecision;
  sink.report(sum_widened, column.type_at, {written, ir::to_text(type)});
}

void check_function(ir::Column& column, diag::Sink& sink) {
  const auto* const found = std::find_if(std::begin(kAggregates), std::end(kAggregates),
                                         [&](const Aggregate& it) { return it.name == column.aggregate; });
  if (found == std::end(kAggregates)) return report_unknown(column, sink);
  if (!found->takes(family_of(column.type))) {
    auto& diagnostic =
        sink.report(aggregate_type, column.type_at, {column.aggregate, "`" + ir::to_text(column.type) + "`"});
    diagnostic.helps.push_back(fmt::format("it takes {}", found->types));
    return;
  }
  if (column.aggregate == "replace_if_not_null" && !column.is_nullable) {
    auto& diagnostic = sink.report(aggregate_type, column.at, {column.aggregate, "a column that is `not null`"});
    diagnostic.helps.emplace_back("leave `not null` out: no value means that the one before stays");
  }
  widen_sum(column, sink);
}

std::string_view union_of(TypeFamily family) {
  return family == TypeFamily::hll ? "hll_union" : "percentile_union";
}

}  // namespace

void check_aggregates(ir::Table& table, const Target&, diag::Sink& sink) {
  if (!table.key_model) return;
  const bool is_aggregate = has_model(table, ir::KeyModelKind::aggregate);
  const std::string name = ir::to_text(table.name);
  for (ir::Column& column : table.columns) {
    const TypeFamily family = family_of(column.type);
    if (!is_aggregate && !column.aggregate.empty()) {
      sink.report(aggregate_outside_model, column.at,
                  {column.name, fmt::format("`{}` has the {} model", name, model_word(table.key_model->kind))});
    } else if (!is_aggregate && (family == TypeFamily::hll || family == TypeFamily::percentile)) {
      sink.report(state_type_outside_model, column.type_at,
                  {column.name, ir::to_text(column.type), std::string(union_of(family))});
    }
    if (!is_aggregate) continue;
    const bool is_key = is_key_column(table, column.name);
    if (is_key && !column.aggregate.empty()) {
      auto& diagnostic = sink.report(aggregate_outside_model, column.at, {column.name, "it is in the key"});
      diagnostic.labels.push_back({table.key_model->at, "the key"});
    } else if (!column.aggregate.empty()) {
      check_function(column, sink);
    } else if (!is_key && !column.generated) {
      sink.report(column_without_aggregate, column.at, {column.name, name});
    }
  }
}

}  // namespace kura::dialect::starrocks
