// What the servers call keys and checks that are given no name: the database has these names.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/reading.h"

namespace kura::dialect::mysql {
namespace {

constexpr std::string_view kForeignKeyInfix = "_ibfk_";
constexpr std::string_view kCheckInfix = "_chk_";

template <class Named>
bool holds(const std::vector<Named>& list, std::string_view name) {
  return std::any_of(list.begin(), list.end(), [&](const Named& it) { return equals_ignoring_case(it.name, name); });
}

/// The first column, `a_2` where there is an `a`.
std::string index_name(const ir::Table& table, const std::string& first_column) {
  const std::string base = first_column.empty() ? "functional_index" : first_column;
  const auto is_taken = [&](const std::string& name) {
    return equals_ignoring_case(name, "primary") || holds(table.unique_keys, name) ||
           holds(table.physical.indexes, name);
  };
  std::string name = base;
  for (int number = 2; is_taken(name); ++number) name = fmt::format("{}_{}", base, number);
  return name;
}

/// One more than the largest number that a name of this form has.
template <class Named>
std::string numbered(const std::vector<Named>& list, const std::string& beginning) {
  int largest = 0;
  for (const Named& it : list) {
    if (!it.name.starts_with(beginning)) continue;
    int number = 0;
    std::from_chars(it.name.data() + beginning.size(), it.name.data() + it.name.size(), number);
    largest = std::max(largest, number);
  }
  return fmt::format("{}{}", beginning, largest + 1);
}

std::string foreign_key_name(const ir::Table& table) {
  return numbered(table.foreign_keys, table.name.name + std::string(kForeignKeyInfix));
}

std::string check_name(const ir::Table& table, bool) {
  return numbered(table.checks, table.name.name + std::string(kCheckInfix));
}

}  // namespace

std::string constraint_name(const ir::Table& table) {
  return numbered(table.checks, "CONSTRAINT_");
}

const GivenNames kGivenNames{index_name, foreign_key_name, kForeignKeyInfix, check_name, kCheckInfix};

}  // namespace kura::dialect::mysql
