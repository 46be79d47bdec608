// Nodes, kind of object by kind of object.
#include "compiler/plan/nodes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/plan/creation.h"
#include "compiler/diff/describe.h"

namespace kura::plan {
namespace {

using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using dialect::Answered;
using dialect::Draft;
using dialect::Drafts;

ObjectKind kind_of(const ir::View& view) { return view.is_materialized ? ObjectKind::materialized_view : ObjectKind::view; }

Drafts created(std::string summary, std::vector<dialect::Statement> statements) {
  Draft result;
  result.summary = std::move(summary);
  for (dialect::Statement& statement : statements) result.sql.push_back(std::move(statement.sql));
  return {std::move(result)};
}

bool holds(const ir::Type& type, const ir::QualifiedName& enumeration) {
  return (type.enum_name && *type.enum_name == enumeration) || std::any_of(type.fields.begin(), type.fields.end(), [&](const ir::TypeField& it) {
           return holds(it.type, enumeration);
         });
}

class Builder {
 public:
  explicit Builder(const NodeInput& input)
      : input_(input),
        situation_(input.situation),
        migrator_(*situation_.migration.migrator),
        renderer_(*situation_.dialect.renderer),
        context_{situation_.dialect, situation_.before, situation_.after, situation_.policy.keeps_old},
        creation_(cut_rings(situation_.after, *situation_.dialect.capabilities)) {}

  Graph run() {
    add_namespaces();
    add_enums();
    add_sequences();
    add_renames();
    add_tables();
    add_foreign_keys();
    add_views();
    add_drops_of_tables();
    join_enums();
    join_tables();
    join_views();
    join_names();
    join_index_names();
    return std::move(graph_);
  }

 private:
  Node node(Phase phase, std::size_t rank, ObjectKind object, ir::QualifiedName name, Drafts drafts) const {
    return {phase, rank, object, std::move(name), std::move(drafts), {}, {}, {}, {}};
  }

  /// A node for something that comes or goes; all its drafts carry out that one change.
  std::size_t add_whole(Node whole, Kind kind, std::size_t place) {
    whole.changes = coming_[{kind, place}];
    if (!whole.changes.empty()) {
      for (Draft& it : whole.drafts) it.carries_out = {0};
    }
    return graph_.add(std::move(whole));
  }

  void add_namespaces() {
    for (const Answered& answered : input_.work.comings_and_goings) {
      const change::Change& change = answered.change;
      coming_[{change.kind, change.at.after != kNowhere ? change.at.after : change.at.before}] = {answered};
    }
    for (const std::size_t place : situation_.pairing.namespaces.created) {
      const ir::Namespace& space = situation_.after.namespaces[place];
      add_whole(node(Phase::create_namespaces, place, ObjectKind::schema, {"", space.name},
                     created("create the schema", renderer_.create_namespace(space, context_.new_state()))),
                Kind::create_namespace, place);
    }
    for (const std::size_t place : situation_.pairing.namespaces.dropped) {
      const ir::Namespace& space = situation_.before.namespaces[place];
      add_whole(node(Phase::drop_namespaces, place, ObjectKind::schema, {"", space.name}, migrator_.drop_namespace(space, context_)),
                Kind::drop_namespace, place);
    }
    for (const ObjectWork& work : input_.work.namespaces) {
      if (work.in_place.empty()) continue;
      const ir::Namespace& after = situation_.after.namespaces[work.places.after];
      Node altered = node(Phase::create_namespaces, work.places.after, ObjectKind::schema, {"", after.name},
                          migrator_.alter_namespace(situation_.before.namespaces[work.places.before], after, work.in_place, context_));
      altered.changes = work.in_place;
      graph_.add(std::move(altered));
    }
  }

