// Names: of columns, partitions and indexes.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::string_view kReservedNames[] = {"__op", "__row"};
constexpr std::string_view kReservedPrefixes[] = {"__starrocks_shadow_", "__generated_partition_column_"};
constexpr std::size_t kObjectNameLimit = 64;

bool is_reserved_column(const std::string& name) {
  const std::string lower = to_lower(name);
  if (std::find(std::begin(kReservedNames), std::end(kReservedNames), lower) != std::end(kReservedNames)) return true;
  return std::any_of(std::begin(kReservedPrefixes), std::end(kReservedPrefixes),
                     [&lower](std::string_view prefix) { return lower.starts_with(prefix); });
}

bool is_taken(const ir::Physical& physical, const std::string& name) {
  return std::any_of(physical.indexes.begin(), physical.indexes.end(),
                     [&name](const ir::Index& index) { return equals_ignoring_case(index.name, name); });
}

}  // namespace

void check_column_names(ir::Table& table, const Target& target, diag::Sink& sink) {
  for (const ir::Column& column : table.columns) {
    if (is_reserved_column(column.name)) sink.report(reserved_column, column.at, {column.name});
    const bool has_operator = column.name.find_first_of("=<>!*") != std::string::npos;
    if (has_operator && target.run_mode != RunMode::shared_data) {
      sink.report(name_refused, column.at, {column.name, "a column", "it has one of `= < > ! *`"});
    }
  }
}

void check_object_name(const std::string& name, std::string_view what, SourceRange at, diag::Sink& sink) {
  if (name.empty()) return;
  if (character_count(name) > kObjectNameLimit) {
    sink.report(name_refused, at, {name, std::string(what), "it is longer than 64 characters"});
  } else if (!is_name_start(name.front())) {
    sink.report(name_refused, at, {name, std::string(what), "it must begin with a letter or `_`"});
  }
}

void name_indexes(ir::Physical& physical, const std::string& relation, const Target& target) {
  Capabilities limits = *target.dialect.capabilities;
  limits.identifier_limit = kObjectNameLimit;
  for (ir::Index& index : physical.indexes) {
    if (!index.name.empty() || index.parts.empty()) continue;
    const std::string name = made_up_name(relation, ir::columns_read(index.parts.front().expression), "idx", limits);
    std::string candidate = name;
    for (int number = 1; is_taken(physical, candidate); ++number) candidate = fmt::format("{}{}", name, number);
    index.name = candidate;
  }
}

}  // namespace kura::dialect::starrocks
