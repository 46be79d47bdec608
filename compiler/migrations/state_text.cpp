// The declarations of a warehouse by key.
#include <algorithm>
#include <array>

#include "compiler/migrations/history.h"

namespace kura::migrations {
namespace {

constexpr std::string_view kHeader =
    "// The state that the migrations of this folder lead to, written by `kura migrate`. What the next one is compared "
    "with;\n"
    "// edit the project's own files instead.\n";

/// What is declared before what needs it.
int rank_of(const std::string& key) {
  // Schemas come last: `schema NAME;` is for what follows it.
  constexpr std::array<std::string_view, 8> kKinds = {"warehouse ", "enum ", "sequence ",          "external ",
                                                      "table ",     "view ", "materialized view ", "schema "};
  const auto found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](std::string_view kind) { return key.starts_with(kind); });
  return static_cast<int>(found - kKinds.begin());
}

std::pair<int, std::string> place_of(const std::string& key) {
  return {rank_of(key), key};
}

}  // namespace

void StateText::apply(const Migration& migration) {
  for (const std::string& key : migration.gone) erase(key);
  for (const ObjectState& object : migration.objects) set(object);
}

void StateText::set(const ObjectState& object) {
  objects_[place_of(object.key)] = object.text;
}
void StateText::erase(const std::string& key) {
  objects_.erase(place_of(key));
}

const std::string* StateText::find(const std::string& key) const {
  const auto found = objects_.find(place_of(key));
  return found == objects_.end() ? nullptr : &found->second;
}

std::vector<ObjectState> StateText::objects() const {
  std::vector<ObjectState> list;
  for (const auto& [place, text] : objects_) list.push_back({place.second, text});
  return list;
}

std::string StateText::text() const {
  std::string text(kHeader);
  for (const auto& [place, object] : objects_) text += "\n" + object;
  return text;
}

StateDelta delta(const StateText& before, const StateText& after) {
  StateDelta result;
  for (const ObjectState& object : after.objects()) {
    const std::string* old = before.find(object.key);
    if (old == nullptr || *old != object.text) result.objects.push_back(object);
  }
  for (const ObjectState& object : before.objects()) {
    if (after.find(object.key) == nullptr) result.gone.push_back(object.key);
  }
  return result;
}

}  // namespace kura::migrations
