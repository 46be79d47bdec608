// The alteration of a table: the engine's own clauses and partitions.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/partition_bounds.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_alteration.h"
#include "compiler/dialect/postgres/table_facts.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

/// The subcommand that brings a clause of a table, or takes it away.
std::vector<std::string> clause_changes(const std::string& keyword, const ir::NativeClause* before,
                                        const ir::NativeClause* after, bool has_other_identity) {
  const bool is_there = after != nullptr;
  if (keyword == "unlogged") return {is_there ? "SET UNLOGGED" : "SET LOGGED"};
  if (keyword == "using") return {"SET ACCESS METHOD " + (is_there ? after->argument : std::string("heap"))};
  if (keyword == "tablespace") return {"SET TABLESPACE " + (is_there ? after->argument : std::string("pg_default"))};
  if (keyword == "with") return parameter_changes(before, after);
  if (keyword == "cluster on") return {is_there ? "CLUSTER ON " + after->argument : "SET WITHOUT CLUSTER"};
  if (keyword == "enable row level security")
    return {is_there ? "ENABLE ROW LEVEL SECURITY" : "DISABLE ROW LEVEL SECURITY"};
  if (keyword == "force row level security")
    return {is_there ? "FORCE ROW LEVEL SECURITY" : "NO FORCE ROW LEVEL SECURITY"};
  if (!keyword.starts_with("replica identity")) return {};
  // One identity replaces the other.
  if (!is_there)
    return has_other_identity ? std::vector<std::string>{} : std::vector<std::string>{"REPLICA IDENTITY DEFAULT"};
  return {to_upper(keyword) + (after->argument.empty() ? "" : " " + after->argument)};
}