  void add_enums() {
    if (situation_.dialect.capabilities->enums != dialect::EnumStyle::named_type) return;
    for (const std::size_t place : situation_.pairing.enums.created) {
      const ir::EnumType& type = situation_.after.enums[place];
      add_whole(node(Phase::enums, place, ObjectKind::enumeration, type.name,
                     created("create the enum", renderer_.create_enum(type, context_.new_state()))),
                Kind::create_enum, place);
    }
    for (const std::size_t place : situation_.pairing.enums.dropped) {
      const ir::EnumType& type = situation_.before.enums[place];
      add_whole(node(Phase::drop_enums, place, ObjectKind::enumeration, type.name, migrator_.drop_enum(type, context_)), Kind::drop_enum, place);
    }
    for (const ObjectWork& work : input_.work.enums) {
      const ir::EnumType& after = situation_.after.enums[work.places.after];
      std::size_t renamed = kNowhere;
      if (work.is_moved) {
        renamed = graph_.add(node(Phase::enums, work.places.after, ObjectKind::enumeration, after.name,
                                  migrator_.rename_enum(after.was, after, context_)));
      }
      if (work.in_place.empty()) continue;
      Node altered = node(Phase::enums, work.places.after, ObjectKind::enumeration, after.name,
                          migrator_.alter_enum(situation_.before.enums[work.places.before], after, work.in_place, context_));
      altered.changes = work.in_place;
      const std::size_t id = add_with_late(std::move(altered));
      enums_[work.places.after] = id;
      graph_.must_follow(id, renamed);
    }
  }

  void add_sequences() {
    for (const std::size_t place : situation_.pairing.sequences.created) {
      const ir::Sequence& sequence = situation_.after.sequences[place];
      add_whole(node(Phase::sequences, place, ObjectKind::sequence, sequence.name,
                     created("create the sequence", renderer_.create_sequence(sequence, context_.new_state()))),
                Kind::create_sequence, place);
      if (sequence.owned_by_table) add_sequence_owner(place);
    }
    for (const std::size_t place : situation_.pairing.sequences.dropped) {
      const ir::Sequence& sequence = situation_.before.sequences[place];
      add_whole(node(Phase::drop_sequences, place, ObjectKind::sequence, sequence.name, migrator_.drop_sequence(sequence, context_)),
                Kind::drop_sequence, place);
    }
    for (const ObjectWork& work : input_.work.sequences) add_changed_sequence(work);
  }

  void add_sequence_owner(std::size_t place) {
    const ir::Sequence& sequence = situation_.after.sequences[place];
    graph_.add(node(Phase::sequence_owners, place, ObjectKind::sequence, sequence.name,
                    created("tie the sequence to its column", renderer_.set_sequence_owner(sequence, context_.new_state()))));
  }

  void add_changed_sequence(const ObjectWork& work) {
    const ir::Sequence& before = situation_.before.sequences[work.places.before];
    const ir::Sequence& after = situation_.after.sequences[work.places.after];
    std::size_t renamed = kNowhere;
    if (work.is_moved) {
      renamed = graph_.add(node(Phase::sequences, work.places.after, ObjectKind::sequence, after.name,
                                migrator_.rename_sequence(after.was, after, context_)));
    }
    std::vector<Answered> changes;
    bool is_owner_changed = false;
    for (const Answered& answered : work.in_place) {
      if (answered.change.kind == Kind::set_sequence_owner) is_owner_changed = true;
      changes.push_back(answered);
    }
    if (changes.empty()) return;
    // Also lets go of the old owner: the sequence would go with that column.
    Node altered = node(Phase::sequences, work.places.after, ObjectKind::sequence, after.name,
                        migrator_.alter_sequence(before, after, changes, context_));
    altered.changes = changes;
    graph_.must_follow(graph_.add(std::move(altered)), renamed);
    if (is_owner_changed && after.owned_by_table) add_sequence_owner(work.places.after);
  }

  /// The node and, for drafts that wait for every other object, a second one.
  std::size_t add_with_late(Node whole) {
    Drafts late;
    Drafts early;
    for (Draft& it : whole.drafts) (it.is_late ? late : early).push_back(std::move(it));
    Node later = whole;
    whole.drafts = std::move(early);
    const std::size_t id = graph_.add(std::move(whole));
    if (late.empty()) return id;
    later.phase = Phase::late;
    later.drafts = std::move(late);
    later.hazards.clear();
    later.reason.clear();
    late_[id] = graph_.add(std::move(later));
    graph_.must_follow(late_[id], id);
    return id;
  }

  void add_renames() {
    for (const ObjectWork& work : input_.work.tables) {
      if (!work.is_moved) continue;
      const ir::Table& after = situation_.after.tables[work.places.after];
      table_renames_[work.places.after] = graph_.add(node(Phase::renames, work.places.after, ObjectKind::table, after.name,
                                                          migrator_.rename_table(after.was, after, context_)));
    }
    for (const ObjectWork& work : input_.work.views) {
      if (!work.is_moved || input_.views.goes[work.places.before]) continue;
      const ir::View& after = situation_.after.views[work.places.after];
      view_renames_[work.places.after] = graph_.add(node(Phase::renames, work.places.after, kind_of(after), after.name,
                                                         migrator_.rename_view(after.was, after, context_)));
    }
  }

