// Choosing objects: patterns, and what the chosen ones cannot do without.
#include "compiler/driver/object_choice.h"

#include <algorithm>
#include <set>

namespace kura::driver {
namespace {

/// `*` is any text, `?` one byte.
bool fits(std::string_view text, std::string_view pattern) {
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  std::size_t at = 0;
  std::size_t place = 0;
  while (at < text.size()) {
    if (place < pattern.size() && (pattern[place] == '?' || pattern[place] == text[at])) {
      ++at;
      ++place;
    } else if (place < pattern.size() && pattern[place] == '*') {
      star = place++;
      resume = at;
    } else if (star != std::string_view::npos) {
      place = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (place < pattern.size() && pattern[place] == '*') ++place;
  return place == pattern.size();
}

bool fits_any(const ir::QualifiedName& name, const std::vector<std::string>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return fits(pattern.find('.') == std::string::npos ? name.name : ir::to_text(name), pattern);
  });
}

std::set<ir::QualifiedName> needed_by(const ir::Schema& schema) {
  std::set<ir::QualifiedName> names;
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) names.insert(key.target);
  }
  for (const ir::View& view : schema.views) {
    for (const ir::RelationUse& use : view.body.relations) names.insert(use.name);
  }
  return names;
}

template <class Object>
std::vector<Object> take_unchosen(std::vector<Object>& objects, const ObjectChoice& choice) {
  const auto end = std::stable_partition(objects.begin(), objects.end(),
                                         [&](const Object& it) { return is_chosen(it.name, choice); });
  std::vector<Object> rest(std::make_move_iterator(end), std::make_move_iterator(objects.end()));
  objects.erase(end, objects.end());
  return rest;
}

}  // namespace

bool is_chosen(const ir::QualifiedName& name, const ObjectChoice& choice) {
  return (choice.include.empty() || fits_any(name, choice.include)) && !fits_any(name, choice.exclude);
}

ir::Schema chosen(ir::Schema schema, const ObjectChoice& choice) {
  if (choice.include.empty() && choice.exclude.empty()) return schema;
  std::vector<ir::Table> tables = take_unchosen(schema.tables, choice);
  take_unchosen(schema.views, choice);
  take_unchosen(schema.sequences, choice);
  const std::set<ir::QualifiedName> needed = needed_by(schema);
  for (ir::Table& table : tables) {
    if (!needed.contains(table.name)) continue;
    ir::ExternalRelation external{table.name, {}, std::move(table.primary_key), std::move(table.unique_keys), table.at};
    for (const ir::Column& column : table.columns) {
      external.columns.push_back({});
      external.columns.back().name = column.name;
      external.columns.back().type = column.type;
    }
    schema.externals.push_back(std::move(external));
  }
  return schema;
}

}  // namespace kura::driver
