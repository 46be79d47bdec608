// Diff of namespaces, enums, sequences and views, and of what comes and goes.
#include "compiler/diff/diff.h"

#include <algorithm>
#include <set>

#include "compiler/diff/compare.h"
#include "compiler/sql/tokens.h"

namespace kura::diff {
namespace {

using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using change::Places;

ObjectKind view_kind(const ir::View& view) {
  return view.is_materialized ? ObjectKind::materialized_view : ObjectKind::view;
}

void diff_view_columns(const ir::View& before, const ir::View& after, const ChangeList& list) {
  const auto same_name = [](const ir::ViewColumn& a, const ir::ViewColumn& b) { return a.name == b.name; };
  const auto find = [](const ir::View& view, const std::string& name) -> const ir::ViewColumn* {
    const auto found = std::find_if(view.columns.begin(), view.columns.end(),
                                    [&](const ir::ViewColumn& it) { return it.name == name; });
    return found == view.columns.end() ? nullptr : &*found;
  };
  // The list also names columns only to comment on them: a missing name is an empty comment.
  for (std::size_t i = 0; i < after.columns.size(); ++i) {
    const ir::ViewColumn* old_column = find(before, after.columns[i].name);
    const std::string old_comment = old_column == nullptr ? std::string() : old_column->comment;
    const std::size_t place =
        old_column == nullptr ? kNowhere : static_cast<std::size_t>(old_column - before.columns.data());
    if (old_comment != after.columns[i].comment) list.add(Kind::set_view_column_comment, {place, i});
  }
  for (std::size_t i = 0; i < before.columns.size(); ++i) {
    const bool is_gone = find(after, before.columns[i].name) == nullptr && !before.columns[i].comment.empty();
    if (is_gone) list.add(Kind::set_view_column_comment, {i, kNowhere});
  }
  const bool is_same =
      std::equal(before.columns.begin(), before.columns.end(), after.columns.begin(), after.columns.end(), same_name);
  if (!is_same) list.add(Kind::change_view_columns);
}

/// Tables whose columns are others than before, and views over them by way of `select *`.
class ChangedColumns {
 public:
  ChangedColumns(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing, const Changes& changes) {
    for (const change::Change& change : changes) {
      if (change.kind == Kind::change_view_query || change.kind == Kind::change_view_columns)
        names_.insert(after.views[change.at.after].name);
    }
    for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
      const ir::Table& old_table = before.tables[pairing.tables.both[i].before];
      const ir::Table& new_table = after.tables[pairing.tables.both[i].after];
      const auto same = [](const ir::Column& a, const ir::Column& b) {
        return a.name == b.name && b.was.empty() && a.type == b.type;
      };
      const bool is_same = std::equal(old_table.columns.begin(), old_table.columns.end(), new_table.columns.begin(),
                                      new_table.columns.end(), same);
      if (!is_same) names_.insert(new_table.name);
    }
  }

  [[nodiscard]] bool empty() const { return names_.empty(); }

  /// Notes a view whose columns follow those of what it reads.
  bool reach(const ir::View& view) {
    const bool reads = std::any_of(view.body.relations.begin(), view.body.relations.end(),
                                   [this](const ir::RelationUse& use) { return names_.contains(use.name); });
    if (!reads || !takes_all_columns(view.body.text)) return false;
    names_.insert(view.name);
    return reached_.insert(view.name).second;
  }

  /// True for a view whose columns follow others that changed.
  [[nodiscard]] bool has_reached(const ir::QualifiedName& name) const { return reached_.contains(name); }

 private:
  /// `select *`, `select a.*`, `select x, *`: a star that stands for columns.
  static bool takes_all_columns(const std::string& text) {
    const std::vector<sql::Token> tokens = sql::tokenize(text);
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (!tokens[i].is_symbol("*")) continue;
      const sql::Token& previous = tokens[i - 1];
      const bool is_star = previous.is_word("select") || previous.is_word("distinct") || previous.is_word("all") ||
                           previous.is_symbol(",") || previous.is_symbol(".");
      if (is_star) return true;
    }
    return false;
  }

  std::set<ir::QualifiedName> names_;    // whose columns are others than before
  std::set<ir::QualifiedName> reached_;  // those of them that are views and follow others
};

