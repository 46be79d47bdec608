// physical: distribution, sort keys, partitions, properties and an engine's own clauses.
#include "compiler/raise/members.h"

namespace kura::raise {
namespace {

using BoundKind = ir::PartitionBound::Kind;

std::string_view word_of(ir::DistributionStyle style) {
  switch (style) {
    case ir::DistributionStyle::automatic:
      return "auto";
    case ir::DistributionStyle::even:
      return "even";
    case ir::DistributionStyle::all:
      return "all";
    case ir::DistributionStyle::hash:
      return "hash";
    case ir::DistributionStyle::random:
      return "random";
  }
  return {};
}

std::string_view word_of(ir::SortStyle style) {
  switch (style) {
    case ir::SortStyle::none:
      return "none";
    case ir::SortStyle::automatic:
      return "auto";
    case ir::SortStyle::compound:
      return "";
    case ir::SortStyle::interleaved:
      return "interleaved";
  }
  return {};
}

std::string_view word_of(ir::PartitionScheme scheme) {
  switch (scheme) {
    case ir::PartitionScheme::range:
      return "range";
    case ir::PartitionScheme::list:
      return "list";
    case ir::PartitionScheme::hash:
      return "hash";
    case ir::PartitionScheme::expression:
      break;
  }
  return {};
}

ast::DistributeClause raise_distribution(Tree& tree, const ir::Distribution& distribution) {
  ast::DistributeClause clause;
  clause.style = word_of(distribution.style);
  clause.columns = to_names(distribution.columns);
  if (distribution.buckets != 0) clause.options.push_back({"buckets", tree.number(distribution.buckets), {}});
  return clause;
}

ast::SortClause raise_sort_key(const ir::SortKey& key) {
  ast::SortClause clause;
  clause.style = word_of(key.style);
  for (const ir::SortColumn& column : key.columns) {
    const auto direction = column.is_descending ? ast::Direction::descending : ast::Direction::unspecified;
    clause.columns.push_back({to_name(column.name), direction});
  }
  return clause;
}

ast::PartitionByClause raise_scheme(Tree& tree, const ir::Partitioning& partitioning) {
  ast::PartitionByClause clause;
  clause.expressions = raise_expressions(tree, partitioning.expressions);
  if (const std::string_view word = word_of(partitioning.scheme); !word.empty()) {
    ast::Expression call;
    call.kind = ast::ExpressionKind::call;
    call.path = {to_name(word)};
    call.operands = std::move(clause.expressions);
    clause.expressions = {std::move(call)};
  }
  if (partitioning.every != 0) {
    clause.options.push_back({"every", tree.number(partitioning.every), {}});
    clause.options.push_back({partitioning.every_unit, {}, {}});
  }
  if (partitioning.partition_count != 0) {
    clause.options.push_back({"partitions", tree.number(partitioning.partition_count), {}});
  }
  return clause;
}

ast::Expression number_expression(Tree& tree, std::int64_t number) {
  ast::Expression result;
  result.kind = ast::ExpressionKind::number;
  result.text = tree.keep(std::to_string(number));
  return result;
}

ast::PartitionClause raise_partition(Tree& tree, const ir::Partition& partition) {
  ast::PartitionClause clause;
  clause.name = to_name(partition.name);
  clause.native = tree.words(partition.native);
  clause.bound.kind = static_cast<ast::BoundKind>(partition.bound.kind);
  if (partition.bound.kind == BoundKind::modulus) {
    clause.bound.upper.push_back(number_expression(tree, partition.bound.modulus));
    clause.bound.upper.push_back(number_expression(tree, partition.bound.remainder));
  } else {
    clause.bound.lower = raise_expressions(tree, partition.bound.lower);
    clause.bound.upper = raise_expressions(tree, partition.bound.upper);
  }
  return clause;
}

static_assert(static_cast<int>(ast::BoundKind::default_) == static_cast<int>(BoundKind::default_) &&
              static_cast<int>(ast::BoundKind::less_than) == static_cast<int>(BoundKind::less_than) &&
              static_cast<int>(ast::BoundKind::from_to) == static_cast<int>(BoundKind::from_to) &&
              static_cast<int>(ast::BoundKind::in) == static_cast<int>(BoundKind::in));

/// Partitions outside the block would be lost beside a scheme in it, so they follow the scheme.
void add_partitioning(Members& members, const ir::Partitioning& partitioning) {
  Tree& tree = members.tree();
  const bool is_own_scheme = is_native(partitioning.expressions);
  ast::PartitionByClause scheme = raise_scheme(tree, partitioning);
  is_own_scheme ? members.add_own(std::move(scheme)) : members.add(std::move(scheme));
  const auto is_own = [&](const ir::Partition& partition) {
    return is_own_scheme || !partition.native.empty() || is_native(partition.bound.lower) ||
           is_native(partition.bound.upper);
  };
  members.add_list(partitioning.partitions, is_own, [&](const ir::Partition& partition) {
    return ast::Member{raise_partition(tree, partition), {}, {}, {}};
  });
}

ast::PropertiesClause raise_properties(Tree& tree, const std::vector<ir::Property>& properties) {
  ast::PropertiesClause clause;
  for (const ir::Property& property : properties) {
    clause.properties.push_back({tree.literal(property.key), {}, true, tree.string(property.value)});
  }
  return clause;
}

}  // namespace

void add_physical(Members& members, const ir::Physical& physical) {
  Tree& tree = members.tree();
  if (physical.distribution) members.add(raise_distribution(tree, *physical.distribution));
  if (physical.sort_key) members.add(raise_sort_key(*physical.sort_key));
  if (physical.partitioning) add_partitioning(members, *physical.partitioning);
  if (!physical.properties.empty()) members.add(raise_properties(tree, physical.properties));
  for (const ir::NativeClause& clause : physical.native) members.add_own(ast::NativeClause{tree.sql(clause.text)});
}

}  // namespace kura::raise
