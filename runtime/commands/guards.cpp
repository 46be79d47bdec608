// Guards: drift and things that are in the way.
#include "runtime/commands/guards.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/present/words.h"

namespace kura::runtime {
namespace {

constexpr std::size_t kShown = 10;

/// Tables and views: a schema or a type may be there before.
ObjectNames relations_of(const ir::Schema& state) {
  ObjectNames names;
  for (const ir::Table& table : state.tables) names.insert(ir::to_text(table.name));
  for (const ir::View& view : state.views) names.insert(ir::to_text(view.name));
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  const std::size_t shown = std::min(names.size(), kShown);
  std::string text =
      fmt::format("`{}`", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), "`, `"));
  if (names.size() > shown) text += fmt::format(" and {} more", names.size() - shown);
  return text;
}

}  // namespace

int refuse(driver::Streams streams, const std::string& warehouse, const std::string& what, const std::string& help) {
  streams.err << fmt::format("kura: error: {}: {}\n", warehouse, what);
  if (!help.empty()) streams.err << fmt::format("  help: {}\n", help);
  return driver::kRefused;
}

int refuse_drift(Session& session, const std::string& warehouse, driver::Streams streams) {
  const db::Outcome<journal::KnownObjects> known = session.journal->objects();
  if (!known.ok()) return fail(streams, warehouse, known.error());
  ObjectNames names;
  for (const auto& [object, ignored] : known.value()) names.insert(object);
  const db::Outcome<journal::KnownObjects> now = look(session, names);
  if (!now.ok()) return fail(streams, warehouse, now.error());
  const std::vector<Drift> drifts = drift_between(known.value(), now.value());
  if (drifts.empty()) return driver::kOk;
  std::string what =
      fmt::format("{} of the database {} not as Kura left {}:", present::counted(drifts.size(), "object"),
                  drifts.size() == 1 ? "is" : "are", drifts.size() == 1 ? "it" : "them");
  for (std::size_t i = 0; i < std::min(drifts.size(), kShown); ++i) {
    for (const std::string& line : to_lines(drifts[i])) what += "\n    " + line;
  }
  return refuse(streams, warehouse, what,
                "take the change back, or bring it into the project; `--force` applies the migration all the same and "
                "takes what is there "
                "afterwards for right");
}

bool has_all_relations(const ir::Schema& state, const journal::KnownObjects& there) {
  const ObjectNames relations = relations_of(state);
  return !relations.empty() &&
         std::all_of(relations.begin(), relations.end(), [&](const std::string& name) { return there.contains(name); });
}

int refuse_existing(const ir::Schema& state, const journal::KnownObjects& there, const migrations::Migration& first,
                    const std::string& warehouse, driver::Streams streams) {
  std::vector<std::string> in_the_way;
  for (const std::string& name : relations_of(state)) {
    if (there.contains(name)) in_the_way.push_back(name);
  }
  if (in_the_way.empty()) return driver::kOk;
  const std::string what =
      fmt::format("the database has {} already, which `{}` creates, and nothing says that Kura made {}",
                  listed(in_the_way), first.id, in_the_way.size() == 1 ? "it" : "them");
  return refuse(
      streams, warehouse, what,
      first.is_baseline
          ? "a baseline is taken as applied where all of its tables and views are there"
          : "begin with `kura baseline` where a database was there before Kura; `--force` tries it all the same");
}

}  // namespace kura::runtime
