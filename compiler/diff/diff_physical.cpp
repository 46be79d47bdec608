// Diff of what tables and materialized views share: physical design, indexes, properties, grants.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/diff/compare.h"
#include "compiler/diff/diff.h"

namespace kura::diff {
namespace {

using change::Kind;
using change::kNowhere;

void diff_partitions(const ir::Physical& before, const ir::Physical& after, const ChangeList& list) {
  if (!same_scheme(before.partitioning, after.partitioning)) {
    list.add(Kind::change_partitioning);
    return;
  }
  if (!before.partitioning) return;
  const auto& old_list = before.partitioning->partitions;
  const auto& new_list = after.partitioning->partitions;
  const auto find = [](const std::vector<ir::Partition>& partitions, const std::string& name) {
    const auto found =
        std::find_if(partitions.begin(), partitions.end(), [&](const ir::Partition& it) { return it.name == name; });
    return found == partitions.end() ? kNowhere : static_cast<std::size_t>(found - partitions.begin());
  };
  for (std::size_t i = 0; i < old_list.size(); ++i) {
    const std::size_t same = find(new_list, old_list[i].name);
    if (same == kNowhere || !same_partition(old_list[i], new_list[same])) list.add(Kind::drop_partition, {i, kNowhere});
  }
  for (std::size_t i = 0; i < new_list.size(); ++i) {
    const std::size_t same = find(old_list, new_list[i].name);
    if (same == kNowhere || !same_partition(old_list[same], new_list[i])) list.add(Kind::add_partition, {kNowhere, i});
  }
}

void diff_properties(const ir::Physical& before, const ir::Physical& after, const ChangeList& list) {
  std::map<std::string, std::size_t> old_places;
  for (std::size_t i = 0; i < before.properties.size(); ++i) old_places.emplace(before.properties[i].key, i);
  for (std::size_t i = 0; i < after.properties.size(); ++i) {
    const auto found = old_places.find(after.properties[i].key);
    if (found == old_places.end()) {
      list.add(Kind::set_property, {kNowhere, i}, after.properties[i].key);
      continue;
    }
    if (!(before.properties[found->second] == after.properties[i])) {
      list.add(Kind::set_property, {found->second, i}, after.properties[i].key);
    }
    old_places.erase(found);
  }
  for (const auto& [key, place] : old_places) list.add(Kind::unset_property, {place, kNowhere}, key);
}

/// By name first; what is left by content, which is a rename; the rest goes and comes.
void diff_indexes(const ir::Physical& before, const ir::Physical& after, const ChangeList& list) {
  const auto& old_list = before.indexes;
  const auto& new_list = after.indexes;
  std::vector<std::size_t> partner(new_list.size(), kNowhere);
  std::vector<bool> is_taken(old_list.size(), false);
  const auto pair_by = [&](auto same) {
    for (std::size_t i = 0; i < new_list.size(); ++i) {
      for (std::size_t k = 0; k < old_list.size() && partner[i] == kNowhere; ++k) {
        if (is_taken[k] || !same(old_list[k], new_list[i])) continue;
        partner[i] = k;
        is_taken[k] = true;
      }
    }
  };
  pair_by(
      [](const ir::Index& left, const ir::Index& right) { return left.name == right.name && same_index(left, right); });
  pair_by([](const ir::Index& left, const ir::Index& right) { return same_index(left, right); });
  for (std::size_t k = 0; k < old_list.size(); ++k) {
    if (!is_taken[k]) list.add(Kind::drop_index, {k, kNowhere});
  }
  for (std::size_t i = 0; i < new_list.size(); ++i) {
    if (partner[i] == kNowhere) {
      list.add(Kind::create_index, {kNowhere, i});
      continue;
    }
    if (old_list[partner[i]].name != new_list[i].name) list.add(Kind::rename_index, {partner[i], i});
    if (old_list[partner[i]].comment != new_list[i].comment) list.add(Kind::set_index_comment, {partner[i], i});
  }
}

void diff_native(const std::vector<ir::NativeClause>& before, const std::vector<ir::NativeClause>& after,
                 const ChangeList& list) {
  std::set<std::string> keywords;
  for (const ir::NativeClause& clause : before) keywords.insert(clause.keyword);
  for (const ir::NativeClause& clause : after) keywords.insert(clause.keyword);
  const auto of = [](const std::vector<ir::NativeClause>& clauses, const std::string& keyword) {
    std::vector<ir::NativeClause> found;
    for (const ir::NativeClause& clause : clauses) {
      if (clause.keyword == keyword) found.push_back(clause);
    }
    return found;
  };
  for (const std::string& keyword : keywords) {
    if (same_native(of(before, keyword), of(after, keyword))) continue;
    const auto place = [&](const std::vector<ir::NativeClause>& clauses) {
      const auto found =
          std::find_if(clauses.begin(), clauses.end(), [&](const auto& clause) { return clause.keyword == keyword; });
      return found == clauses.end() ? kNowhere : static_cast<std::size_t>(found - clauses.begin());
    };
    list.add(Kind::change_native, {place(before), place(after)}, keyword);
  }
}

bool holds_all(const ir::Grant& larger, const ir::Grant& smaller) {
  if (smaller.with_grant_option && !larger.with_grant_option) return false;
  return std::all_of(smaller.privileges.begin(), smaller.privileges.end(), [&](const ir::Privilege& privilege) {
    return std::find(larger.privileges.begin(), larger.privileges.end(), privilege) != larger.privileges.end();
  });
}

}  // namespace

void diff_physical(const ir::Physical& before, const ir::Physical& after, const ChangeList& list) {
  if (!same_distribution(before.distribution, after.distribution)) list.add(Kind::change_distribution);
  if (!same_sort_key(before.sort_key, after.sort_key)) list.add(Kind::change_sort_key);
  diff_partitions(before, after, list);
  diff_properties(before, after, list);
  diff_native(before.native, after.native, list);
  diff_indexes(before, after, list);
}

void diff_grants(const std::vector<ir::Grant>& before, const std::vector<ir::Grant>& after, const ChangeList& list) {
  const auto find = [](const std::vector<ir::Grant>& grants, const ir::Grant& wanted) {
    const auto found = std::find_if(grants.begin(), grants.end(), [&](const ir::Grant& it) {
      return it.grantee_kind == wanted.grantee_kind && it.grantee == wanted.grantee;
    });
    return found == grants.end() ? kNowhere : static_cast<std::size_t>(found - grants.begin());
  };
  for (std::size_t i = 0; i < before.size(); ++i) {
    const std::size_t same = find(after, before[i]);
    if (same == kNowhere || !holds_all(after[same], before[i])) list.add(Kind::drop_grant, {i, kNowhere});
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::size_t same = find(before, after[i]);
    const bool is_same = same != kNowhere && holds_all(before[same], after[i]) && holds_all(after[i], before[same]);
    if (!is_same) list.add(Kind::add_grant, {kNowhere, i});
  }
}

}  // namespace kura::diff
