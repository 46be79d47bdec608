// Property changes: the table of ways, known defaults, what counts as the same.
#include "compiler/dialect/starrocks/property_changes.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/properties.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::string_view kUnknown = "?";

struct Settable {
  std::string_view name;
  PropertyPlace place;
  PropertyWay way;
  std::string_view default_value;
};

constexpr Settable kSettable[] = {
#define KURA_SETTABLE(name, place, way, default_value) {name, place, PropertyWay::way, default_value},
#include "compiler/dialect/starrocks/settable_properties.def"
};

const Settable* find_settable(std::string_view key, bool is_view) {
  for (const Settable& row : kSettable) {
    if (row.name == key && row.place == (is_view ? views : tables)) return &row;
  }
  return nullptr;
}

bool is_view_change(const Facing& facing) {
  return facing.change.object != change::ObjectKind::table;
}

const std::string* value_of(const ir::Physical* physical, const std::string& key) {
  const ir::Property* property = physical == nullptr ? nullptr : find_property(*physical, key);
  return property == nullptr ? nullptr : &property->value;
}

std::optional<std::string> default_of(const std::string& key, bool is_view, const Target& target) {
  if (key == "replication_num" && target.run_mode != RunMode::unknown) {
    return target.run_mode == RunMode::shared_data ? "1" : "3";
  }
  const Settable* row = find_settable(key, is_view);
  if (row == nullptr || row->default_value == kUnknown) return std::nullopt;
  return std::string(row->default_value);
}

std::vector<std::string> columns_in(std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : std::string(text) + ",") {
    if (c == ',') {
      if (!name.empty()) names.push_back(name);
      name.clear();
    } else if (!is_space(c)) {
      name += to_lower(c);
    }
  }
  return names;
}

/// The names that the columns had before, as the property's old text still has them, become the new ones.
std::vector<std::string> followed(std::vector<std::string> names, const ir::Table* after) {
  if (after == nullptr) return names;
  for (std::string& name : names) {
    const auto renamed = std::find_if(after->columns.begin(), after->columns.end(), [&name](const ir::Column& it) {
      return !it.was.empty() && equals_ignoring_case(it.was, name);
    });
    if (renamed != after->columns.end()) name = to_lower(renamed->name);
  }
  return names;
}

bool is_same_set(std::vector<std::string> left, std::vector<std::string> right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

bool is_same_value(const Facing& facing, const std::string& old_value, const std::string& new_value) {
  // Bloom filters follow their columns' names.
  if (facing.change.key == "bloom_filter_columns") {
    return is_same_set(followed(columns_in(old_value), facing.new_table()), columns_in(new_value));
  }
  const PropertyRow* row = find_property_row(facing.change.key);
  const bool is_word = row != nullptr && (row->kind == PropertyKind::boolean || row->kind == PropertyKind::choice ||
                                          row->kind == PropertyKind::compression);
  return is_word ? equals_ignoring_case(old_value, new_value) : old_value == new_value;
}

bool has_text_index(const ir::Physical* physical) {
  return physical != nullptr && std::any_of(physical->indexes.begin(), physical->indexes.end(),
                                            [](const ir::Index& it) { return it.method == "gin"; });
}

/// A property whose condition no longer holds has no effect; nothing is left to take back.
bool is_moot(const Facing& facing) {
  const ir::Physical* physical = facing.new_physical();
  if (facing.change.kind != change::Kind::unset_property || physical == nullptr) return false;
  const std::string& key = facing.change.key;
  const bool is_hash = physical->distribution && physical->distribution->style == ir::DistributionStyle::hash;
  if (key == "mutable_bucket_num" || key == "bucket_size") return is_hash;
  if (key == "bloom_filter_fpp") return bloom_columns(*physical).empty();
  if (key == "binlog_ttl_second" || key == "binlog_max_size") {
    const std::string* is_on = value_of(physical, "binlog_enable");
    return is_on == nullptr || !equals_ignoring_case(*is_on, "true");
  }
  // A text index turns it off and keeps it off.
  return key == "replicated_storage" && has_text_index(physical);
}

bool has_dynamic_family(const ir::Physical& physical) {
  return std::any_of(physical.properties.begin(), physical.properties.end(),
                     [](const ir::Property& it) { return it.key.starts_with("dynamic_partition."); });
}

/// A whole family that goes is turned off; the keys stay and do nothing.
bool is_family_gone(const Facing& facing) {
  const ir::Physical* physical = facing.new_physical();
  return facing.change.key.starts_with("dynamic_partition.") && physical != nullptr && !has_dynamic_family(*physical);
}

}  // namespace

PropertyWay property_way(std::string_view key, bool is_view) {
  if (is_view && key.starts_with("session.")) return PropertyWay::set;
  const Settable* row = find_settable(key, is_view);
  return row == nullptr ? PropertyWay::fixed : row->way;
}

std::optional<std::string> value_to_set(const Facing& facing, const Target& target) {
  if (const std::string* value = value_of(facing.new_physical(), facing.change.key)) return *value;
  return default_of(facing.change.key, is_view_change(facing), target);
}

bool is_property_same(const Facing& facing, const Target& target) {
  const bool is_view = is_view_change(facing);
  if (property_way(facing.change.key, is_view) == PropertyWay::ignored || is_moot(facing)) return true;
  if (facing.change.key == "storage_medium" && target.run_mode == RunMode::shared_data) return true;
  if (is_family_gone(facing)) return false;
  const std::string* old_value = value_of(facing.old_physical(), facing.change.key);
  const std::optional<std::string> standing =
      old_value != nullptr ? std::optional<std::string>(*old_value) : default_of(facing.change.key, is_view, target);
  const std::optional<std::string> wanted = value_to_set(facing, target);
  // The first property of a family brings all others along.
  const bool is_first_dynamic = facing.change.key.starts_with("dynamic_partition.") &&
                                facing.old_physical() != nullptr && !has_dynamic_family(*facing.old_physical());
  return !is_first_dynamic && standing && wanted && is_same_value(facing, *standing, *wanted);
}

bool is_property_settable(const Facing& facing, const Target& target) {
  const PropertyWay way = property_way(facing.change.key, is_view_change(facing));
  if (way == PropertyWay::fixed) return false;
  if (is_family_gone(facing)) return true;
  if (!value_to_set(facing, target)) return false;
  // Only partitions take the medium of data that is there.
  const ir::Physical* physical = facing.new_physical();
  return way != PropertyWay::medium || (physical != nullptr && physical->partitioning.has_value());
}

bool is_dynamic(const ir::Physical& physical) {
  const std::string* is_on = value_of(&physical, "dynamic_partition.enable");
  return has_dynamic_family(physical) && (is_on == nullptr || !equals_ignoring_case(*is_on, "false"));
}

std::vector<std::string> bloom_columns(const ir::Physical& physical) {
  const ir::Property* property = find_property(physical, "bloom_filter_columns");
  return property == nullptr ? std::vector<std::string>() : columns_in(property->value);
}

}  // namespace kura::dialect::starrocks
