// Property changes: how a property gets its new value, and what stands for one that is taken out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/dialect/alteration.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {

enum class PropertyWay : std::uint8_t { set, bloom, dynamic, binlog, replication, medium, fixed, ignored };

/// The way of a property of a table (or of a materialized view); fixed when nothing is known.
PropertyWay property_way(std::string_view key, bool is_view);

/// What a property becomes: the declared value, or the default of one that was taken out; nothing when that is not
/// known.
std::optional<std::string> value_to_set(const Facing& facing, const Target& target);

/// True when the engine holds the new value already.
bool is_property_same(const Facing& facing, const Target& target);
/// True when a statement can do it.
bool is_property_settable(const Facing& facing, const Target& target);

/// True when the table makes and drops its partitions by itself.
bool is_dynamic(const ir::Physical& physical);

/// The columns of `bloom_filter_columns`.
std::vector<std::string> bloom_columns(const ir::Physical& physical);

}  // namespace kura::dialect::starrocks
