// Table alteration: properties, one a statement; the families that share one; bloom filters.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/properties.h"
#include "compiler/dialect/starrocks/property_changes.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/table_alteration.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;
using Names = std::vector<std::string>;

constexpr std::string_view kDynamic = "dynamic_partition.";
constexpr std::string_view kBinlog = "binlog_";
constexpr std::string_view kIsDynamic = "dynamic_partition.enable";

bool is_same_set(Names left, Names right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

std::string summary_of(const change::Change& change, std::string_view value) {
  const bool is_set = change.kind == Kind::set_property;
  return is_set ? fmt::format("set property `{}` to {}", change.key, quoted(value))
                : fmt::format("set property `{}` back to {}", change.key, quoted(value));
}

}  // namespace

void TableAlteration::set_bloom_columns(const Names& columns, Places carries_out) {
  push_job(Job::column,
           columns.empty() ? "remove the bloom filters"
                           : fmt::format("set the columns with bloom filters to {}", in_words(columns)),
           statements_.alter(after_.name, "SET " + property_pair("bloom_filter_columns", join(columns, ","))),
           std::move(carries_out));
  bloom_ = columns;
}

/// A column with a bloom filter loses it before it goes.
void TableAlteration::free_bloom_columns() {
  Names kept = bloom_;
  for (const std::size_t place : places_of({Kind::drop_column})) std::erase(kept, to_lower(old_column(place).name));
  if (kept.size() != bloom_.size()) set_bloom_columns(kept, {});
}

void TableAlteration::set_properties() {
  // The engine takes the filters along when a column is renamed.
  for (std::string& name : bloom_) {
    const auto renamed = std::find_if(after_.columns.begin(), after_.columns.end(), [&name](const ir::Column& it) {
      return !it.was.empty() && equals_ignoring_case(it.was, name);
    });
    if (renamed != after_.columns.end()) name = to_lower(renamed->name);
  }
  Places filters = places_of({Kind::set_property, Kind::unset_property});
  std::erase_if(filters, [this](std::size_t it) { return change_at(it).key != "bloom_filter_columns"; });
  const Names wanted = bloom_columns(after_.physical);
  // Setting what is set already would be an error.
  if (!is_same_set(bloom_, wanted)) set_bloom_columns(wanted, filters);
  set_family(kDynamic);
  set_family(kBinlog);
  for (const std::size_t place : places_of({Kind::set_property, Kind::unset_property})) {
    const std::string& key = change_at(place).key;
    if (key.starts_with(kDynamic) || key.starts_with(kBinlog) || key == "bloom_filter_columns") continue;
    set_one(place);
  }
}

void TableAlteration::set_family(std::string_view prefix) {
  Names pairs;
  Places places;
  bool says_enable = false;
  for (const std::size_t place : places_of({Kind::set_property, Kind::unset_property})) {
    const std::string& key = change_at(place).key;
    if (!key.starts_with(prefix)) continue;
    places.push_back(place);
    const ir::Physical& physical = after_.physical;
    const bool is_family_left = std::any_of(physical.properties.begin(), physical.properties.end(),
                                            [prefix](const ir::Property& it) { return it.key.starts_with(prefix); });
    if (prefix == kDynamic && !is_family_left) continue;
    const auto value = value_to_set(facing(place), target_);
    if (!value) continue;
    says_enable = says_enable || key == kIsDynamic;
    pairs.push_back(quoted(key) + " = " + quoted(*value));
  }
  if (prefix == kDynamic) {
    const bool is_on = is_dynamic(after_.physical);
    const bool must_turn_on = is_on && is_dynamic_off_ && !says_enable;
    const bool must_turn_off = !is_on && is_dynamic(before_.physical) && !is_dynamic_off_ && !says_enable;
    if (must_turn_on || must_turn_off) pairs.push_back(quoted(kIsDynamic) + " = " + quoted(is_on ? "true" : "false"));
  }
  if (pairs.empty()) {
    if (!places.empty() && !drafts_.empty())
      drafts_.back().carries_out.insert(drafts_.back().carries_out.end(), places.begin(), places.end());
    return;
  }
  const bool is_only_switch = places.empty();
  push(is_only_switch ? "turn dynamic partitions on again"
                      : fmt::format("set the properties `{}`", std::string(prefix) + "*"),
       statements_.alter(after_.name, "SET (" + join(pairs, ", ") + ")"), places);
}

void TableAlteration::set_replication(std::size_t place, const std::string& value) {
  const std::string& key = change_at(place).key;
  const bool is_partitioned = after_.physical.partitioning.has_value();
  const std::string own = is_partitioned ? "default." + key : key;
  push(summary_of(change_at(place), value), statements_.alter(after_.name, "SET " + property_pair(own, value)),
       {place});
  if (!is_partitioned) return;
  push(fmt::format("set `{}` of the partitions that are there to {}", key, quoted(value)),
       statements_.alter(after_.name, "MODIFY PARTITION (*) SET " + property_pair(key, value)), {place});
}

void TableAlteration::set_one(std::size_t place) {
  const std::string& key = change_at(place).key;
  const std::string value = value_to_set(facing(place), target_).value_or("");
  const PropertyWay way = property_way(key, false);
  if (way == PropertyWay::replication || way == PropertyWay::medium) return set_replication(place, value);
  const std::string sql = statements_.alter(after_.name, "SET " + property_pair(key, value));
  way == PropertyWay::bloom ? push_job(Job::column, summary_of(change_at(place), value), sql, {place})
                            : push(summary_of(change_at(place), value), sql, {place});
}

}  // namespace kura::dialect::starrocks
