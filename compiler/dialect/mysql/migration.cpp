// How MySQL changes what exists: traits, the rows of answers, the migrator.
#include "compiler/dialect/mysql/migration.h"

#include "compiler/dialect/mysql/alter_rows.h"
#include "compiler/dialect/mysql/capabilities.h"
#include "compiler/dialect/mysql/migrator.h"

namespace kura::dialect::mysql {
namespace {

constexpr auto kRows = rows_of(kServerRows);
constexpr auto kAlgorithms = algorithms_of(kServerRows);
constexpr Answers kAnswers{kRows, kAlgorithms};

const MysqlRenderer kRenderer{kFlavour};
const MysqlMigrator kMigrator{kRenderer, kAnswers};

}  // namespace

const Migration kMigration{.traits = kTraits, .rows = kRows, .migrator = &kMigrator};

}  // namespace kura::dialect::mysql
