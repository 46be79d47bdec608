// Finding the row that answers a change.
#include "compiler/dialect/alteration.h"

#include <algorithm>

namespace kura::dialect {
namespace {

using change::kNowhere;
using change::ObjectKind;
using change::Part;

template <class T>
const T* at(const std::vector<T>& list, std::size_t place) {
  return place < list.size() ? &list[place] : nullptr;
}

bool is_view(const change::Change& change) {
  return change.object == ObjectKind::view || change.object == ObjectKind::materialized_view;
}

template <class Owner>
const ir::Physical* physical_of(const Owner* owner) {
  return owner == nullptr ? nullptr : &owner->physical;
}

}  // namespace

const ir::Table* Facing::old_table() const {
  return change.object == ObjectKind::table ? at(before.tables, change.at.before) : nullptr;
}
const ir::Table* Facing::new_table() const {
  return change.object == ObjectKind::table ? at(after.tables, change.at.after) : nullptr;
}
const ir::View* Facing::old_view() const {
  return is_view(change) ? at(before.views, change.at.before) : nullptr;
}
const ir::View* Facing::new_view() const {
  return is_view(change) ? at(after.views, change.at.after) : nullptr;
}

const ir::Physical* Facing::old_physical() const {
  return is_view(change) ? physical_of(old_view()) : physical_of(old_table());
}
const ir::Physical* Facing::new_physical() const {
  return is_view(change) ? physical_of(new_view()) : physical_of(new_table());
}

const ir::Column* Facing::old_column() const {
  const ir::Table* table = old_table();
  return table == nullptr || part_of(change.kind) != Part::column ? nullptr : at(table->columns, change.part.before);
}
const ir::Column* Facing::new_column() const {
  const ir::Table* table = new_table();
  return table == nullptr || part_of(change.kind) != Part::column ? nullptr : at(table->columns, change.part.after);
}

const ir::Index* Facing::old_index() const {
  const ir::Physical* physical = old_physical();
  return physical == nullptr || part_of(change.kind) != Part::index ? nullptr
                                                                    : at(physical->indexes, change.part.before);
}
const ir::Index* Facing::new_index() const {
  const ir::Physical* physical = new_physical();
  return physical == nullptr || part_of(change.kind) != Part::index ? nullptr
                                                                    : at(physical->indexes, change.part.after);
}

bool Facing::has_sibling(change::Kind kind) const {
  return std::any_of(siblings.begin(), siblings.end(), [kind](const change::Change& it) { return it.kind == kind; });
}

const AlterRow* find_answer(const Migration& migration, const Facing& facing, bool may_recreate_columns) {
  for (const AlterRow& row : migration.rows) {
    if (row.kind != facing.change.kind) continue;
    if (row.method == Method::recreate_column && !may_recreate_columns) continue;
    if (row.when == nullptr || row.when(facing)) return &row;
  }
  return nullptr;
}

}  // namespace kura::dialect
