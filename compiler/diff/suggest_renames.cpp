// Likely renames: what went and what came look alike.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/diff/pairing.h"

namespace kura::diff {
namespace {

// More pairs than this are not looked at: a change of that size is no place for guesses.
constexpr std::size_t kMostPairs = 10000;

/// The share of columns that two tables have in common, by name and type, from 0 to 1.
double likeness(const ir::Table& left, const ir::Table& right) {
  std::set<std::string> columns;
  for (const ir::Column& column : left.columns) columns.insert(column.name + " " + ir::to_text(column.type));
  std::size_t common = 0;
  for (const ir::Column& column : right.columns)
    common += columns.contains(column.name + " " + ir::to_text(column.type)) ? 1 : 0;
  const std::size_t larger = std::max(left.columns.size(), right.columns.size());
  return larger == 0 ? 0 : static_cast<double>(common) / static_cast<double>(larger);
}

std::string sentence(std::string_view what, const std::string& from, const std::string& to) {
  return fmt::format("{} `{}` goes and `{}` comes, and they look alike: if it was renamed, write `{} was {}`", what,
                     from, to, to, from);
}

void suggest_columns(const ir::Table& before, const ir::Table& after, const ListPairs& columns,
                     std::vector<std::string>& found) {
  // Only where there is one candidate: more would be guessing.
  for (const std::size_t dropped : columns.dropped) {
    const ir::Column& old_column = before.columns[dropped];
    std::vector<std::size_t> alike;
    for (const std::size_t created : columns.created) {
      if (after.columns[created].type == old_column.type) alike.push_back(created);
    }
    if (alike.size() != 1) continue;
    found.push_back(sentence(fmt::format("table `{}`: column", ir::to_text(after.name)), old_column.name,
                             after.columns[alike.front()].name));
  }
}

}  // namespace

std::vector<std::string> likely_renames(const ir::Schema& before, const ir::Schema& after, const Pairing& pairing) {
  std::vector<std::string> found;
  if (pairing.tables.dropped.size() * pairing.tables.created.size() <= kMostPairs) {
    for (const std::size_t dropped : pairing.tables.dropped) {
      for (const std::size_t created : pairing.tables.created) {
        const ir::Table& old_table = before.tables[dropped];
        const ir::Table& new_table = after.tables[created];
        if (likeness(old_table, new_table) >= 0.8)
          found.push_back(sentence("table", ir::to_text(old_table.name), ir::to_text(new_table.name)));
      }
    }
  }
  for (const std::size_t dropped : pairing.views.dropped) {
    for (const std::size_t created : pairing.views.created) {
      const ir::View& old_view = before.views[dropped];
      const ir::View& new_view = after.views[created];
      const bool is_same_name =
          old_view.name == new_view.name;  // one that became a materialized view, or the other way round
      if (!is_same_name && old_view.body.text == new_view.body.text)
        found.push_back(sentence("view", ir::to_text(old_view.name), ir::to_text(new_view.name)));
    }
  }
  for (std::size_t i = 0; i < pairing.tables.both.size(); ++i) {
    if (pairing.columns[i].dropped.empty() || pairing.columns[i].created.empty()) continue;
    suggest_columns(before.tables[pairing.tables.both[i].before], after.tables[pairing.tables.both[i].after],
                    pairing.columns[i], found);
  }
  return found;
}

}  // namespace kura::diff
