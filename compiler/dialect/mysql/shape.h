// Shape: what a column is to the server, whether it was declared portably or in the engine's own words.
#pragma once

#include <cstdint>
#include <string>

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::mysql {

enum class Family : std::uint8_t {
  integer,
  decimal,
  approximate,
  bit,
  text,         // CHAR, VARCHAR
  long_text,    // TEXT and its sizes
  binary,       // BINARY, VARBINARY
  long_binary,  // BLOB and its sizes
  date,
  time,
  datetime,
  timestamp,
  year,
  enumeration,
  set,
  uuid,
  json,
  geometry,
  other,
};

struct Shape {
  Family family = Family::other;
  std::int64_t bytes = 0;    // of one value; of a character count for text, of the pointer for what is stored aside
  std::int64_t length = 0;   // characters or bytes that were declared; digits of decimals and of fractions of seconds
  std::int64_t scale = 0;    // of decimals
  bool is_variable = false;  // VARCHAR, VARBINARY
  bool is_unsigned = false;
};

Shape shape_of(const ir::Column& column, const ir::Schema& schema, const Flavour& flavour);

bool is_character(const Shape& shape);     // has a character set
bool is_stored_aside(const Shape& shape);  // TEXT, BLOB, JSON, GEOMETRY: a key needs a prefix or is impossible
bool has_time_of_day_and_date(const Shape& shape);

/// The table's character set and collation: from its own words, then the warehouse's settings, then utf8mb4.
std::string charset_of(const ir::Table& table, const ir::Schema& schema);
std::string collation_of(const ir::Table& table, const ir::Schema& schema);  // empty: the set's default
/// The column's, which are the table's unless it says otherwise.
std::string charset_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema);
std::string collation_of(const ir::Column& column, const ir::Table& table, const ir::Schema& schema);

/// The same with the default of the character set where none is said.
std::string whole_collation(const ir::Table& table, const ir::Schema& schema, const Flavour& flavour);
std::string whole_collation(const ir::Column& column, const ir::Table& table, const ir::Schema& schema,
                            const Flavour& flavour);
std::string default_collation(std::string_view charset, const Flavour& flavour);

/// As the catalogue spells it: in lower case, `utf8mb3` for `utf8`.
std::string charset_named(std::string_view name);
std::string collation_named(std::string_view name);
/// The character set that a collation's name begins with; empty when it begins with none that is known.
std::string charset_of_collation(std::string_view collation);
/// Bytes of the longest character of a set; 1 for the many small ones.
std::int64_t bytes_per_character(std::string_view charset);

/// Bytes of a column in the row, and of a whole column in a key.
std::int64_t row_bytes(const Shape& shape, std::string_view charset);
std::int64_t key_bytes(const Shape& shape, std::string_view charset);

}  // namespace kura::dialect::mysql