/// Views that keep the columns of `select *` as they were at creation have to be made again to show the new ones.
void add_frozen_stars(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing, Changes& changes) {
  ChangedColumns changed(before, after, pairing, changes);
  if (changed.empty()) return;
  for (bool found = true; found;) {
    found = false;
    for (const Places& places : pairing.views.both) {
      const ir::View& view = after.views[places.after];
      if (!view.no_schema_binding && changed.reach(view)) found = true;
    }
  }
  for (const Places& places : pairing.views.both) {
    if (!changed.has_reached(after.views[places.after].name)) continue;
    const bool is_known = std::any_of(changes.begin(), changes.end(), [&](const change::Change& it) {
      return it.kind == Kind::change_view_query && it.at.after == places.after;
    });
    if (!is_known) changes.push_back({Kind::change_view_query, view_kind(after.views[places.after]), places, {}, {}});
  }
}

template <class Objects>
void push_created_and_dropped(const ListPairs& pairs, Kind create, Kind drop, Objects kind_of, Changes& changes) {
  for (const std::size_t place : pairs.created)
    changes.push_back({create, kind_of(place, true), {kNowhere, place}, {}, {}});
  for (const std::size_t place : pairs.dropped)
    changes.push_back({drop, kind_of(place, false), {place, kNowhere}, {}, {}});
}

/// A rename, a move, or both.
template <class Object>
void push_rename(const Object& after, Places places, ObjectKind kind, Kind rename, Kind move, Changes& changes) {
  if (after.was == ir::QualifiedName{}) return;
  if (after.was.schema != after.name.schema) changes.push_back({move, kind, places, {}, {}});
  if (after.was.name != after.name.name) changes.push_back({rename, kind, places, {}, {}});
}

void diff_namespaces(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing, Changes& changes) {
  for (const Places& places : pairing.namespaces.both) {
    if (before.namespaces[places.before].comment == after.namespaces[places.after].comment) continue;
    changes.push_back({Kind::set_namespace_comment, ObjectKind::schema, places, {}, {}});
  }
  const auto kind = [](std::size_t, bool) { return ObjectKind::schema; };
  push_created_and_dropped(pairing.namespaces, Kind::create_namespace, Kind::drop_namespace, kind, changes);
}

}  // namespace

bool is_enum_recreated(const ir::EnumType& before, const ir::EnumType& after) {
  // Every old label must be there, renamed or not, in the same order.
  const std::vector<ir::RenamedLabel> renamed = ir::renamed_labels(before.labels, after.labels);
  std::size_t last = 0;
  for (std::size_t i = 0; i < before.labels.size(); ++i) {
    const auto is_same = [&](const ir::EnumLabel& label) { return label.text == before.labels[i].text; };
    auto place = static_cast<std::size_t>(std::find_if(after.labels.begin(), after.labels.end(), is_same) -
                                          after.labels.begin());
    for (const ir::RenamedLabel& it : renamed) {
      if (it.before == i) place = it.after;
    }
    if (place == after.labels.size() || place < last) return true;
    last = place;
  }
  return false;
}

void diff_enum(const ir::Schema& before, const ir::Schema& after, Places places, Changes& changes) {
  const ir::EnumType& old_enum = before.enums[places.before];
  const ir::EnumType& new_enum = after.enums[places.after];
  const ChangeList list{changes, ObjectKind::enumeration, places};
  if (is_enum_recreated(old_enum, new_enum)) {
    list.add(Kind::recreate_enum);
  } else {
    std::vector<std::size_t> source(new_enum.labels.size(), kNowhere);
    for (const ir::RenamedLabel& it : ir::renamed_labels(old_enum.labels, new_enum.labels))
      source[it.after] = it.before;
    for (std::size_t i = 0; i < new_enum.labels.size(); ++i) {
      const auto is_same = [&](const ir::EnumLabel& label) { return label.text == new_enum.labels[i].text; };
      if (std::any_of(old_enum.labels.begin(), old_enum.labels.end(), is_same)) continue;
      list.add(source[i] == kNowhere ? Kind::add_enum_label : Kind::rename_enum_label, {source[i], i});
    }
  }
  if (old_enum.comment != new_enum.comment) list.add(Kind::set_enum_comment);
}

