// Nodes of namespaces, enums, sequences and renames, and the order in which all are gathered.
#include "compiler/plan/node_builder.h"

namespace kura::plan {
namespace {

Drafts created(std::string summary, std::vector<dialect::Statement> statements) {
  Draft result;
  result.summary = std::move(summary);
  for (dialect::Statement& statement : statements) result.sql.push_back(std::move(statement.sql));
  return {std::move(result)};
}

}  // namespace

Graph Builder::run() {
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

Node Builder::node(Phase phase, std::size_t rank, ObjectKind object, ir::QualifiedName name, Drafts drafts) const {
  return {phase, rank, object, std::move(name), std::move(drafts), {}, {}, {}, {}};
}

/// A node for something that comes or goes; all its drafts carry out that one change.
std::size_t Builder::add_whole(Node whole, Kind kind, std::size_t place) {
  whole.changes = coming_[{kind, place}];
  if (!whole.changes.empty()) {
    for (Draft& it : whole.drafts) it.carries_out = {0};
  }
  return graph_.add(std::move(whole));
}

void Builder::add_namespaces() {
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
    add_whole(node(Phase::drop_namespaces, place, ObjectKind::schema, {"", space.name},
                   migrator_.drop_namespace(space, context_)),
              Kind::drop_namespace, place);
  }
  for (const ObjectWork& work : input_.work.namespaces) {
    if (work.in_place.empty()) continue;
    const ir::Namespace& after = situation_.after.namespaces[work.places.after];
    Node altered = node(
        Phase::create_namespaces, work.places.after, ObjectKind::schema, {"", after.name},
        migrator_.alter_namespace(situation_.before.namespaces[work.places.before], after, work.in_place, context_));
    altered.changes = work.in_place;
    graph_.add(std::move(altered));
  }
}

void Builder::add_enums() {
  if (situation_.dialect.capabilities->enums != dialect::EnumStyle::named_type) return;
  for (const std::size_t place : situation_.pairing.enums.created) {
    const ir::EnumType& type = situation_.after.enums[place];
    add_whole(node(Phase::enums, place, ObjectKind::enumeration, type.name,
                   created("create the enum", renderer_.create_enum(type, context_.new_state()))),
              Kind::create_enum, place);
  }
  for (const std::size_t place : situation_.pairing.enums.dropped) {
    const ir::EnumType& type = situation_.before.enums[place];
    add_whole(node(Phase::drop_enums, place, ObjectKind::enumeration, type.name, migrator_.drop_enum(type, context_)),
              Kind::drop_enum, place);
  }
  for (const ObjectWork& work : input_.work.enums) {
    const ir::EnumType& after = situation_.after.enums[work.places.after];
    std::size_t renamed = kNowhere;
    if (work.is_moved) {
      renamed = graph_.add(node(Phase::enums, work.places.after, ObjectKind::enumeration, after.name,
                                migrator_.rename_enum(after.was, after, context_)));
    }
    if (work.in_place.empty()) continue;
    Node altered =
        node(Phase::enums, work.places.after, ObjectKind::enumeration, after.name,
             migrator_.alter_enum(situation_.before.enums[work.places.before], after, work.in_place, context_));
    altered.changes = work.in_place;
    const std::size_t id = add_with_late(std::move(altered));
    enums_[work.places.after] = id;
    graph_.must_follow(id, renamed);
  }
}

void Builder::add_sequences() {
  for (const std::size_t place : situation_.pairing.sequences.created) {
    const ir::Sequence& sequence = situation_.after.sequences[place];
    add_whole(node(Phase::sequences, place, ObjectKind::sequence, sequence.name,
                   created("create the sequence", renderer_.create_sequence(sequence, context_.new_state()))),
              Kind::create_sequence, place);
    if (sequence.owned_by_table) add_sequence_owner(place);
  }
  for (const std::size_t place : situation_.pairing.sequences.dropped) {
    const ir::Sequence& sequence = situation_.before.sequences[place];
    add_whole(node(Phase::drop_sequences, place, ObjectKind::sequence, sequence.name,
                   migrator_.drop_sequence(sequence, context_)),
              Kind::drop_sequence, place);
  }
  for (const ObjectWork& work : input_.work.sequences) add_changed_sequence(work);
}

void Builder::add_sequence_owner(std::size_t place) {
  const ir::Sequence& sequence = situation_.after.sequences[place];
  graph_.add(
      node(Phase::sequence_owners, place, ObjectKind::sequence, sequence.name,
           created("tie the sequence to its column", renderer_.set_sequence_owner(sequence, context_.new_state()))));
}

void Builder::add_changed_sequence(const ObjectWork& work) {
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
std::size_t Builder::add_with_late(Node whole) {
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

void Builder::add_renames() {
  for (const ObjectWork& work : input_.work.tables) {
    if (!work.is_moved) continue;
    const ir::Table& after = situation_.after.tables[work.places.after];
    table_renames_[work.places.after] =
        graph_.add(node(Phase::renames, work.places.after, ObjectKind::table, after.name,
                        migrator_.rename_table(after.was, after, context_)));
  }
  for (const ObjectWork& work : input_.work.views) {
    if (!work.is_moved || input_.views.goes[work.places.before]) continue;
    const ir::View& after = situation_.after.views[work.places.after];
    view_renames_[work.places.after] = graph_.add(node(Phase::renames, work.places.after, kind_of(after), after.name,
                                                       migrator_.rename_view(after.was, after, context_)));
  }
}

void Builder::add_drops_of_tables() {
  for (const std::size_t place : situation_.pairing.tables.dropped) {
    const ir::Table& table = situation_.before.tables[place];
    dropped_tables_[place] =
        add_whole(node(Phase::drop_tables, place, ObjectKind::table, table.name, migrator_.drop_table(table, context_)),
                  Kind::drop_table, place);
  }
}

Graph make_nodes(const NodeInput& input) {
  return Builder(input).run();
}

}  // namespace kura::plan
