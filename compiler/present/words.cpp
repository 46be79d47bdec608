// Words and marks that several formats share.
#include "compiler/present/words.h"

#include <fmt/format.h>

#include <map>
#include <set>

namespace kura::present {
namespace {

using change::Kind;

char mark_of(Kind kind) {
  switch (kind) {
    case Kind::create_namespace:
    case Kind::create_enum:
    case Kind::create_sequence:
    case Kind::create_table:
    case Kind::create_view:
      return '+';
    case Kind::drop_namespace:
    case Kind::drop_enum:
    case Kind::drop_sequence:
    case Kind::drop_table:
    case Kind::drop_view:
      return '-';
    default:
      return '~';
  }
}

}  // namespace

std::string object_text(change::ObjectKind kind, const ir::QualifiedName& name) {
  return fmt::format("{} `{}`", object_word(kind), ir::to_text(name));
}

std::vector<ObjectChanges> by_object(const change::Plan& plan) {
  std::vector<ObjectChanges> objects;
  std::map<std::tuple<change::ObjectKind, ir::QualifiedName, bool>, std::size_t> places;
  for (const change::ChangeLine& line : plan.changes) {
    const char mark = mark_of(line.kind);
    // A dropped object and a created one may have one name.
    const auto [found, is_new] = places.emplace(std::tuple(line.object, line.name, mark == '-'), objects.size());
    if (is_new) objects.push_back({line.object, line.name, mark, {}});
    if (mark == '~') objects[found->second].lines.push_back(line.text);
  }
  return objects;
}

std::string counted(std::size_t count, const char* word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string totals(const change::Plan& plan) {
  std::set<std::size_t> transactions;
  std::size_t alone = 0;
  std::map<change::HazardKind, std::size_t> hazards;
  for (const change::Step& step : plan.steps) {
    if (step.transaction == 0) {
      ++alone;
    } else {
      transactions.insert(step.transaction);
    }
    std::set<change::HazardKind> kinds;
    for (const change::Hazard& hazard : step.hazards) kinds.insert(hazard.kind);
    for (const change::HazardKind kind : kinds) ++hazards[kind];
  }
  std::string text =
      fmt::format("{}, {}", counted(by_object(plan).size(), "object"), counted(plan.steps.size(), "step"));
  if (!transactions.empty()) text += " in " + counted(transactions.size(), "transaction");
  if (!transactions.empty() && alone > 0) text += fmt::format(", {} outside", alone);
  std::vector<std::string> parts;
  for (const auto& [kind, count] : hazards) parts.push_back(fmt::format("{} {}", hazard_title(kind), count));
  if (!parts.empty()) text += fmt::format("; hazards: {}", fmt::join(parts, ", "));
  return text;
}

std::string hazard_text(const change::Hazard& hazard) {
  return fmt::format("{} {}: {}", hazard_code(hazard.kind), hazard_title(hazard.kind), hazard.detail);
}

}  // namespace kura::present
