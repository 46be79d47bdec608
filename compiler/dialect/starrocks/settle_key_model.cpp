// The key model: from `model …`, or from what the table says otherwise; then the columns in the order that StarRocks
// wants.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

using Names = std::vector<std::string>;

// The server's own rule for a DUPLICATE KEY that was left out.
constexpr std::size_t kInferredColumns = 3;
constexpr std::int64_t kInferredBytes = 36;

bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_same_set(Names left, Names right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

bool can_be_key(const ir::Column& column) {
  return !column.generated && is_keyable(family_of(column.type));
}

/// The first columns as far as they can be keys: up to three and 36 bytes, a text ends them.
Names leading_columns(const ir::Table& table) {
  Names names;
  std::int64_t width = 0;
  for (const ir::Column& column : table.columns) {
    if (!can_be_key(column) || names.size() == kInferredColumns) break;
    const bool is_text_column = is_text(family_of(column.type));
    width += is_text_column ? 0 : key_width(column.type);
    if (width > kInferredBytes) break;
    names.push_back(column.name);
    if (is_text_column) break;
  }
  return names;
}

/// The sort key's columns where they can be the key.
Names sort_columns(const ir::Table& table) {
  Names names;
  const auto& sort = table.physical.sort_key;
  if (!sort || sort->style != ir::SortStyle::compound) return names;
  for (const ir::SortColumn& sorted : sort->columns) {
    const ir::Column* column = ir::find_column(table, sorted.name);
    if (column == nullptr || !can_be_key(*column) || contains(names, sorted.name)) return {};
    names.push_back(sorted.name);
  }
  return names;
}

bool is_prefix(const ir::Table& table, const Names& names) {
  if (names.empty() || names.size() > table.columns.size()) return false;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (table.columns[i].name != names[i]) return false;
  }
  return true;
}

Names duplicate_key(const ir::Table& table, const Target& target) {
  const Names sorted = sort_columns(table);
  // Before ORDER BY the key alone said how rows are sorted.
  const bool has_order_by = target.version.has(3, 3);
  if (is_prefix(table, sorted) || (!sorted.empty() && !has_order_by)) return sorted;
  Names names = leading_columns(table);
  if (!names.empty()) return names;
  if (!sorted.empty()) return sorted;
  for (const ir::Column& column : table.columns) {
    if (can_be_key(column)) return {column.name};
  }
  return {};
}

ir::KeyModel infer_model(const ir::Table& table, const Target& target) {
  ir::KeyModel model;
  model.at = table.at;
  const auto aggregated = std::find_if(table.columns.begin(), table.columns.end(),
                                       [](const ir::Column& column) { return !column.aggregate.empty(); });
  if (aggregated != table.columns.end()) {
    model.kind = ir::KeyModelKind::aggregate;
    for (const ir::Column& column : table.columns) {
      if (column.aggregate.empty() && !column.generated) model.columns.push_back(column.name);
    }
  } else if (table.primary_key) {
    model = {ir::KeyModelKind::primary, table.primary_key->columns, table.primary_key->at};
  } else {
    model.columns = duplicate_key(table, target);
  }
  return model;
}

/// A primary key that is not the model's key keeps no row out.
void note_primary_key(const ir::Table& table, diag::Sink& sink) {
  if (!table.primary_key) return;
  const ir::KeyModel& model = *table.key_model;
  const bool is_unique = model.kind == ir::KeyModelKind::primary || model.kind == ir::KeyModelKind::unique;
  if (is_unique && is_same_set(model.columns, table.primary_key->columns)) return;
  const std::string kept = is_unique ? fmt::format("the {} of {}", model_word(model.kind), in_words(model.columns))
                                     : fmt::format("nothing in the {} model", model_word(model.kind));
  auto& diagnostic = sink.report(primary_key_not_enforced, table.primary_key->at, {ir::to_text(table.name), kept});
  diagnostic.labels.push_back({model.at, "the key model"});
}

enum class Place { key, plain, generated };

Place place_of(const ir::Table& table, const ir::Column& column) {
  if (is_key_column(table, column.name)) return Place::key;
  return column.generated ? Place::generated : Place::plain;
}

/// Those of a kind in the order of the table.
Names names_at(const ir::Table& table, Place place) {
  Names names;
  for (const ir::Column& column : table.columns) {
    if (place_of(table, column) == place) names.push_back(column.name);
  }
  return names;
}

/// Generated columns with a plain one behind them.
Names early_generated(const ir::Table& table) {
  Names waiting, early;
  for (const ir::Column& column : table.columns) {
    const Place place = place_of(table, column);
    if (place == Place::generated) waiting.push_back(column.name);
    if (place != Place::plain) continue;
    early.insert(early.end(), waiting.begin(), waiting.end());
    waiting.clear();
  }
  return early;
}

void order_columns(ir::Table& table, diag::Sink& sink) {
  const Names& key = table.key_model->columns;
  if (key.empty()) return;
  const std::string name = ir::to_text(table.name);
  if (!is_prefix(table, key)) {
    auto& diagnostic = sink.report(key_columns_moved, table.at, {name, in_words(key)});
    diagnostic.labels.push_back({table.key_model->at, "the key"});
  }
  if (const Names early = early_generated(table); !early.empty()) {
    sink.report(generated_columns_moved, ir::find_column(table, early.front())->at, {name, in_words(early)});
  }
  Names order = key;
  for (const Place place : {Place::plain, Place::generated}) {
    const Names names = names_at(table, place);
    order.insert(order.end(), names.begin(), names.end());
  }
  std::vector<ir::Column> columns;
  for (const std::string& wanted : order) {
    if (ir::Column* column = ir::find_column(table, wanted)) columns.push_back(std::move(*column));
  }
  table.columns = std::move(columns);
}

}  // namespace

std::string_view model_word(ir::KeyModelKind kind) {
  switch (kind) {
    case ir::KeyModelKind::primary:
      return "PRIMARY KEY";
    case ir::KeyModelKind::unique:
      return "UNIQUE KEY";
    case ir::KeyModelKind::aggregate:
      return "AGGREGATE KEY";
    case ir::KeyModelKind::duplicate:
      break;
  }
  return "DUPLICATE KEY";
}

bool is_key_column(const ir::Table& table, std::string_view column) {
  return table.key_model && contains(table.key_model->columns, column);
}

bool has_model(const ir::Table& table, ir::KeyModelKind kind) {
  return table.key_model && table.key_model->kind == kind;
}

void settle_key_model(ir::Table& table, const Target& target, diag::Sink& sink) {
  if (table.columns.empty()) return;  // reported by the shared rules
  if (!table.key_model) table.key_model = infer_model(table, target);
  if (table.key_model->columns.empty()) sink.report(no_key_column, table.at, {ir::to_text(table.name)});
  note_primary_key(table, sink);
  order_columns(table, sink);
}

}  // namespace kura::dialect::starrocks
