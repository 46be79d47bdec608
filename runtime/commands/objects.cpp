// Objects: from declared names to what the catalogue says.
#include "runtime/commands/objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

namespace kura::runtime {
namespace {

// So many facts of an object are told at most.
constexpr std::size_t kFactsShown = 6;

template <class Object>
void add_all(const std::vector<Object>& objects, ObjectNames& names) {
  for (const Object& object : objects) names.insert(ir::to_text(object.name));
}

/// "sales.Orders" to "orders".
std::string bare_name(const std::string& name) {
  std::string bare = name.substr(name.find('.') == std::string::npos ? 0 : name.find('.') + 1);
  std::transform(bare.begin(), bare.end(), bare.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return bare;
}

std::vector<std::string> lines_of(const std::string& facts) {
  std::vector<std::string> lines;
  std::istringstream stream(facts);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

ObjectNames objects_of(const ir::Schema& schema) {
  ObjectNames names;
  add_all(schema.enums, names);
  add_all(schema.sequences, names);
  add_all(schema.views, names);
  for (const ir::Namespace& space : schema.namespaces) names.insert(space.name);
  add_all(schema.tables, names);
  return names;
}

std::map<std::string, std::string> declarations_of(const migrations::StateText& state,
                                                   const dialect::Capabilities& capabilities) {
  // Of two kinds of the same name the first is the one that the catalogue has under it.
  constexpr std::array<std::string_view, 5> kKinds = {"table ", "view ", "materialized view ", "sequence ", "enum "};
  std::map<std::string, std::string> declared;
  for (const std::string_view kind : kKinds) {
    for (const migrations::ObjectState& object : state.objects()) {
      if (!object.key.starts_with(kind)) continue;
      std::string_view name = std::string_view(object.key).substr(kind.size());
      ir::QualifiedName taken = migrations::take_name(name);
      if (!capabilities.has_namespaces) taken.schema.clear();
      const std::string text = ir::to_text(taken);
      declared.emplace(text, object.text);
      if (kind == "enum ") declared.emplace(std::string(kind) + text, object.text);
    }
  }
  return declared;
}

ObjectNames objects_of(const change::Plan& plan) {
  ObjectNames names;
  for (const change::ChangeLine& line : plan.changes) names.insert(ir::to_text(line.name));
  for (const change::Step& step : plan.steps) names.insert(ir::to_text(step.name));
  return names;
}

db::Outcome<journal::KnownObjects> look(Session& session, const ObjectNames& names) {
  journal::KnownObjects known;
  if (names.empty()) return known;
  ObjectNames bare;
  for (const std::string& name : names) bare.insert(bare_name(name));
  const db::Outcome<engine::Catalog> catalog =
      session.engine->describe(*session.connection, {bare.begin(), bare.end()});
  if (!catalog.ok()) return catalog.error();
  for (const auto& [object, facts] : catalog.value()) {
    if (!names.contains(object)) continue;
    std::vector<std::string> lasting;
    // A fact behind `~` is one that the engine changes by itself.
    std::copy_if(facts.begin(), facts.end(), std::back_inserter(lasting),
                 [](const std::string& fact) { return !fact.starts_with('~'); });
    known.emplace(object, journal::known_object(lasting));
  }
  return known;
}

std::vector<Drift> drift_between(const journal::KnownObjects& known, const journal::KnownObjects& now) {
  std::vector<Drift> drifts;
  for (const auto& [object, before] : known) {
    const auto found = now.find(object);
    if (found != now.end() && found->second.content == before.content) continue;
    Drift drift{object, found == now.end(), {}, {}};
    if (!drift.is_gone) {
      const std::vector<std::string> old_facts = lines_of(before.facts);
      const std::vector<std::string> new_facts = lines_of(found->second.facts);
      std::set_difference(new_facts.begin(), new_facts.end(), old_facts.begin(), old_facts.end(),
                          std::back_inserter(drift.added));
      std::set_difference(old_facts.begin(), old_facts.end(), new_facts.begin(), new_facts.end(),
                          std::back_inserter(drift.removed));
    }
    drifts.push_back(std::move(drift));
  }
  return drifts;
}

std::vector<std::string> to_lines(const Drift& drift) {
  if (drift.is_gone) return {fmt::format("{} is gone", drift.object)};
  std::vector<std::string> lines{fmt::format("{} was changed", drift.object)};
  for (const std::string& fact : drift.removed) lines.push_back("  - " + fact);
  for (const std::string& fact : drift.added) lines.push_back("  + " + fact);
  if (lines.size() > kFactsShown + 1) {
    const std::size_t more = lines.size() - kFactsShown - 1;
    lines.resize(kFactsShown + 1);
    lines.push_back(fmt::format("  … and {} more", more));
  }
  return lines;
}

}  // namespace kura::runtime
