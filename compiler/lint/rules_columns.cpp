// Rules on columns and their types.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "compiler/lint/context.h"
#include "compiler/lint/types.h"

namespace kura::lint {

bool is_text(const ir::Type& type) {
  return type.kind == ir::TypeKind::char_ || type.kind == ir::TypeKind::varchar || type.kind == ir::TypeKind::text;
}

bool joins_without_conversion(const ir::Type& left, const ir::Type& right) {
  if (is_text(left) && is_text(right)) return true;
  if (left.kind != right.kind) return false;
  switch (left.kind) {
    case ir::TypeKind::decimal:
      return left.scale == right.scale;
    case ir::TypeKind::enumeration:
    case ir::TypeKind::native:
      return left == right;
    default:
      return true;
  }
}

namespace {

constexpr std::string_view kMoney[] = {"amount", "balance", "cost",  "costs",   "fee",
                                       "fees",   "payment", "price", "revenue", "salary"};
constexpr std::string_view kRatio[] = {"factor", "index", "percent", "percentage", "pct",
                                       "rank",   "rate",  "ratio",   "score",      "share"};

/// "unit_price" yes, "price_ratio" no: the last word says what it is.
bool looks_like_money(std::string_view name) {
  bool is_money = false;
  std::string_view last;
  while (!name.empty()) {
    last = name.substr(0, name.find('_'));
    is_money = is_money || std::find(std::begin(kMoney), std::end(kMoney), last) != std::end(kMoney);
    name.remove_prefix(std::min(last.size() + 1, name.size()));
  }
  return is_money && std::find(std::begin(kRatio), std::end(kRatio), last) == std::end(kRatio);
}

bool is_join_name(std::string_view name) {
  return name.ends_with("_id") || name.ends_with("_key");
}

bool is_foreign(const ir::Table& table, const std::string& column) {
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ir::ForeignKey& key) {
    return std::find(key.columns.begin(), key.columns.end(), column) != key.columns.end();
  });
}

/// Where a column of that name belongs: where it alone is the primary key, else where it stands first.
struct Home {
  const ir::Table* table = nullptr;
  const ir::Column* column = nullptr;
  bool is_key = false;
};

std::map<std::string, Home> homes_of(const ir::Schema& schema) {
  std::map<std::string, Home> homes;
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!is_join_name(column.name)) continue;
      const bool is_key = table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
      Home& home = homes[column.name];
      if (home.table == nullptr || (is_key && !home.is_key)) home = {&table, &column, is_key};
    }
  }
  return homes;
}

}  // namespace

namespace rules {

void float_money(Context& context) {
  context.each_table([&](const Warehouse&, const ir::Table& table) {
    for (const ir::Column& column : table.columns) {
      const bool is_float = column.type.kind == ir::TypeKind::real || column.type.kind == ir::TypeKind::double_;
      if (is_float && looks_like_money(column.name)) context.report(column.at, {column.name, ir::to_text(column.type)});
    }
  });
}

void timestamp_without_zone(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (warehouse.dialect != nullptr && !dialect::advice_of(*warehouse.dialect).has_time_zones) return;
    for (const ir::Column& column : table.columns) {
      if (column.type.kind == ir::TypeKind::timestamp) context.report(column.at, {column.name});
    }
  });
}

void many_columns(Context& context) {
  const std::size_t most = context.settings.most_columns;
  context.each_table([&](const Warehouse&, const ir::Table& table) {
    if (table.columns.size() <= most) return;
    context.report(table.at, {ir::to_text(table.name), std::to_string(table.columns.size()), std::to_string(most)});
  });
}

void join_column_type(Context& context) {
  context.each_warehouse([&](const Warehouse& warehouse) {
    const std::map<std::string, Home> homes = homes_of(warehouse.declared);
    for (const ir::Table& table : warehouse.declared.tables) {
      for (const ir::Column& column : table.columns) {
        const auto home = homes.find(column.name);
        // A foreign key has a rule of its own.
        if (home == homes.end() || joins_without_conversion(column.type, home->second.column->type) ||
            is_foreign(table, column.name))
          continue;
        const Home& other = home->second;
        Finding& finding = context.report(column.at, {column.name, ir::to_text(column.type),
                                                      ir::to_text(other.column->type), ir::to_text(other.table->name)});
        finding.diagnostic.labels.push_back({other.column->at, "the other one"});
      }
    }
  });
}

}  // namespace rules
}  // namespace kura::lint
