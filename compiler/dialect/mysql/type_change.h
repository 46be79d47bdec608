// TypeChange: what a new type means for the values of a column and for the server's work.
#pragma once

#include <cstdint>

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::mysql {

/// A column with what its type depends on.
struct TypedColumn {
  const ir::Column& column;
  const ir::Table& table;
  const ir::Schema& schema;
};

/// What becomes of the values.
enum class Fit : std::uint8_t {
  all,        // every value stays what it is
  some,       // the server stops at a value that does not fit
  rounded,    // digits are cut without a word
  written,    // every value as a text
  converted,  // another kind of value, or an error
};
Fit fit_of(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour);

/// Labels were added at the end of an ENUM or SET and its values take as many bytes as before.
bool is_appended(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour);
/// A longer VARCHAR or VARBINARY whose length still takes one byte, or already took two.
bool is_longer_in_place(const TypedColumn& before, const TypedColumn& after, const Flavour& flavour);

bool is_json(const ir::Column& column);

/// A column that was anything else becomes JSON, which not every text is.
bool becomes_json(const ir::Column& before, const ir::Column& after);

/// The labels of an enum column, as they are called and were called.
const ir::EnumType* enum_of(const ir::Column& column, const ir::Schema& schema);

}  // namespace kura::dialect::mysql
