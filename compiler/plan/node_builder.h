// Builder: the nodes of a plan and the edges between them, gathered kind of object by kind of object.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/plan/creation.h"
#include "compiler/plan/nodes.h"

namespace kura::plan {

using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using dialect::Answered;
using dialect::Draft;
using dialect::Drafts;

inline ObjectKind kind_of(const ir::View& view) {
  return view.is_materialized ? ObjectKind::materialized_view : ObjectKind::view;
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

  Graph run();

 private:
  [[nodiscard]] Node node(Phase phase, std::size_t rank, ObjectKind object, ir::QualifiedName name,
                          Drafts drafts) const;
  /// A node for something that comes or goes; all its drafts carry out that one change.
  std::size_t add_whole(Node whole, Kind kind, std::size_t place);
  void add_namespaces();
  void add_enums();
  void add_sequences();
  void add_sequence_owner(std::size_t place);
  void add_changed_sequence(const ObjectWork& work);
  /// The node and, for drafts that wait for every other object, a second one.
  std::size_t add_with_late(Node whole);
  void add_renames();
  void add_tables();
  void add_altered_table(const ObjectWork& work);
  void add_rebuild(const ObjectWork& work);
  /// A copy fills nulls with the default, where there is one.
  static change::Hazard hazard_of_nulls(const ir::Column& column);
  [[nodiscard]] std::size_t place_in_pairs(const change::Places& places) const;
  /// A table as it is called before anything was renamed.
  [[nodiscard]] ir::Table under_first_name(std::size_t before) const;
  void add_foreign_keys();
  /// Nobody writes to a table that was only just created: no need for the careful forms.
  void add_to_new_table(const ir::Table& table, std::size_t place, std::size_t key);
  void add_foreign_key(std::size_t place, std::size_t key);
  void add_views();
  [[nodiscard]] std::vector<Answered> view_changes(std::size_t after) const;
  void add_altered_view(const ObjectWork& work);
  /// Why the view's own change needs a new one.
  [[nodiscard]] std::string own_reason(std::size_t after) const;
  void add_dropped_view(std::size_t place);
  void add_drops_of_tables();
  /// What is left of an enum's old shape goes after the tables that hold it.
  void join_enums();
  void join_tables();
  void join_views();
  /// Whatever takes a name comes after what gives it up.
  void join_names();
  /// Names of indexes and keys are taken for a whole schema in many engines, also across tables.
  void join_index_names();
  static std::vector<std::string> index_names(const ir::Table& table);

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

}  // namespace kura::plan
