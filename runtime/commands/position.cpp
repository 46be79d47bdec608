// Position: the journal held to the history.
#include "runtime/commands/position.h"

#include <fmt/format.h>

#include <algorithm>

namespace kura::runtime {
namespace {

using journal::Run;
using migrations::History;

std::optional<std::size_t> place_of(const History& history, const std::string& id) {
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    if (history.migrations[i].id == id) return i;
  }
  return std::nullopt;
}

/// So many migrations lead to the state that the last run left.
std::optional<std::size_t> count_to(const History& history, const Run& last) {
  if (const std::optional<std::size_t> place = place_of(history, last.migration)) return *place + 1;
  for (std::size_t i = history.migrations.size(); i > 0; --i) {
    if (history.migrations[i - 1].to == last.to) return i;
  }
  return std::nullopt;
}

}  // namespace

Position position_of(const History& history, const std::vector<Run>& runs) {
  Position position;
  position.runs = journal::applied(runs);
  position.state = position.runs.empty() ? "empty" : position.runs.back().to;
  if (const Run* open = journal::unfinished(runs)) position.unfinished = *open;
  if (position.runs.empty()) return position;
  const Run& last = position.runs.back();
  const std::optional<std::size_t> count = count_to(history, last);
  if (!count) {
    position.problem =
        fmt::format("the database has `{}`, which this folder of migrations does not have", last.migration);
    position.help = "it may come from another branch or be newer than this checkout: update the checkout";
    return position;
  }
  position.applied = *count;
  const migrations::Migration& same = history.migrations[*count - 1];
  if (same.to != last.to) {
    position.problem = fmt::format("`{}` leads to another state than it did when it was applied", same.id);
    position.help =
        "a migration that was applied is not to be changed: give it its old text back, and put the change into a new "
        "one";
  }
  return position;
}

}  // namespace kura::runtime