  void add_tables() {
    for (const std::size_t place : situation_.pairing.tables.created) {
      const ir::Table& table = situation_.after.tables[place];
      const auto deferred = creation_.deferred.find(place);
      const std::vector<std::size_t> none;
      tables_[place] = add_whole(node(Phase::tables, place, ObjectKind::table, table.name,
                                      created("create the table", renderer_.create_table(table, deferred == creation_.deferred.end() ? none : deferred->second,
                                                                                         context_.new_state()))),
                                 Kind::create_table, place);
    }
    for (const ObjectWork& work : input_.work.tables) {
      if (work.is_rebuilt) {
        add_rebuild(work);
      } else if (!work.in_place.empty()) {
        add_altered_table(work);
      }
    }
  }

  void add_altered_table(const ObjectWork& work) {
    const ir::Table& after = situation_.after.tables[work.places.after];
    std::vector<Answered> changes;
    for (const Answered& answered : work.in_place) {
      const bool is_renewed = answered.change.kind == Kind::rename_foreign_key &&
                              input_.foreign_keys.dropped.contains({work.places.before, answered.change.part.before});
      if (!is_renewed) changes.push_back(answered);
    }
    Node altered = node(Phase::tables, work.places.after, ObjectKind::table, after.name,
                        migrator_.alter_table(situation_.before.tables[work.places.before], after, changes, context_));
    altered.changes = std::move(changes);
    tables_[work.places.after] = add_with_late(std::move(altered));
  }

  void add_rebuild(const ObjectWork& work) {
    const ir::Table& after = situation_.after.tables[work.places.after];
    ir::Table before = situation_.before.tables[work.places.before];
    if (const Boxed<ir::Table>& old = input_.under_old_names[work.places.before]; old) before = *old;
    // What could not be renamed by a statement of its own is still there under its old name.
    before.name = work.is_moved || after.was == ir::QualifiedName{} ? after.name : after.was;
    dialect::TableRebuild rebuild{before, after, work.all, situation_.pairing.columns[place_in_pairs(work.places)].before_of};
    Node rebuilt = node(Phase::tables, work.places.after, ObjectKind::table, after.name, migrator_.rebuild_table(rebuild, context_));
    rebuilt.changes = work.all;
    std::vector<std::string> what;
    std::vector<std::string> reasons;
    for (const Answered& answered : work.all) {
      what.push_back(diff::describe(answered.change, situation_.before, situation_.after).text);
      if (answered.row == nullptr || answered.row->method != dialect::Method::rebuild || answered.row->reason.empty()) continue;
      const std::string reason(answered.row->reason);
      if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
    }
    rebuilt.reason = fmt::format("{}", fmt::join(reasons, "; "));
    for (const Answered& answered : work.all) {
      if (answered.change.kind == Kind::set_not_null) rebuilt.hazards.push_back(hazard_of_nulls(after.columns[answered.change.part.after]));
    }
    if (situation_.policy.keeps_old) {
      rebuilt.hazards.push_back({change::HazardKind::irreversible, "the old table is kept and holds its name: drop it before going back"});
    }
    rebuilt.hazards.push_back({change::HazardKind::table_rebuild, fmt::format("every row is copied, to {}", fmt::join(what, ", "))});
    tables_[work.places.after] = add_with_late(std::move(rebuilt));
  }

  /// A copy fills nulls with the default, where there is one.
  static change::Hazard hazard_of_nulls(const ir::Column& column) {
    if (column.default_value) return {change::HazardKind::values_changed, fmt::format("nulls of `{}` become its default", column.name)};
    return {change::HazardKind::may_fail, fmt::format("`{}` may hold nulls", column.name)};
  }

  [[nodiscard]] std::size_t place_in_pairs(const change::Places& places) const {
    const auto& both = situation_.pairing.tables.both;
    const auto found = std::lower_bound(both.begin(), both.end(), places.after,
                                        [](const change::Places& it, std::size_t after) { return it.after < after; });
    return static_cast<std::size_t>(found - both.begin());
  }

