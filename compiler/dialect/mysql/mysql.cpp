// MySQL 8: its tables put together.
#include "compiler/dialect/mysql/capabilities.h"
#include "compiler/dialect/mysql/kinds.h"
#include "compiler/dialect/mysql/migration.h"
#include "compiler/dialect/mysql/normalize.h"
#include "compiler/dialect/mysql/renderer.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/tables.h"

namespace kura::dialect::mysql {
namespace {

constexpr auto kNativeClauses = [] {
  std::array<NativeRow, kReachedClauses.size()> rows{};
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = kReachedClauses[i].row;
  return rows;
}();

constexpr auto kReservedWords = [] {
  std::array<std::string_view, kReachedWords.size()> words{};
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = kReachedWords[i].word;
  return words;
}();
static_assert(std::is_sorted(kReservedWords.begin(), kReservedWords.end()));
static_assert(std::is_sorted(kNativeTypes.begin(), kNativeTypes.end()));

constexpr auto kSettings = std::to_array<std::string_view>({"charset", "collation"});

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/dialect/mysql/kinds.def"
#undef KURA_KIND
};

const MysqlRenderer kRenderer{kFlavour};

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  run_rules(schema, dialect, kFlavour, sink);
}

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {"information_schema.", "mysql.", "performance_schema.", "sys."};

}  // namespace

extern const Dialect kDialect;
const Dialect kDialect{
    .name = "mysql",
    .display_name = "MySQL",
    .parent = "",
    .aliases = {},
    .capabilities = &kCapabilities,
    .types = kTypes,
    .reserved_words = kReservedWords,
    .native_types = kNativeTypes,
    .native_clauses = kNativeClauses,
    .settings = kSettings,
    .system_relations = kSystemRelations,
    .kinds = kKinds,
    .renderer = &kRenderer,
    .migration = &kMigration,
    .check = check,
    .normalize = normalize,
};

}  // namespace kura::dialect::mysql
