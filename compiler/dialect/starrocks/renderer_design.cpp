// Renderer: the physical design: partitions, distribution, sort key, rollups, properties.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/native_text.h"
#include "compiler/dialect/starrocks/partition_bounds.h"
#include "compiler/dialect/starrocks/renderer.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {

std::string properties_clause(const std::vector<ir::Property>& properties) {
  std::vector<std::string> lines;
  for (const ir::Property& property : properties)
    lines.push_back(fmt::format("  {} = {}", quoted(property.key), quoted(property.value)));
  return "PROPERTIES (\n" + join(lines, ",\n") + "\n)";
}

std::string StarRocksRenderer::partition_body(const ir::Physical& physical, const RenderContext& context) const {
  std::vector<std::string> lines;
  for (const ir::Partition& partition : physical.partitioning->partitions) {
    const std::string properties = inline_properties(partition.native);
    lines.push_back(fmt::format("  PARTITION {} {}{}{}", identifier(partition.name, context),
                                bound_clause(partition.bound), properties.empty() ? "" : " ", properties));
  }
  if (const ir::NativeClause* clause = find_native(physical.native, "start")) {
    for (const Batch& batch : read_batches(clause->argument).value_or(std::vector<Batch>())) {
      lines.push_back(fmt::format("  START ({}) END ({}) EVERY ({})", batch.start, batch.end, batch.every));
    }
  }
  return lines.empty() ? std::string() : "(\n" + join(lines, ",\n") + "\n)";
}

std::string StarRocksRenderer::partition_clause(const ir::Physical& physical, const RenderContext& context) const {
  const std::vector<ir::Expression>& expressions = physical.partitioning->expressions;
  const std::string list = expression_list(expressions, context);
  const std::string body = partition_body(physical, context);
  switch (partition_form(physical)) {
    case PartitionForm::range:
      return fmt::format("PARTITION BY RANGE ({}) {}", list, body.empty() ? "()" : body);
    case PartitionForm::list:
      return fmt::format("PARTITION BY LIST ({}) {}", list, body);
    default:
      break;
  }
  const bool has_columns_only = std::all_of(expressions.begin(), expressions.end(), [](const ir::Expression& it) {
    return it.kind == ir::ExpressionKind::name;
  });
  return fmt::format("PARTITION BY {}{}{}", has_columns_only ? "(" + list + ")" : list, body.empty() ? "" : " ", body);
}

std::string StarRocksRenderer::distribution_clause(const ir::Distribution& distribution,
                                                   const RenderContext& context) const {
  std::string text = "DISTRIBUTED BY ";
  text += distribution.style == ir::DistributionStyle::hash ? "HASH (" + name_list(distribution.columns, context) + ")"
                                                            : "RANDOM";
  return distribution.buckets > 0 ? fmt::format("{} BUCKETS {}", text, distribution.buckets) : text;
}

std::string StarRocksRenderer::sort_clause(const ir::SortKey& sort, const RenderContext& context) const {
  std::vector<std::string> names;
  for (const ir::SortColumn& column : sort.columns) names.push_back(column.name);
  return "ORDER BY (" + name_list(names, context) + ")";
}

std::string StarRocksRenderer::rollup_clause(const ir::Physical& physical, const RenderContext& context) const {
  std::vector<std::string> lines;
  for (const ir::NativeClause& clause : physical.native) {
    if (clause.keyword != "rollup") continue;
    const Rollup rollup = read_rollup(clause.argument).value_or(Rollup());
    std::string line = fmt::format("  {} ({})", identifier(rollup.name, context), name_list(rollup.columns, context));
    if (!rollup.duplicate_key.empty())
      line += fmt::format(" DUPLICATE KEY ({})", name_list(rollup.duplicate_key, context));
    if (!rollup.from.empty()) line += " FROM " + identifier(rollup.from, context);
    std::vector<std::string> properties;
    for (const KeyValue& it : rollup.properties) properties.push_back(quoted(it.key) + " = " + quoted(it.value));
    if (!properties.empty()) line += " PROPERTIES (" + join(properties, ", ") + ")";
    lines.push_back(std::move(line));
  }
  return lines.empty() ? std::string() : "ROLLUP (\n" + join(lines, ",\n") + "\n)";
}

std::vector<std::string> StarRocksRenderer::design_clauses(const ir::Physical& physical,
                                                           const RenderContext& context) const {
  std::vector<std::string> lines;
  if (physical.partitioning) lines.push_back(partition_clause(physical, context));
  if (physical.distribution) lines.push_back(distribution_clause(*physical.distribution, context));
  if (physical.sort_key) lines.push_back(sort_clause(*physical.sort_key, context));
  return lines;
}

}  // namespace kura::dialect::starrocks
