// Impact on foreign keys, where they are statements of their own.
#include <algorithm>
#include <map>

#include "compiler/diff/compare.h"
#include "compiler/plan/impact.h"

namespace kura::plan {
namespace {

using change::Kind;
using change::kNowhere;
using dialect::Answered;

/// What happened to a table that its foreign keys, and those to it, must make room for.
struct TableTrouble {
  bool is_rebuilt = false;
  std::vector<std::string> freed_columns;              // under the next state's names
  std::vector<std::vector<std::string>> dropped_keys;  // the columns of primary and unique keys that go
};

bool holds_any(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& it) {
    return std::find(wanted.begin(), wanted.end(), it) != wanted.end();
  });
}

bool is_permutation_of(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin());
}

TableTrouble trouble_of(const ObjectWork& work, const ir::Table& before) {
  TableTrouble trouble;
  trouble.is_rebuilt = work.is_rebuilt;
  for (const Answered& answered : work.all) {
    const change::Change& change = answered.change;
    const bool frees = answered.row != nullptr && (answered.row->risks & dialect::kFreesForeignKeys) != 0;
    if (frees && part_of(change.kind) == change::Part::column && change.part.before < before.columns.size())
      trouble.freed_columns.push_back(before.columns[change.part.before].name);
    const bool renews_primary =
        change.kind == Kind::drop_primary_key || (frees && change.kind == Kind::rename_primary_key);
    const bool renews_unique = change.kind == Kind::drop_unique || (frees && change.kind == Kind::rename_unique);
    if (renews_primary) trouble.dropped_keys.push_back(before.primary_key->columns);
    if (renews_unique) trouble.dropped_keys.push_back(before.unique_keys[change.part.before].columns);
  }
  return trouble;
}

class Keys {
 public:
  Keys(const Situation& situation, const Work& work) : situation_(situation) {
    for (const ObjectWork& table : work.tables) {
      const TableTrouble trouble = trouble_of(table, situation.before.tables[table.places.before]);
      const bool is_calm = !trouble.is_rebuilt && trouble.freed_columns.empty() && trouble.dropped_keys.empty();
      if (!is_calm) troubles_.emplace(situation.after.tables[table.places.after].name, trouble);
    }
    for (const std::size_t place : situation.pairing.tables.dropped)
      dropped_tables_.emplace(situation.before.tables[place].name, place);
  }

  ForeignKeyImpact run(const Work& work) {
    for (const ObjectWork& table : work.tables) walk(table);
    for (const std::size_t place : situation_.pairing.tables.dropped) walk_dropped(place);
    return std::move(result_);
  }

 private:
  [[nodiscard]] const TableTrouble* trouble(const ir::QualifiedName& table) const {
    const auto found = troubles_.find(table);
    return found == troubles_.end() ? nullptr : &found->second;
  }

  [[nodiscard]] bool must_go(const ir::ForeignKey& key, const ir::QualifiedName& owner) const {
    const TableTrouble* own = trouble(owner);
    if (own != nullptr && (own->is_rebuilt || holds_any(key.columns, own->freed_columns))) return true;
    const TableTrouble* other = trouble(key.target);
    if (other == nullptr) return false;
    if (other->is_rebuilt && situation_.migration.traits.rebuild_frees_foreign_keys) return true;
    if (holds_any(key.target_columns, other->freed_columns)) return true;
    return std::any_of(other->dropped_keys.begin(), other->dropped_keys.end(),
                       [&](const auto& columns) { return is_permutation_of(columns, key.target_columns); });
  }

  void walk(const ObjectWork& work) {
    const ir::Table& old_table = situation_.before.tables[work.places.before];
    const ir::Table& new_table = situation_.after.tables[work.places.after];
    for (const Answered& answered : work.all) {
      if (answered.change.kind == Kind::drop_foreign_key)
        result_.dropped.insert({work.places.before, answered.change.part.before});
      if (answered.change.kind == Kind::add_foreign_key)
        result_.added.insert({work.places.after, answered.change.part.after});
    }
    for (std::size_t k = 0; k < old_table.foreign_keys.size(); ++k) {
      const ir::ForeignKey& key = old_table.foreign_keys[k];
      if (result_.dropped.contains({work.places.before, k}) || !must_go(key, new_table.name)) continue;
      const auto same =
          std::find_if(new_table.foreign_keys.begin(), new_table.foreign_keys.end(), [&](const ir::ForeignKey& it) {
            const auto place = static_cast<std::size_t>(&it - new_table.foreign_keys.data());
            return diff::same_foreign_key(it, key) && !result_.added.contains({work.places.after, place});
          });
      result_.dropped.insert({work.places.before, k});
      if (same == new_table.foreign_keys.end()) continue;
      result_.added.insert({work.places.after, static_cast<std::size_t>(same - new_table.foreign_keys.begin())});
    }
  }

  /// A dropped table takes its foreign keys along; those to tables that are dropped too or change their keys go before.
  void walk_dropped(std::size_t place) {
    const ir::Table& table = situation_.before.tables[place];
    for (std::size_t k = 0; k < table.foreign_keys.size(); ++k) {
      const ir::ForeignKey& key = table.foreign_keys[k];
      if (key.target == table.name) continue;
      if (dropped_tables_.contains(key.target) || must_go(key, table.name)) result_.dropped.insert({place, k});
    }
  }

  const Situation& situation_;
  std::map<ir::QualifiedName, TableTrouble> troubles_;
  std::map<ir::QualifiedName, std::size_t> dropped_tables_;
  ForeignKeyImpact result_;
};

}  // namespace

ForeignKeyImpact foreign_key_impact(const Situation& situation, const Work& work) {
  if (!situation.migration.traits.foreign_keys_are_separate) return {};
  return Keys(situation, work).run(work);
}

}  // namespace kura::plan
