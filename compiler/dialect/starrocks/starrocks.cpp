// The dialect's tables put together.
#include "compiler/dialect/starrocks/starrocks.h"

#include "compiler/dialect/starrocks/capabilities.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/migration.h"
#include "compiler/dialect/starrocks/renderer.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr TypeRow kTypes[] = {
#define KURA_TYPE_ROW(kind, fidelity, plain, with_arguments, longest, note) \
  {ir::TypeKind::kind, Fidelity::fidelity, plain, with_arguments, longest, note},
#include "compiler/dialect/starrocks/types.def"
#undef KURA_TYPE_ROW
};

constexpr std::string_view kReservedWords[] = {
#define KURA_KEYWORD(word) word,
#include "compiler/dialect/starrocks/keywords.def"
#undef KURA_KEYWORD
};

constexpr std::string_view kNativeTypes[] = {
#define KURA_NATIVE_TYPE(word) word,
#include "compiler/dialect/starrocks/native_types.def"
#undef KURA_NATIVE_TYPE
};

constexpr NativeRow kNativeClauses[] = {
#define KURA_NATIVE_CLAUSE(scope, words, argument, meaning) \
  {NativeScope::scope, words, NativeArgument::argument, meaning},
#include "compiler/dialect/starrocks/native_clauses.def"
#undef KURA_NATIVE_CLAUSE
};

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/dialect/starrocks/kinds.def"
#undef KURA_KIND
};

const StarRocksRenderer kRenderer;

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {"information_schema.", "sys.", "_statistics_."};

}  // namespace

const Dialect kDialect{
    .name = "starrocks",
    .display_name = "StarRocks",
    .parent = "",
    .aliases = {},
    .capabilities = &kCapabilities,
    .types = kTypes,
    .reserved_words = kReservedWords,
    .native_types = kNativeTypes,
    .native_clauses = kNativeClauses,
    .settings = {},
    .system_relations = kSystemRelations,
    .kinds = kKinds,
    .renderer = &kRenderer,
    .migration = &kMigration,
    .check = check,
    .normalize = normalize,
};

}  // namespace kura::dialect::starrocks