  /// A table as it is called before anything was renamed.
  [[nodiscard]] ir::Table under_first_name(std::size_t before) const {
    ir::Table table = situation_.before.tables[before];
    if (const Boxed<ir::Table>& old = input_.under_old_names[before]; old) table = *old;
    const std::size_t after = situation_.pairing.tables.after_of[before];
    if (after != kNowhere && !(situation_.after.tables[after].was == ir::QualifiedName{})) table.name = situation_.after.tables[after].was;
    return table;
  }

  void add_foreign_keys() {
    for (const ForeignKeyPlace& place : input_.foreign_keys.dropped) {
      const ir::Table table = under_first_name(place.table);
      dropped_keys_.push_back({situation_.before.tables[place.table].foreign_keys[place.key].target,
                               graph_.add(node(Phase::drop_foreign_keys, place.table, ObjectKind::table, table.name,
                                               migrator_.drop_foreign_key(table, table.foreign_keys[place.key], context_)))});
    }
    for (const ForeignKeyPlace& place : input_.foreign_keys.added) add_foreign_key(place.table, place.key);
    for (const auto& [table, keys] : creation_.deferred) {
      if (situation_.pairing.tables.before_of[table] != kNowhere) continue;
      for (const std::size_t key : keys) add_to_new_table(situation_.after.tables[table], table, key);
    }
  }

  /// Nobody writes to a table that was only just created: no need for the careful forms.
  void add_to_new_table(const ir::Table& table, std::size_t place, std::size_t key) {
    const ir::ForeignKey& wanted = table.foreign_keys[key];
    graph_.add(node(Phase::add_foreign_keys, place, ObjectKind::table, table.name,
                    created(fmt::format("add foreign key `{}`", wanted.name), renderer_.add_foreign_key(table, wanted, context_.new_state()))));
  }

  void add_foreign_key(std::size_t place, std::size_t key) {
    const ir::Table& table = situation_.after.tables[place];
    add_with_late(node(Phase::add_foreign_keys, place, ObjectKind::table, table.name,
                       migrator_.add_foreign_key(table, table.foreign_keys[key], context_)));
  }

  void add_views() {
    const ViewImpact& impact = input_.views;
    for (std::size_t place = 0; place < impact.goes.size(); ++place) {
      if (impact.goes[place]) add_dropped_view(place);
    }
    for (std::size_t place = 0; place < situation_.after.views.size(); ++place) {
      const ir::View& view = situation_.after.views[place];
      const std::size_t before = situation_.pairing.views.before_of[place];
      if (before == kNowhere) {
        views_[place] =
            add_whole(node(Phase::views, place, kind_of(view), view.name, migrator_.create_view(view, context_)), Kind::create_view, place);
      } else if (impact.goes[before]) {
        Node again = node(Phase::views, place, kind_of(view), view.name, migrator_.recreate_view(situation_.before.views[before], view, context_));
        again.changes = view_changes(place);
        if (view.is_materialized) again.hazards.push_back({change::HazardKind::refresh_needed, "its query runs again, over everything it reads"});
        views_[place] = add_with_late(std::move(again));
      } else if (impact.is_activated[place]) {
        views_[place] = graph_.add(node(Phase::views, place, kind_of(view), view.name, migrator_.activate(view, context_)));
      }
    }
    for (const ObjectWork& work : input_.work.views) {
      if (!work.in_place.empty() && !impact.goes[work.places.before]) add_altered_view(work);
    }
  }

  [[nodiscard]] std::vector<Answered> view_changes(std::size_t after) const {
    for (const ObjectWork& work : input_.work.views) {
      if (work.places.after == after) return work.all;
    }
    return {};
  }

  void add_altered_view(const ObjectWork& work) {
    const ir::View& after = situation_.after.views[work.places.after];
    Node altered = node(Phase::views, work.places.after, kind_of(after), after.name,
                        migrator_.alter_view(situation_.before.views[work.places.before], after, work.in_place, context_));
    altered.changes = work.in_place;
    const std::size_t activated = views_.contains(work.places.after) ? views_[work.places.after] : kNowhere;
    const std::size_t id = add_with_late(std::move(altered));
    graph_.must_follow(activated, id);
    if (activated == kNowhere) views_[work.places.after] = id;
  }

