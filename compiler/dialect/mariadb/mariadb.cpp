// MariaDB 10.11: what it does otherwise than MySQL.
#include <algorithm>
#include <array>

#include "compiler/dialect/mariadb/flavour.h"
#include "compiler/dialect/mariadb/migration.h"
#include "compiler/dialect/mariadb/renderer.h"
#include "compiler/dialect/mysql/capabilities.h"
#include "compiler/dialect/mysql/normalize.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/tables.h"

namespace kura::dialect::mariadb {
namespace {

constexpr Capabilities kCapabilities = [] {
  Capabilities has = mysql::kCapabilities;
  has.has_sequences = true;
  has.has_namespace_comments = true;
  return has;
}();

constexpr auto kTypes = [] {
  auto rows = mysql::kTypes;
  for (TypeRow& row : rows) {
    if (row.kind == ir::TypeKind::uuid) row = {row.kind, Fidelity::exact, "UUID", "", 0, ""};
    if (row.kind == ir::TypeKind::json)
      row = {
          row.kind, Fidelity::widened, "JSON", "", 0, "another word for LONGTEXT with a check that it is valid JSON"};
  }
  return rows;
}();

constexpr auto kOwnClauses = std::to_array<NativeRow>({
#define KURA_NATIVE(scope, words, argument, meaning) {NativeScope::scope, words, NativeArgument::argument, meaning},
#include "compiler/dialect/mariadb/native_clauses.def"
#undef KURA_NATIVE
});

constexpr auto kNativeClauses = [] {
  std::array<NativeRow, mysql::shared_count(mysql::kReachedClauses) + kOwnClauses.size()> rows{};
  auto* at = rows.data();
  for (const mysql::ReachedClause& it : mysql::kReachedClauses) {
    if (it.reach == mysql::Reach::both) *at++ = it.row;
  }
  for (const NativeRow& row : kOwnClauses) *at++ = row;
  return rows;
}();

constexpr auto kOwnWords = std::to_array<std::string_view>({
#define KURA_WORD(word) word,
#include "compiler/dialect/mariadb/keywords.def"
#undef KURA_WORD
});

constexpr auto kReservedWords = [] {
  std::array<std::string_view, mysql::shared_count(mysql::kReachedWords) + kOwnWords.size()> words{};
  auto* at = words.data();
  for (const mysql::ReachedWord& it : mysql::kReachedWords) {
    if (it.reach == mysql::Reach::both) *at++ = it.word;
  }
  for (const std::string_view word : kOwnWords) *at++ = word;
  std::sort(words.begin(), words.end());
  return words;
}();

constexpr auto kOwnTypes = std::to_array<std::string_view>({
#define KURA_WORD(word) word,
#include "compiler/dialect/mariadb/native_types.def"
#undef KURA_WORD
});

constexpr auto kNativeTypes = [] {
  std::array<std::string_view, mysql::kNativeTypes.size() + kOwnTypes.size()> words{};
  auto* at = std::copy(mysql::kNativeTypes.begin(), mysql::kNativeTypes.end(), words.data());
  std::copy(kOwnTypes.begin(), kOwnTypes.end(), at);
  std::sort(words.begin(), words.end());
  return words;
}();

constexpr auto kSettings = std::to_array<std::string_view>({"charset", "collation"});

#define KURA_KIND(code_, name_, severity_, message_, help_) \
  constexpr diag::Kind name_{code_, #name_, diag::Severity::severity_, message_, help_};
#include "compiler/dialect/mariadb/kinds.def"
#undef KURA_KIND

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/dialect/mariadb/kinds.def"
#undef KURA_KIND
};

const MariadbRenderer kRenderer{kFlavour};

/// NOT NULL cannot stand on a generated column; a check says the same.
void check_generated_not_null(ir::Table& table, ir::Column& column, const mysql::RuleContext& context) {
  if (!column.generated || column.is_nullable) return;
  column.is_nullable = true;
  const bool is_key = table.primary_key &&
                      std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(), column.name) !=
                          table.primary_key->columns.end();
  if (is_key) {
    context.report(generated_primary_key, table.primary_key->at, {column.name});
    return;
  }
  context.report(generated_not_null, column.at, {column.name});
  ir::Check check;
  check.at = column.at;
  check.expression.kind = ir::ExpressionKind::is_test;
  check.expression.is_negated = true;
  check.expression.text = "null";
  ir::Expression name;
  name.kind = ir::ExpressionKind::name;
  name.path = {column.name};
  check.expression.operands.push_back(std::move(name));
  table.checks.push_back(std::move(check));
}

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const mysql::RuleContext context{dialect, kFlavour, sink};
  for (ir::Table& table : schema.tables) {
    for (ir::Column& column : table.columns) check_generated_not_null(table, column, context);
  }
  mysql::run_rules(schema, dialect, kFlavour, sink);
}

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {"information_schema.", "mysql.", "performance_schema.", "sys."};

}  // namespace

extern const Dialect kDialect;
const Dialect kDialect{
    .name = "mariadb",
    .display_name = "MariaDB",
    .parent = "mysql",
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
    .normalize = mysql::normalize,
};

}  // namespace kura::dialect::mariadb
