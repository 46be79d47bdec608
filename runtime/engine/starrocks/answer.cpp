// Reading an answer by the names of its columns.
#include "runtime/engine/starrocks/answer.h"

#include "compiler/base/ascii.h"

namespace kura::engine::starrocks {
namespace {

const db::Value kNull;

}  // namespace

const db::Value& value_of(const db::Answer& answer, const db::Row& row, std::string_view column) {
  for (std::size_t i = 0; i < answer.columns.size() && i < row.size(); ++i) {
    if (equals_ignoring_case(answer.columns[i], column)) return row[i];
  }
  return kNull;
}

bool has_column(const db::Answer& answer, std::string_view column) {
  for (const auto& name : answer.columns) {
    if (equals_ignoring_case(name, column)) return true;
  }
  return false;
}

}  // namespace kura::engine::starrocks