  /// Why the view's own change needs a new one.
  [[nodiscard]] std::string own_reason(std::size_t after) const {
    std::vector<std::string> reasons;
    for (const Answered& answered : view_changes(after)) {
      if (answered.row != nullptr && answered.row->method == dialect::Method::recreate && !answered.row->reason.empty()) {
        reasons.emplace_back(answered.row->reason);
      }
    }
    reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
    return fmt::format("{}", fmt::join(reasons, "; "));
  }

  void add_dropped_view(std::size_t place) {
    ir::View view = situation_.before.views[place];
    const std::size_t after = situation_.pairing.views.after_of[place];
    const bool comes_again = after != kNowhere;
    if (comes_again && !(situation_.after.views[after].was == ir::QualifiedName{})) view.name = situation_.after.views[after].was;
    Node dropped = node(Phase::drop_views, place, kind_of(view), view.name, migrator_.drop_view(view, context_));
    const std::string& reason = input_.views.reason[place];
    if (comes_again) {
      dropped.hazards.push_back({change::HazardKind::view_recreated, "it is gone until it is created again"});
      dropped.reason = reason.empty() ? own_reason(after) : reason;
      if (!dropped.drafts.empty()) dropped.drafts.front().carry = migrator_.carried(view.name, kind_of(view), context_);
    }
    dropped_views_[place] = add_whole(std::move(dropped), Kind::drop_view, comes_again ? kNowhere : place);
  }

  void add_drops_of_tables() {
    for (const std::size_t place : situation_.pairing.tables.dropped) {
      const ir::Table& table = situation_.before.tables[place];
      dropped_tables_[place] = add_whole(node(Phase::drop_tables, place, ObjectKind::table, table.name, migrator_.drop_table(table, context_)),
                                         Kind::drop_table, place);
    }
  }

  // Edges.

  /// What is left of an enum's old shape goes after the tables that hold it.
  void join_enums() {
    for (const auto& [place, id] : enums_) {
      const auto late = late_.find(id);
      if (late == late_.end()) continue;
      for (const auto& [table, dropped] : dropped_tables_) {
        const std::vector<ir::Column>& columns = situation_.before.tables[table].columns;
        const ir::QualifiedName& name = situation_.after.enums[place].name;
        const bool holds_it = std::any_of(columns.begin(), columns.end(), [&name](const ir::Column& it) { return holds(it.type, name); });
        if (holds_it) graph_.must_follow(late->second, dropped);
      }
    }
  }

  void join_tables() {
    for (const auto& [place, id] : tables_) {
      if (const auto renamed = table_renames_.find(place); renamed != table_renames_.end()) graph_.must_follow(id, renamed->second);
      if (situation_.pairing.tables.before_of[place] != kNowhere) continue;
      for (const std::size_t target : creation_.needs[place]) {
        if (const auto found = tables_.find(target); found != tables_.end()) graph_.must_follow(id, found->second);
      }
    }
    // A dropped table goes after the views that read it and the foreign keys that point to it.
    std::map<ir::QualifiedName, std::size_t> by_name;
    for (const auto& [place, id] : dropped_tables_) by_name.emplace(situation_.before.tables[place].name, id);
    for (const auto& [target, id] : dropped_keys_) {
      if (const auto found = by_name.find(target); found != by_name.end()) graph_.must_follow(found->second, id);
    }
    for (const auto& [place, id] : dropped_views_) {
      for (const ir::RelationUse& use : situation_.before.views[place].body.relations) {
        if (const auto found = by_name.find(use.name); found != by_name.end()) graph_.must_follow(found->second, id);
      }
    }
  }

  void join_views() {
    std::map<ir::QualifiedName, std::size_t> dropped;
    for (const auto& [place, id] : dropped_views_) dropped.emplace(situation_.before.views[place].name, id);
    for (const auto& [place, id] : dropped_views_) {
      for (const ir::RelationUse& use : situation_.before.views[place].body.relations) {
        if (const auto found = dropped.find(use.name); found != dropped.end()) graph_.must_follow(found->second, id);
      }
    }
    std::map<ir::QualifiedName, std::size_t> made;
    for (const auto& [place, id] : views_) made.emplace(situation_.after.views[place].name, id);
    for (const auto& [place, id] : views_) {
      if (const auto renamed = view_renames_.find(place); renamed != view_renames_.end()) graph_.must_follow(id, renamed->second);
      for (const ir::RelationUse& use : situation_.after.views[place].body.relations) {
        if (const auto found = made.find(use.name); found != made.end()) graph_.must_follow(id, found->second);
      }
    }
  }

