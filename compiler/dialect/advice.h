// Advice: what an engine takes but suffers from; lint rules ask for it and never who answers.
#pragma once

#include <cstdint>

#include "compiler/dialect/dialect.h"

namespace kura::dialect {

/// No member has a default, so that a new one fails to compile until every dialect has answered it.
struct Advice {
  bool indexes_foreign_keys;       // makes an index of its own for each foreign key
  bool has_time_zones;             // stores a timestamp with time zone as a moment, without a narrower range
  std::uint32_t sort_text_length;  // longer texts in a sort key cost more than they help; 0: no matter
  std::uint32_t sort_columns;      // more columns in a sort key help no query; 0: no matter
};

const Advice& advice_of(const Dialect& dialect);

}  // namespace kura::dialect
