// Pairing by name and `was`.
#include "compiler/diff/pairing.h"

#include <map>
#include <unordered_map>

namespace kura::diff {
namespace {

using change::kNowhere;
using change::Places;

std::string key_of(const ir::QualifiedName& name) {
  return name.schema + '\0' + name.name;
}
std::string key_of(const std::string& name) {
  return name;
}

/// Pairs two lists whose elements have `name` and `was`. `may_pair` says whether two of them can be the same thing.
template <class Object, class Test>
ListPairs pair_lists(const std::vector<Object>& before, std::vector<Object>& after, Test may_pair) {
  std::unordered_map<std::string, std::size_t> old_places;
  std::unordered_map<std::string, std::size_t> new_places;
  for (std::size_t i = 0; i < before.size(); ++i) old_places.emplace(key_of(before[i].name), i);
  for (std::size_t i = 0; i < after.size(); ++i) new_places.emplace(key_of(after[i].name), i);
  ListPairs pairs;
  pairs.before_of.assign(after.size(), kNowhere);
  pairs.after_of.assign(before.size(), kNowhere);
  const auto join = [&pairs](std::size_t from, std::size_t to) {
    pairs.before_of[to] = from;
    pairs.after_of[from] = to;
  };

  std::vector<std::size_t> open;  // those with a `was` that could count
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (key_of(after[i].was) != key_of(decltype(after[i].was){})) open.push_back(i);
  }
  for (bool found = true; found;) {
    found = false;
    for (const std::size_t place : open) {
      if (pairs.before_of[place] != kNowhere) continue;
      const auto source = old_places.find(key_of(after[place].was));
      if (source == old_places.end() || pairs.after_of[source->second] != kNowhere) continue;
      const auto same = old_places.find(key_of(after[place].name));
      const bool is_name_free = same == old_places.end() || pairs.after_of[same->second] != kNowhere;
      // What still stands under its old name in the next state was not renamed, unless a rename takes that name over.
      const auto keeper = new_places.find(key_of(after[place].was));
      const bool is_kept =
          keeper != new_places.end() && key_of(after[keeper->second].was) == key_of(decltype(after[0].was){});
      if (!is_name_free || is_kept || !may_pair(before[source->second], after[place])) continue;
      join(source->second, place);
      found = true;
    }
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (pairs.before_of[i] != kNowhere) continue;
    after[i].was = {};
    const auto same = old_places.find(key_of(after[i].name));
    if (same == old_places.end() || pairs.after_of[same->second] != kNowhere) continue;
    if (may_pair(before[same->second], after[i])) join(same->second, i);
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (pairs.before_of[i] == kNowhere) {
      pairs.created.push_back(i);
    } else {
      pairs.both.push_back({pairs.before_of[i], i});
    }
  }
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (pairs.after_of[i] == kNowhere) pairs.dropped.push_back(i);
  }
  return pairs;
}

ListPairs pair_namespaces(const std::vector<ir::Namespace>& before, const std::vector<ir::Namespace>& after) {
  struct Named {
    std::string name;
    std::string was;
  };
  std::vector<Named> old_names;
  std::vector<Named> new_names;
  for (const ir::Namespace& space : before) old_names.push_back({space.name, {}});
  for (const ir::Namespace& space : after) new_names.push_back({space.name, {}});
  return pair_lists(old_names, new_names, [](const Named&, const Named&) { return true; });
}

template <class Object>
bool any_renamed(const ListPairs& pairs, const std::vector<Object>& before, const std::vector<Object>& after) {
  for (const Places& places : pairs.both) {
    if (!(before[places.before].name == after[places.after].name)) return true;
  }
  return false;
}

}  // namespace

Pairing pair_states(const ir::Schema& before, ir::Schema& after) {
  const auto always = [](const auto&, const auto&) { return true; };
  Pairing pairing;
  pairing.namespaces = pair_namespaces(before.namespaces, after.namespaces);
  pairing.enums = pair_lists(before.enums, after.enums, always);
  pairing.sequences = pair_lists(before.sequences, after.sequences, always);
  pairing.tables = pair_lists(before.tables, after.tables, always);
  pairing.views = pair_lists(before.views, after.views, [](const ir::View& left, const ir::View& right) {
    return left.is_materialized == right.is_materialized;
  });
  pairing.has_renames = any_renamed(pairing.enums, before.enums, after.enums) ||
                        any_renamed(pairing.sequences, before.sequences, after.sequences) ||
                        any_renamed(pairing.tables, before.tables, after.tables) ||
                        any_renamed(pairing.views, before.views, after.views);
  for (const Places& places : pairing.tables.both) {
    const ir::Table& old_table = before.tables[places.before];
    ir::Table& new_table = after.tables[places.after];
    pairing.columns.push_back(pair_lists(old_table.columns, new_table.columns, always));
    pairing.has_renames =
        pairing.has_renames || any_renamed(pairing.columns.back(), old_table.columns, new_table.columns);
  }
  for (const std::size_t created : pairing.tables.created) {
    for (ir::Column& column : after.tables[created].columns) column.was.clear();
  }
  return pairing;
}

namespace {

void set_labels_back(std::vector<ir::EnumLabel>& before, const std::vector<ir::EnumLabel>& after) {
  const std::vector<ir::RenamedLabel> renamed = ir::renamed_labels(before, after);
  for (ir::EnumLabel& label : before) label.was.clear();
  for (const ir::RenamedLabel& it : renamed) before[it.before].was = after[it.after].text;
}

}  // namespace

void set_names_back(ir::Schema& before, const ir::Schema& after, const Pairing& pairing) {
  const auto set_back = [](auto& old_list, const auto& new_list, const ListPairs& pairs) {
    for (auto& object : old_list) object.was = {};
    for (const Places& places : pairs.both) {
      if (!(old_list[places.before].name == new_list[places.after].name))
        old_list[places.before].was = new_list[places.after].name;
    }
  };
  set_back(before.enums, after.enums, pairing.enums);
  set_back(before.sequences, after.sequences, pairing.sequences);
  set_back(before.tables, after.tables, pairing.tables);
  set_back(before.views, after.views, pairing.views);
  for (const Places& places : pairing.enums.both)
    set_labels_back(before.enums[places.before].labels, after.enums[places.after].labels);
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    const Places& places = pairing.tables.both[i];
    ir::Table& old_table = before.tables[places.before];
    const ir::Table& new_table = after.tables[places.after];
    set_back(old_table.columns, new_table.columns, pairing.columns[i]);
    for (const Places& column : pairing.columns[i].both) {
      set_labels_back(old_table.columns[column.before].labels, new_table.columns[column.after].labels);
    }
  }
}

}  // namespace kura::diff
