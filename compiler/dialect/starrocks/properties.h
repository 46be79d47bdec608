// Properties: the table of what CREATE takes, and the operations on a relation's own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {

enum class PropertyKind { text, boolean, integer, number, choice, compression };

/// What a relation must have for a property; flags.
enum PropertyNeed : unsigned {
  kPrimary = 1,
  kNotPrimary = 2,
  kSharedData = 4,
  kSharedNothing = 8,
  kRandom = 16,
  kHash = 32,
  kPartitioned = 64,
  kManualRange = 128,
  kAutomaticBuckets = 256,
};

enum PropertyPlace : unsigned { tables = 1, views = 2, both = 3 };

struct PropertyRow {
  std::string_view name;
  PropertyKind kind;
  std::string_view choices;  // comma separated
  unsigned places;
  unsigned needs;
  int major;
  int minor;
};

/// The row of a property; null when StarRocks has none of that name.
const PropertyRow* find_property_row(std::string_view key);
std::span<const PropertyRow> property_rows();

/// What a value must look like when it does not; empty when it does.
std::string wanted_value(const PropertyRow& row, const std::string& value);

/// A relation's own property, or null.
const ir::Property* find_property(const ir::Physical& physical, std::string_view key);
/// Adds a property in the order of keys.
void add_property(ir::Physical& physical, ir::Property property);

/// Table properties that other parts of the table decide about: dynamic partitions, bloom filters, replication.
void check_special_properties(const ir::Table& table, diag::Sink& sink);

}  // namespace kura::dialect::starrocks
