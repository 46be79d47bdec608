// Renames: collected from a state and written into another that has the same names.
#include "compiler/driver/migrations/renames.h"

#include "compiler/diff/pairing.h"

namespace kura::driver {
namespace {

using change::ObjectKind;
using migrations::Rename;

class Collector {
 public:
  Collector(const ir::Schema& before, const ir::Schema& after) : before_(before), after_(after) {}

  void objects(const diff::Pairing& pairing);
  void labels(const std::vector<ir::EnumLabel>& before, const std::vector<ir::EnumLabel>& after, const Rename& of);
  void columns(const ir::Table& before, const ir::Table& after, const diff::ListPairs& pairs);

  [[nodiscard]] std::vector<Rename> take() { return std::move(renames_); }

 private:
  template <class Object>
  void object(ObjectKind kind, const Object& object) {
    if (!object.was.name.empty()) renames_.push_back({kind, object.name, {}, {}, object.was});
  }

  const ir::Schema& before_;
  const ir::Schema& after_;
  std::vector<Rename> renames_;
};

ObjectKind kind_of(const ir::View& view) {
  return view.is_materialized ? ObjectKind::materialized_view : ObjectKind::view;
}

void Collector::labels(const std::vector<ir::EnumLabel>& before, const std::vector<ir::EnumLabel>& after,
                       const Rename& of) {
  for (const ir::RenamedLabel& it : ir::renamed_labels(before, after)) {
    Rename rename = of;
    rename.label = after[it.after].text;
    rename.was = {"", before[it.before].text};
    renames_.push_back(std::move(rename));
  }
}

void Collector::columns(const ir::Table& before, const ir::Table& after, const diff::ListPairs& pairs) {
  for (const change::Places& places : pairs.both) {
    const ir::Column& column = after.columns[places.after];
    const Rename of{ObjectKind::table, after.name, column.name, {}, {}};
    if (!column.was.empty()) {
      renames_.push_back(of);
      renames_.back().was = {"", column.was};
    }
    labels(before.columns[places.before].labels, column.labels, of);
  }
}

void Collector::objects(const diff::Pairing& pairing) {
  for (const change::Places& places : pairing.enums.both) {
    const ir::EnumType& type = after_.enums[places.after];
    object(ObjectKind::enumeration, type);
    labels(before_.enums[places.before].labels, type.labels, {ObjectKind::enumeration, type.name, {}, {}, {}});
  }
  for (const change::Places& places : pairing.sequences.both)
    object(ObjectKind::sequence, after_.sequences[places.after]);
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    const change::Places& places = pairing.tables.both[i];
    object(ObjectKind::table, after_.tables[places.after]);
    columns(before_.tables[places.before], after_.tables[places.after], pairing.columns[i]);
  }
  for (const change::Places& places : pairing.views.both)
    object(kind_of(after_.views[places.after]), after_.views[places.after]);
}

void set_label(std::vector<ir::EnumLabel>& labels, const Rename& rename) {
  for (ir::EnumLabel& label : labels) {
    if (label.text == rename.label) label.was = rename.was.name;
  }
}

template <class Object>
void set_own(Object& object, const Rename& rename) {
  if (object.name == rename.name) object.was = rename.was;
}

void set_in_table(ir::Table& table, const Rename& rename) {
  if (!(table.name == rename.name)) return;
  if (rename.column.empty()) {
    table.was = rename.was;
    return;
  }
  ir::Column* column = ir::find_column(table, rename.column);
  if (column == nullptr) return;
  if (rename.label.empty()) {
    column->was = rename.was.name;
  } else {
    set_label(column->labels, rename);
  }
}

}  // namespace

std::vector<Rename> renames_between(const ir::Schema& before, ir::Schema after) {
  const diff::Pairing pairing = diff::pair_states(before, after);
  Collector collector(before, after);
  collector.objects(pairing);
  return collector.take();
}

void set_renames(ir::Schema& schema, const std::vector<Rename>& renames) {
  for (const Rename& rename : renames) {
    switch (rename.object) {
      case ObjectKind::enumeration:
        for (ir::EnumType& type : schema.enums) {
          if (rename.label.empty()) {
            set_own(type, rename);
          } else if (type.name == rename.name) {
            set_label(type.labels, rename);
          }
        }
        break;
      case ObjectKind::sequence:
        for (ir::Sequence& sequence : schema.sequences) set_own(sequence, rename);
        break;
      case ObjectKind::table:
        for (ir::Table& table : schema.tables) set_in_table(table, rename);
        break;
      case ObjectKind::view:
      case ObjectKind::materialized_view:
        for (ir::View& view : schema.views) {
          if (kind_of(view) == rename.object) set_own(view, rename);
        }
        break;
      default:
        break;
    }
  }
}

}  // namespace kura::driver
