// How a partition scheme is spelt: RANGE or RANGE COLUMNS, HASH or KEY.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::mysql {

struct PartitionStyle {
  std::string_view words;      // "RANGE COLUMNS"; empty: the server has no such scheme
  bool is_by_columns = false;  // COLUMNS and KEY take columns, the others one whole number
  std::vector<ir::Expression> expressions;
};

PartitionStyle style_of(const ir::Table& table, const ir::Schema& schema, const Flavour& flavour);

/// The names that open ends of a range go by.
bool is_open_end(const ir::Expression& expression, std::string_view word);

}  // namespace kura::dialect::mysql
