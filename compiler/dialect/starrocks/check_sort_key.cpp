// The sort key: any columns of a DUPLICATE or PRIMARY KEY table, the key's columns in another order in the other
// models.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

using Names = std::vector<std::string>;

Names names_of(const ir::SortKey& sort) {
  Names names;
  for (const ir::SortColumn& column : sort.columns) names.push_back(column.name);
  return names;
}

void refuse(const ir::Table& table, std::string reason, std::string help, diag::Sink& sink) {
  auto& diagnostic =
      sink.report(sort_key_refused, table.physical.sort_key->at, {ir::to_text(table.name), std::move(reason)});
  diagnostic.helps.push_back(std::move(help));
}

void check_shape(const ir::Table& table, const Names& names, diag::Sink& sink) {
  const ir::SortKey& sort = *table.physical.sort_key;
  if (sort.style == ir::SortStyle::interleaved) {
    refuse(table, "it has no interleaved sort keys",
           "write `for starrocks { sort by (…); }` with the column that filters most first", sink);
  }
  for (const ir::SortColumn& column : sort.columns) {
    if (column.is_descending)
      refuse(table, fmt::format("`{}` cannot be descending", column.name), "leave `desc` out", sink);
  }
  Names sorted = names;
  std::sort(sorted.begin(), sorted.end());
  if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
    refuse(table, fmt::format("`{}` stands twice in the sort key", *twice), "leave one out", sink);
  }
}

/// AGGREGATE and UNIQUE sort by the whole key and nothing else.
void check_permutation(const ir::Table& table, Names names, diag::Sink& sink) {
  const std::string key = fmt::format("{}", fmt::join(table.key_model->columns, ", "));
  Names wanted = table.key_model->columns;
  std::sort(names.begin(), names.end());
  std::sort(wanted.begin(), wanted.end());
  if (names == wanted) return;
  refuse(table, fmt::format("the {} model sorts by exactly its key columns", model_word(table.key_model->kind)),
         fmt::format("write `for starrocks {{ sort by ({}); }}` with these columns in any order", key), sink);
}

void check_types(const ir::Table& table, const Names& names, diag::Sink& sink) {
  const bool is_primary = has_model(table, ir::KeyModelKind::primary);
  for (const std::string& name : names) {
    const ir::Column* column = ir::find_column(table, name);
    if (column == nullptr) continue;
    const TypeFamily family = family_of(column->type);
    if (is_primary ? is_primary_keyable(family) : is_keyable(family)) continue;
    auto& diagnostic = sink.report(sort_column_type, table.physical.sort_key->at,
                                   {name, ir::to_text(column->type), ir::to_text(table.name)});
    diagnostic.labels.push_back({column->at, "declared here"});
    diagnostic.helps.emplace_back(is_primary ? "a PRIMARY KEY table sorts by boolean, integers, dates and `varchar`"
                                             : "sort by numbers (without fractions or as `decimal`), dates or texts");
  }
}

}  // namespace

void check_sort_key(ir::Table& table, const Target& target, diag::Sink& sink) {
  auto& sort = table.physical.sort_key;
  if (!sort || !table.key_model) return;
  if (sort->style == ir::SortStyle::automatic || sort->style == ir::SortStyle::none) return sort.reset();
  const Names names = names_of(*sort);
  check_shape(table, names, sink);
  const bool is_primary = has_model(table, ir::KeyModelKind::primary);
  const bool is_free = is_primary || has_model(table, ir::KeyModelKind::duplicate);
  is_free ? check_types(table, names, sink) : check_permutation(table, names, sink);
  // The rows are sorted by the key anyway.
  const bool is_plain = std::none_of(sort->columns.begin(), sort->columns.end(),
                                     [](const ir::SortColumn& it) { return it.is_descending; });
  if (is_plain && sort->style == ir::SortStyle::compound && names == table.key_model->columns) return sort.reset();
  if (!is_primary)
    require_version(target, 3, 3, fmt::format("ORDER BY of {} tables", model_word(table.key_model->kind)), sort->at,
                    sink);
}

}  // namespace kura::dialect::starrocks
