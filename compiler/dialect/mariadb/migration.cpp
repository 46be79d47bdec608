// How MariaDB changes what exists: its own rows in front of MySQL's, and its migrator.
#include "compiler/dialect/mariadb/migration.h"

#include "compiler/dialect/mariadb/flavour.h"
#include "compiler/dialect/mariadb/migrator.h"
#include "compiler/dialect/mariadb/renderer.h"
#include "compiler/dialect/mysql/alter_rows.h"

namespace kura::dialect::mariadb {
namespace {

// The words of the rows: ways and conditions.
using namespace mysql;

constexpr auto kOwnRows = std::to_array<ServerRow>({
#include "compiler/dialect/mariadb/alter_rows.def"
});

constexpr auto kAllRows = [] {
  std::array<ServerRow, kOwnRows.size() + kServerRows.size()> rows{};
  auto* at = rows.data();
  for (const ServerRow& row : kOwnRows) *at++ = row;
  for (const ServerRow& row : kServerRows) *at++ = row;
  return rows;
}();

constexpr auto kRows = rows_of(kAllRows);
constexpr auto kAlgorithms = algorithms_of(kAllRows);
constexpr Answers kAnswers{kRows, kAlgorithms};

const MariadbRenderer kRenderer{mariadb::kFlavour};
const MariadbMigrator kMigrator{kRenderer, kAnswers};

}  // namespace

const Migration kMigration{.traits = mysql::kTraits, .rows = kRows, .migrator = &kMigrator};

}  // namespace kura::dialect::mariadb
