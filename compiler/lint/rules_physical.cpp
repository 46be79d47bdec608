// Rules on distribution, sort keys and grants.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/context.h"
#include "compiler/lint/types.h"

namespace kura::lint {
namespace {

bool has_distribution(const Warehouse& warehouse) {
  return warehouse.dialect != nullptr && warehouse.dialect->capabilities->distribution == dialect::Support::yes;
}

/// The tables of engines with sort keys that have one.
void each_sort_key(Context& context,
                   const std::function<void(const dialect::Advice&, const ir::Table&, const ir::SortKey&)>& check) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    const bool has_keys =
        warehouse.dialect != nullptr && warehouse.dialect->capabilities->sort_keys == dialect::Support::yes;
    if (has_keys && table.physical.sort_key)
      check(dialect::advice_of(*warehouse.dialect), table, *table.physical.sort_key);
  });
}

/// What a column with few values is, or nothing.
std::string few_values(const ir::Type& type) {
  switch (type.kind) {
    case ir::TypeKind::boolean:
      return "a boolean";
    case ir::TypeKind::tinyint:
      return "a tinyint";
    case ir::TypeKind::enumeration:
      return "an enum";
    case ir::TypeKind::date:
      return "a date";
    default:
      return {};
  }
}

bool only_rises(const ir::Column& column) {
  switch (column.type.kind) {
    case ir::TypeKind::date:
    case ir::TypeKind::timestamp:
    case ir::TypeKind::timestamptz:
      return true;
    default:
      return column.identity.has_value();
  }
}

void check_grants(Context& context, const std::vector<ir::Grant>& grants, const ir::QualifiedName& name) {
  for (const ir::Grant& grant : grants) {
    if (grant.grantee_kind != ir::GranteeKind::everyone) continue;
    for (const ir::Privilege& privilege : grant.privileges) {
      if (privilege.action != "select") context.report(grant.at, {privilege.action, ir::to_text(name)});
    }
  }
}

}  // namespace

namespace rules {

void large_without_distribution(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    const bool is_asked = has_distribution(warehouse) && context.settings.is_large(table.name);
    if (is_asked && !table.physical.distribution) context.report(table.at, {ir::to_text(table.name)});
  });
}

void large_on_every_node(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (!has_distribution(warehouse) || !context.settings.is_large(table.name) || !table.physical.distribution) return;
    const ir::Distribution& distribution = *table.physical.distribution;
    if (distribution.style == ir::DistributionStyle::all) context.report(distribution.at, {ir::to_text(table.name)});
  });
}

void distribution_few_values(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (!has_distribution(warehouse) || !table.physical.distribution) return;
    const ir::Distribution& distribution = *table.physical.distribution;
    if (distribution.style != ir::DistributionStyle::hash || distribution.columns.size() != 1) return;
    const ir::Column* column = ir::find_column(table, distribution.columns.front());
    const std::string what = column == nullptr ? std::string() : few_values(column->type);
    if (!what.empty()) context.report(distribution.at, {column->name, what});
  });
}

void sort_key_wide_text(Context& context) {
  each_sort_key(context, [&](const dialect::Advice& advice, const ir::Table& table, const ir::SortKey& key) {
    for (const ir::SortColumn& sorted : key.columns) {
      const ir::Column* column = ir::find_column(table, sorted.name);
      if (column == nullptr || advice.sort_text_length == 0 || !is_text(column->type)) continue;
      const bool is_wide = column->type.kind == ir::TypeKind::text ||
                           column->type.length > static_cast<std::int64_t>(advice.sort_text_length);
      if (is_wide) context.report(key.at, {column->name, ir::to_text(column->type)});
    }
  });
}

void sort_key_interleaved_rising(Context& context) {
  each_sort_key(context, [&](const dialect::Advice&, const ir::Table& table, const ir::SortKey& key) {
    if (key.style != ir::SortStyle::interleaved) return;
    for (const ir::SortColumn& sorted : key.columns) {
      const ir::Column* column = ir::find_column(table, sorted.name);
      if (column != nullptr && only_rises(*column)) context.report(key.at, {column->name});
    }
  });
}

void sort_key_many_columns(Context& context) {
  each_sort_key(context, [&](const dialect::Advice& advice, const ir::Table&, const ir::SortKey& key) {
    const bool is_long =
        advice.sort_columns > 0 && key.style == ir::SortStyle::compound && key.columns.size() > advice.sort_columns;
    if (is_long) context.report(key.at, {std::to_string(key.columns.size()), std::to_string(advice.sort_columns)});
  });
}

void public_grant(Context& context) {
  context.each_warehouse([&](const Warehouse& warehouse) {
    for (const ir::Table& table : warehouse.declared.tables) check_grants(context, table.grants, table.name);
    for (const ir::View& view : warehouse.declared.views) check_grants(context, view.grants, view.name);
  });
}

}  // namespace rules
}  // namespace kura::lint