  /// Whatever takes a name comes after what gives it up.
  void join_names() {
    std::map<ir::QualifiedName, std::size_t> given_up;
    for (const auto& [place, id] : dropped_tables_) given_up.emplace(situation_.before.tables[place].name, id);
    for (const auto& [place, id] : dropped_views_) {
      const std::size_t after = situation_.pairing.views.after_of[place];
      const bool is_renamed = after != kNowhere && !(situation_.after.views[after].was == ir::QualifiedName{});
      given_up.emplace(is_renamed ? situation_.after.views[after].was : situation_.before.views[place].name, id);
    }
    for (const auto& [place, id] : table_renames_) given_up.emplace(situation_.after.tables[place].was, id);
    for (const auto& [place, id] : view_renames_) given_up.emplace(situation_.after.views[place].was, id);
    const auto take = [&](std::size_t id, const ir::QualifiedName& name) {
      if (const auto found = given_up.find(name); found != given_up.end()) graph_.must_follow(id, found->second);
    };
    for (const auto& [place, id] : table_renames_) take(id, situation_.after.tables[place].name);
    for (const auto& [place, id] : view_renames_) take(id, situation_.after.views[place].name);
    for (const auto& [place, id] : tables_) {
      if (situation_.pairing.tables.before_of[place] == kNowhere) take(id, situation_.after.tables[place].name);
    }
    for (const auto& [place, id] : views_) take(id, situation_.after.views[place].name);
  }

  /// Names of indexes and keys are taken for a whole schema in many engines, also across tables.
  void join_index_names() {
    std::map<std::pair<std::string, std::string>, std::size_t> given_up;
    for (const auto& [place, id] : dropped_tables_) {
      const ir::Table& table = situation_.before.tables[place];
      for (const std::string& name : index_names(table)) given_up.emplace(std::pair(table.name.schema, name), id);
    }
    for (const ObjectWork& work : input_.work.tables) {
      const auto own = tables_.find(work.places.after);
      if (own == tables_.end()) continue;
      const ir::Table& before = situation_.before.tables[work.places.before];
      const std::vector<std::string> kept = index_names(situation_.after.tables[work.places.after]);
      for (const std::string& name : index_names(before)) {
        const bool is_kept = std::find(kept.begin(), kept.end(), name) != kept.end();
        if (!is_kept) given_up.emplace(std::pair(before.name.schema, name), own->second);
      }
    }
    if (given_up.empty()) return;
    for (const auto& [place, id] : tables_) {
      const ir::Table& table = situation_.after.tables[place];
      for (const std::string& name : index_names(table)) {
        const auto found = given_up.find(std::pair(table.name.schema, name));
        if (found != given_up.end()) graph_.should_follow(id, found->second);
      }
    }
  }

  static std::vector<std::string> index_names(const ir::Table& table) {
    std::vector<std::string> names;
    for (const ir::Index& index : table.physical.indexes) names.push_back(index.name);
    for (const ir::Key& key : table.unique_keys) names.push_back(key.name);
    if (table.primary_key) names.push_back(table.primary_key->name);
    std::erase(names, std::string());
    return names;
  }

  const NodeInput& input_;
  const Situation& situation_;
  const dialect::Migrator& migrator_;
  const dialect::Renderer& renderer_;
  dialect::MigrationContext context_;
  CreationOrder creation_;
  Graph graph_;
  std::map<std::pair<Kind, std::size_t>, std::vector<Answered>> coming_;
  // Nodes by place: of the next state, but for what is dropped.
  std::map<std::size_t, std::size_t> enums_;
  std::map<std::size_t, std::size_t> tables_;
  std::map<std::size_t, std::size_t> table_renames_;
  std::map<std::size_t, std::size_t> views_;
  std::map<std::size_t, std::size_t> view_renames_;
  std::map<std::size_t, std::size_t> dropped_tables_;
  std::map<std::size_t, std::size_t> dropped_views_;
  std::map<std::size_t, std::size_t> late_;  // node -> its part that waits for every other object
  std::vector<std::pair<ir::QualifiedName, std::size_t>> dropped_keys_;  // by what they point to
};

}  // namespace

Graph make_nodes(const NodeInput& input) { return Builder(input).run(); }

}  // namespace kura::plan
