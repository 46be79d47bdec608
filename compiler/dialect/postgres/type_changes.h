// Type changes: which cast PostgreSQL has from one column type to another, and what it does to the values.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/change/plan.h"
#include "compiler/ir/types.h"

namespace kura::dialect::postgres {

/// How a value gets from one type to another.
enum class CastPath : std::uint8_t {
  same,             // both are spelt alike here
  assignment,       // by itself
  written,          // only where a cast is written
  through_integer,  // boolean and the integers other than integer
  through_text,     // as it is written down
  none,             // no way that keeps a meaning
};

struct TypeChange {
  CastPath path = CastPath::none;
  bool rewrites = true;         // the table is written anew
  bool may_fail = false;        // some values have no counterpart
  bool changes_values = false;  // some values are rounded or lose a part
  bool reads_zone = false;      // times without a zone are taken as times of the session's zone
};

TypeChange type_change(const ir::Type& from, const ir::Type& to);

/// The type under one name for each that PostgreSQL keeps alike: `tinyint` is smallint, `varbinary(8)` is bytes.
ir::Type settled(const ir::Type& type);

/// Whether an expression over the column may mean something else after the change, or not be understood.
bool changes_expressions(const ir::Type& from, const ir::Type& to);
/// Whether a default is kept under another type.
bool changes_literals(const ir::Type& from, const ir::Type& to);
/// Whether PostgreSQL can turn the new type into the old one.
bool has_way_back(const ir::Type& from, const ir::Type& to);
change::Hazard no_way_back(const ir::Type& from, const ir::Type& to);
/// What a value may be cast to without being cut: CHAR alone would be one character.
std::string widest(const ir::Type& type, const std::string& spelt);

/// A value that is cast by hand: "c::TEXT::sales.state"; the name itself where PostgreSQL casts it. Never cuts:
/// `target` is spelt without a length, and the assignment that follows checks that.
std::string cast_value(const std::string& name, const ir::Type& from, const ir::Type& to, const std::string& target);
/// The type without its length, precision or scale.
ir::Type without_length(const ir::Type& type);

/// The digits before the point that every integer of the type fits into; 0 for what is no integer.
int integer_digits(ir::TypeKind kind);

}  // namespace kura::dialect::postgres
