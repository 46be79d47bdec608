// The model: look-ups.
#include "compiler/ir/schema.h"

namespace kura::ir {

const Column* find_column(const Table& table, std::string_view name) {
  for (const Column& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

Column* find_column(Table& table, std::string_view name) {
  return const_cast<Column*>(find_column(static_cast<const Table&>(table), name));
}

}  // namespace kura::ir
