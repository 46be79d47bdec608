// What MariaDB prints otherwise: JSON is a text with a check.
#include "compiler/dialect/mysql/reading.h"

#include <algorithm>

#include "compiler/dialect/mariadb/flavour.h"

namespace kura::dialect::mariadb {
namespace {

bool is_json_check(const ir::Check& check, const ir::Column& column) {
  const ir::Expression& it = check.expression;
  return it.kind == ir::ExpressionKind::call && it.path.back() == "json_valid" && it.operands.size() == 1 &&
         it.operands[0].path == std::vector<std::string>{column.name};
}

/// `longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin CHECK (json_valid(c))`
void settle_json(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    const auto is_its = [&](const ir::Check& check) { return check.name.empty() && is_json_check(check, column); };
    const bool is_json = column.type.kind == ir::TypeKind::text && column.collation == "utf8mb4_bin" &&
                         std::any_of(table.checks.begin(), table.checks.end(), is_its);
    if (!is_json) continue;
    column.type.kind = ir::TypeKind::json;
    column.collation.clear();
    std::erase_if(column.native, [](const ir::NativeClause& it) { return it.text.starts_with("character set"); });
    std::erase_if(table.checks, is_its);
  }
}

void settle(ir::Table& table, bool is_printed_by_server) {
  mysql::settle_read_table(table, is_printed_by_server);
  settle_json(table);
  mysql::settle_charsets(table, is_printed_by_server, kFlavour);
  mysql::settle_keys(table, kFlavour);
}

/// A check of a column has the name of the column, which says nothing.
std::string check_name(const ir::Table& table, bool is_of_column) {
  return is_of_column ? std::string() : mysql::constraint_name(table);
}

const GivenNames kGivenNames = [] {
  GivenNames names = mysql::kGivenNames;
  names.check = check_name;
  names.check_infix = {};
  return names;
}();

/// SHOW CREATE SEQUENCE says every option.
void settle_sequence(ir::Sequence& sequence, bool is_printed_by_server) {
  if (!is_printed_by_server) return;
  constexpr std::int64_t kMost = 9223372036854775806;
  const auto drop = [](Boxed<std::int64_t>& field, std::int64_t value) {
    if (field && *field == value) field.reset();
  };
  drop(sequence.start, 1);
  drop(sequence.increment, 1);
  drop(sequence.min, 1);
  drop(sequence.max, kMost);
  drop(sequence.cache, 1000);
}

}  // namespace

extern const Reading kReading;
const Reading kReading = [] {
  Reading reading = mysql::kReading;
  reading.settle = settle;
  reading.settle_sequence = settle_sequence;
  reading.given_names = &kGivenNames;
  reading.altered_option = [](ir::Table& table, std::string words) {
    return mysql::altered_option(table, std::move(words), kFlavour);
  };
  return reading;
}();

}  // namespace kura::dialect::mariadb