std::vector<std::string> storage_changes(const ir::Partition& before, const ir::Partition& after) {
  std::vector<std::string> changes;
  for (const std::string_view keyword : {"unlogged", "access method", "with", "tablespace"}) {
    const ir::NativeClause* old_clause = find_native(before.native, keyword);
    const ir::NativeClause* new_clause = find_native(after.native, keyword);
    const bool is_same = (old_clause == nullptr) == (new_clause == nullptr) &&
                         (old_clause == nullptr || old_clause->argument == new_clause->argument);
    if (is_same) continue;
    const std::string word = keyword == "access method" ? "using" : std::string(keyword);
    for (std::string& change : clause_changes(word, old_clause, new_clause, false))
      changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

std::vector<std::string> parameter_changes(const ir::NativeClause* before, const ir::NativeClause* after) {
  const auto read = [](const ir::NativeClause* clause) {
    return clause == nullptr ? std::vector<Parameter>{} : read_parameters(clause->argument);
  };
  const std::vector<Parameter> old_list = read(before);
  const std::vector<Parameter> new_list = read(after);
  const auto find = [](const std::vector<Parameter>& list, const std::string& key) {
    return std::find_if(list.begin(), list.end(), [&key](const Parameter& it) { return it.key == key; });
  };
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const Parameter& it : new_list) {
    const auto old = find(old_list, it.key);
    if (old != old_list.end() && old->value == it.value) continue;
    set.push_back(it.value.empty() ? it.key : it.key + " = " + it.value);
  }
  for (const Parameter& it : old_list) {
    if (find(new_list, it.key) == new_list.end()) reset.push_back(it.key);
  }
  std::vector<std::string> changes;
  if (!set.empty()) changes.push_back("SET (" + join(set, ", ") + ")");
  if (!reset.empty()) changes.push_back("RESET (" + join(reset, ", ") + ")");
  return changes;
}

void TableAlteration::change_native(std::size_t at) {
  const std::string& keyword = change(at).key;
  const ir::NativeClause* before = find_native(before_.physical.native, keyword);
  const ir::NativeClause* after = find_native(after_.physical.native, keyword);
  if (keyword == "constraint") {
    for (const ir::NativeClause& clause : after_.physical.native) {
      const auto& old = before_.physical.native;
      const bool is_new = std::none_of(old.begin(), old.end(), [&clause](const ir::NativeClause& it) {
        return it.keyword == clause.keyword && it.argument == clause.argument;
      });
      if (clause.keyword == keyword && is_new)
        pieces_.push_back({"ADD " + spelling_.exclusion(clause, new_state_), {at}});
    }
    return;
  }
  if (keyword == "inherits") {
    const std::vector<ir::QualifiedName> old_parents = inherited(before_);
    const std::vector<ir::QualifiedName> new_parents = inherited(after_);
    const auto compare = [&](const auto& left, const auto& right, std::string_view word) {
      for (const ir::QualifiedName& it : left) {
        if (std::find(right.begin(), right.end(), it) == right.end())
          pieces_.push_back({fmt::format("{} {}", word, spelling_.qualified(it, new_state_)), {at}});
      }
    };
    compare(old_parents, new_parents, "NO INHERIT");
    compare(new_parents, old_parents, "INHERIT");
    return;
  }
  const auto& clauses = after_.physical.native;
  const bool has_other_identity = std::any_of(clauses.begin(), clauses.end(), [](const ir::NativeClause& it) {
    return it.keyword.starts_with("replica identity");
  });
  const bool names_index = after != nullptr && (keyword == "cluster on" || keyword == "replica identity using index");
  if (names_index && comes_late(sql::name_of(sql::tokenize(after->argument).at(0)))) {
    late_marks_.push_back(at);
    return;
  }
  for (std::string& sql : clause_changes(keyword, before, after, has_other_identity))
    pieces_.push_back({std::move(sql), {at}});
}

/// Clauses that name an index which was built last.
void TableAlteration::mark_indexes() {
  for (const std::size_t at : late_marks_) {
    const ir::NativeClause* after = find_native(after_.physical.native, change(at).key);
    for (const std::string& sql : clause_changes(change(at).key, nullptr, after, true))
      push_late(alter(sql), {at}, "", true);
  }
}

void TableAlteration::drop_partitions() {
  std::vector<Rename> renamed;
  for (const std::size_t at : all({Kind::drop_partition})) {
    const ir::Partition& partition = before_.physical.partitioning->partitions.at(change(at).part.before);
    std::size_t successor = kNoChange;
    for (const std::size_t other : all({Kind::add_partition})) {
      const ir::Partition& added = after_.physical.partitioning->partitions.at(change(other).part.after);
      if (are_equal(added.bound, partition.bound)) successor = other;
    }
    if (successor == kNoChange) {
      Draft gone = draft("", alter("DETACH PARTITION " + part_name(partition.name)));
      gone.sql.push_back("DROP TABLE " + part_name(partition.name));
      gone.carries_out = {at};
      drafts_.push_back(std::move(gone));
      continue;
    }
    const ir::Partition& added = after_.physical.partitioning->partitions.at(change(successor).part.after);
    if (added.name != partition.name) renamed.push_back({partition.name, added.name, at});
    kept_partitions_.push_back({at, successor});
  }
  for (const Rename& it : ordered(std::move(renamed))) {
    push(fmt::format("ALTER TABLE {} RENAME TO {}", part_name(it.from), id(it.to)), {},
         fmt::format("rename partition `{}` to `{}`", it.from, it.to));
  }
  for (const auto& [dropped, added] : kept_partitions_) {
    const ir::Partition& before = before_.physical.partitioning->partitions.at(change(dropped).part.before);
    const ir::Partition& after = after_.physical.partitioning->partitions.at(change(added).part.after);
    const std::vector<std::string> changes = storage_changes(before, after);
    if (changes.empty()) continue;
    push(fmt::format("ALTER TABLE {} {}", part_name(after.name), join(changes, ", ")), {},
         fmt::format("change how partition `{}` is stored", after.name));
  }
}

void TableAlteration::add_partitions() {
  for (const std::size_t at : all({Kind::add_partition})) {
    const bool is_kept = std::any_of(kept_partitions_.begin(), kept_partitions_.end(),
                                     [at](const auto& pair) { return pair.second == at; });
    if (is_kept) continue;
    const ir::Partition& partition = after_.physical.partitioning->partitions.at(change(at).part.after);
    push(spelling_.partition(partition, after_, new_state_), {at});
    if (after_.owner.empty()) continue;
    drafts_.back().sql.push_back(
        fmt::format("ALTER TABLE {} OWNER TO {}", part_name(partition.name), id(after_.owner)));
  }
}

}  // namespace kura::dialect::postgres