void diff_sequence(const ir::Schema& before, const ir::Schema& after, Places places, Changes& changes) {
  const ir::Sequence& old_sequence = before.sequences[places.before];
  const ir::Sequence& new_sequence = after.sequences[places.after];
  const ChangeList list{changes, ObjectKind::sequence, places};
  const bool is_same = old_sequence.type == new_sequence.type && old_sequence.start == new_sequence.start &&
                       old_sequence.increment == new_sequence.increment && old_sequence.min == new_sequence.min &&
                       old_sequence.max == new_sequence.max && old_sequence.cache == new_sequence.cache &&
                       old_sequence.is_cycle == new_sequence.is_cycle;
  if (!is_same) list.add(Kind::alter_sequence);
  const bool is_owner_same = old_sequence.owned_by_table == new_sequence.owned_by_table &&
                             old_sequence.owned_by_column == new_sequence.owned_by_column;
  if (!is_owner_same) list.add(Kind::set_sequence_owner);
  if (old_sequence.comment != new_sequence.comment) list.add(Kind::set_sequence_comment);
}

void diff_view(const ir::Schema& before, const ir::Schema& after, Places places, bool is_left_behind,
               Changes& changes) {
  const ir::View& old_view = before.views[places.before];
  const ir::View& new_view = after.views[places.after];
  const ChangeList list{changes, view_kind(new_view), places};
  if (is_left_behind || !same_query(old_view.body, new_view.body)) list.add(Kind::change_view_query);
  diff_view_columns(old_view, new_view, list);
  if (old_view.security != new_view.security) list.add(Kind::change_view_security);
  if (old_view.no_schema_binding != new_view.no_schema_binding) list.add(Kind::change_view_binding);
  if (!same_refresh(old_view.refresh, new_view.refresh)) list.add(Kind::change_refresh);
  diff_physical(old_view.physical, new_view.physical, list);
  if (old_view.comment != new_view.comment) list.add(Kind::set_view_comment);
  if (!new_view.owner.empty() && old_view.owner != new_view.owner) list.add(Kind::set_owner);
  diff_grants(old_view.grants, new_view.grants, list);
}

Changes diff_states(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing,
                    const std::vector<bool>& reads_renamed, const DiffOptions& options) {
  Changes changes;
  diff_namespaces(before, after, pairing, changes);
  for (const Places& places : pairing.enums.both) {
    push_rename(after.enums[places.after], places, ObjectKind::enumeration, Kind::rename_enum, Kind::rename_enum,
                changes);
    diff_enum(before, after, places, changes);
  }
  push_created_and_dropped(
      pairing.enums, Kind::create_enum, Kind::drop_enum, [](std::size_t, bool) { return ObjectKind::enumeration; },
      changes);
  for (const Places& places : pairing.sequences.both) {
    push_rename(after.sequences[places.after], places, ObjectKind::sequence, Kind::rename_sequence,
                Kind::rename_sequence, changes);
    diff_sequence(before, after, places, changes);
  }
  push_created_and_dropped(
      pairing.sequences, Kind::create_sequence, Kind::drop_sequence,
      [](std::size_t, bool) { return ObjectKind::sequence; }, changes);
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    const Places& places = pairing.tables.both[i];
    push_rename(after.tables[places.after], places, ObjectKind::table, Kind::rename_table, Kind::move_table, changes);
    diff_table(before, after, places, pairing.columns[i], options, changes);
  }
  push_created_and_dropped(
      pairing.tables, Kind::create_table, Kind::drop_table, [](std::size_t, bool) { return ObjectKind::table; },
      changes);
  for (const Places& places : pairing.views.both) {
    push_rename(after.views[places.after], places, view_kind(after.views[places.after]), Kind::rename_view,
                Kind::move_view, changes);
    const bool is_left_behind = places.before < reads_renamed.size() && reads_renamed[places.before] &&
                                (!options.views_follow_renames || after.views[places.after].no_schema_binding);
    diff_view(before, after, places, is_left_behind, changes);
  }
  if (options.star_is_frozen) add_frozen_stars(before, after, pairing, changes);
  const auto kind = [&](std::size_t place, bool is_created) {
    return view_kind(is_created ? after.views[place] : before.views[place]);
  };
  push_created_and_dropped(pairing.views, Kind::create_view, Kind::drop_view, kind, changes);
  return changes;
}

}  // namespace kura::diff
