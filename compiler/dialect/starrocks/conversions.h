// Conversions of a column's type: what MODIFY COLUMN takes, what a copy can cast, and the query that asks first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/renderer.h"
#include "compiler/dialect/starrocks/type_family.h"

namespace kura::dialect::starrocks {

/// What StarRocks stores for a scalar type.
struct Stored {
  TypeFamily family = TypeFamily::other;
  bool is_legacy_decimal = false;  // DECIMALV2
  std::int64_t length = 0;         // bytes of texts and binaries, digits of decimals; 0 for all others
  std::int64_t scale = 0;
  bool operator==(const Stored&) const = default;
};
Stored stored(const ir::Type& type);

/// True when both are the same to StarRocks: `timestamp` and `timestamptz`, `text` and `varchar`.
bool is_same_stored(const ir::Type& left, const ir::Type& right);

enum class InPlace : std::uint8_t {
  refused,  // needs a rebuild
  fits,
  checked,  // when the check says that every value can be converted
  rounds,   // values lose something
};
InPlace in_place_conversion(const ir::Type& from, const ir::Type& to);

/// Whether a copy can convert at all.
bool is_castable(const ir::Type& from, const ir::Type& to);
/// Whether a conversion may find a value that it cannot convert.
bool may_not_fit(const ir::Type& from, const ir::Type& to);
/// Whether values may come out as other values.
bool changes_values(const ir::Type& from, const ir::Type& to);

/// Whether something inside of nested values is gone afterwards: a field, or an element that cannot be converted.
bool loses_inside(const ir::Type& from, const ir::Type& to);

/// A condition that holds for the values that cannot be converted, over the column's name: `length(c) > 10`.
std::string misfit_condition(const std::string& column, const ir::Type& from, const ir::Type& to,
                             const Renderer& renderer, const RenderContext& context);
/// A value cast to another type; structs field by field.
std::string cast_value(const std::string& value, const ir::Type& from, const ir::Type& to, const Renderer& renderer,
                       const RenderContext& context);

/// One clause of MODIFY COLUMN over a field of a struct.
struct FieldChange {
  bool is_added = false;
  std::vector<std::string> path;  // `[*]` for the elements of an array
  ir::Type type;                  // of one that is added
  std::string after;              // the field before it; empty: the first one
};
/// The fields that come and go, when that is all that changes between two types; nothing when there is more to it.
std::optional<std::vector<FieldChange>> field_changes(const ir::Type& from, const ir::Type& to);

}  // namespace kura::dialect::starrocks
