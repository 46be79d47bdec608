// Column order: keys first, then plain columns, then generated ones.
#include "compiler/dialect/starrocks/column_order.h"

#include <algorithm>

#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {

using change::Kind;

ColumnOrder::ColumnOrder(const ir::Table& before) {
  for (const ir::Column& column : before.columns) {
    places_.push_back({column.name, is_key_column(before, column.name), column.generated.has_value()});
  }
}

std::size_t ColumnOrder::find(const std::string& column) const {
  const auto found =
      std::find_if(places_.begin(), places_.end(), [&column](const Place& it) { return it.name == column; });
  return static_cast<std::size_t>(found - places_.begin());
}

std::size_t ColumnOrder::end_of_keys() const {
  const auto last = std::find_if(places_.rbegin(), places_.rend(), [](const Place& it) { return it.is_key; });
  return static_cast<std::size_t>(places_.rend() - last);
}

std::size_t ColumnOrder::end_of_plain() const {
  const auto last = std::find_if(places_.rbegin(), places_.rend(), [](const Place& it) { return !it.is_generated; });
  return static_cast<std::size_t>(places_.rend() - last);
}

void ColumnOrder::drop(const std::string& column) {
  const std::size_t place = find(column);
  if (place < places_.size()) places_.erase(places_.begin() + static_cast<std::ptrdiff_t>(place));
}

std::string ColumnOrder::add(const ir::Column& column, const ir::Table& after, std::string& anchor) {
  anchor.clear();
  const Place added{column.name, is_key_column(after, column.name), column.generated.has_value()};
  if (added.is_generated) {
    places_.push_back(added);
    return {};
  }
  const auto declared = std::find_if(after.columns.begin(), after.columns.end(),
                                     [&column](const ir::Column& it) { return it.name == column.name; });
  std::size_t place = 0;
  if (declared != after.columns.begin() && declared != after.columns.end()) {
    const std::size_t previous = find(std::prev(declared)->name);
    place = previous < places_.size() ? previous + 1 : end_of_plain();
  }
  // A value never stands before a key, and nothing plain behind a generated column.
  place = added.is_key ? std::min(place, end_of_keys()) : std::max(place, end_of_keys());
  place = std::min(place, end_of_plain());
  const bool is_natural = !added.is_key && place == end_of_plain();
  if (place > 0) anchor = places_[place - 1].name;
  places_.insert(places_.begin() + static_cast<std::ptrdiff_t>(place), added);
  if (is_natural) anchor.clear();
  if (is_natural) return {};
  return anchor.empty() ? " FIRST" : " AFTER ";
}

bool ColumnOrder::is_order_of(const ir::Table& after) const {
  return std::equal(places_.begin(), places_.end(), after.columns.begin(), after.columns.end(),
                    [](const Place& place, const ir::Column& column) { return place.name == column.name; });
}

bool is_ordered_by_positions(const ir::Table& before, const ir::Table& after, std::span<const change::Change> changes) {
  ColumnOrder order(before);
  std::string anchor;
  for (const change::Change& it : changes) {
    if (it.kind == Kind::drop_column) order.drop(before.columns[it.part.before].name);
  }
  // Keys are added before values, generated columns last: the same passes as those of the statements.
  const auto add_all = [&](auto belongs) {
    for (const change::Change& it : changes) {
      if (it.kind != Kind::add_column) continue;
      const ir::Column& column = after.columns[it.part.after];
      if (belongs(column)) order.add(column, after, anchor);
    }
  };
  add_all([&](const ir::Column& it) { return is_key_column(after, it.name); });
  add_all([&](const ir::Column& it) { return !is_key_column(after, it.name) && !it.generated; });
  add_all([](const ir::Column& it) { return it.generated.has_value(); });
  return order.is_order_of(after);
}

}  // namespace kura::dialect::starrocks
