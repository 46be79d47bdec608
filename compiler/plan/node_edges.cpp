// Edges: which node must come before which.
#include "compiler/plan/node_builder.h"

#include <algorithm>

namespace kura::plan {
namespace {

bool holds(const ir::Type& type, const ir::QualifiedName& enumeration) {
  return (type.enum_name && *type.enum_name == enumeration) ||
         std::any_of(type.fields.begin(), type.fields.end(),
                     [&](const ir::TypeField& it) { return holds(it.type, enumeration); });
}

}  // namespace

/// What is left of an enum's old shape goes after the tables that hold it.
void Builder::join_enums() {
  for (const auto& [place, id] : enums_) {
    const auto late = late_.find(id);
    if (late == late_.end()) continue;
    for (const auto& [table, dropped] : dropped_tables_) {
      const std::vector<ir::Column>& columns = situation_.before.tables[table].columns;
      const ir::QualifiedName& name = situation_.after.enums[place].name;
      const bool holds_it =
          std::any_of(columns.begin(), columns.end(), [&name](const ir::Column& it) { return holds(it.type, name); });
      if (holds_it) graph_.must_follow(late->second, dropped);
    }
  }
}

void Builder::join_tables() {
  for (const auto& [place, id] : tables_) {
    if (const auto renamed = table_renames_.find(place); renamed != table_renames_.end())
      graph_.must_follow(id, renamed->second);
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

void Builder::join_views() {
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
    if (const auto renamed = view_renames_.find(place); renamed != view_renames_.end())
      graph_.must_follow(id, renamed->second);
    for (const ir::RelationUse& use : situation_.after.views[place].body.relations) {
      if (const auto found = made.find(use.name); found != made.end()) graph_.must_follow(id, found->second);
    }
  }
}

/// Whatever takes a name comes after what gives it up.
void Builder::join_names() {
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
void Builder::join_index_names() {
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

std::vector<std::string> Builder::index_names(const ir::Table& table) {
  std::vector<std::string> names;
  for (const ir::Index& index : table.physical.indexes) names.push_back(index.name);
  for (const ir::Key& key : table.unique_keys) names.push_back(key.name);
  if (table.primary_key) names.push_back(table.primary_key->name);
  std::erase(names, std::string());
  return names;
}

}  // namespace kura::plan
