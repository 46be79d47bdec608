// SQLite: its answers and tables, put together.
#include "compiler/dialect/sqlite/kinds.h"
#include "compiler/dialect/sqlite/migration.h"
#include "compiler/dialect/sqlite/renderer.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

constexpr Capabilities kCapabilities{
    .has_namespaces = false,
    .has_case_insensitive_columns = true,
    .identifier_limit = 0,
    .identifier_limit_is_bytes = false,
    .always_names_constraints = false,
    .column_limit = 2000,
    .primary_keys = Support::yes,
    .unique_keys = Support::yes,
    .foreign_keys = Support::yes,
    .needs_foreign_key_target_first = false,
    .has_referential_actions = true,
    .checks = Support::yes,
    .identity = Support::yes,
    .has_identity_always = false,
    .has_identity_options = false,
    .has_stored_columns = true,
    .has_virtual_columns = true,
    .varchar_counts_bytes = false,
    .collations = Support::yes,
    .encodings = Support::left_out,
    .has_aggregate_columns = false,
    .comments = CommentStyle::none,
    .has_namespace_comments = false,
    .has_owner = false,
    .has_grants = false,
    .distribution = Support::left_out,
    .has_buckets = false,
    .sort_keys = Support::left_out,
    .partitions = Support::refused,
    .partition_columns_in_keys = false,
    .has_key_models = false,
    .has_properties = false,
    .indexes = Support::yes,
    .has_index_methods = false,
    .has_index_include = false,
    .has_index_where = true,
    .has_index_expressions = true,
    .enums = EnumStyle::text,
    .has_sequences = false,
    .materialized_views = Support::refused,
    .has_refresh = false,
    .has_late_binding_views = false,
    .has_view_security = false,
    .index_way_out = "",
    .partition_way_out = "index the column, and keep the clause on other warehouses with `only on`",
    .materialized_view_way_out = "make it a plain view, or keep it on other warehouses with `only on`",
};

constexpr TypeRow kTypes[] = {
#define KURA_TYPE_ROW(kind, fidelity, plain, with_arguments, longest, note) \
  {ir::TypeKind::kind, Fidelity::fidelity, plain, with_arguments, longest, note},
#include "compiler/dialect/sqlite/types.def"
#undef KURA_TYPE_ROW
};

constexpr std::string_view kReservedWords[] = {
#define KURA_WORD(word) word,
#include "compiler/dialect/sqlite/keywords.def"
#undef KURA_WORD
};

constexpr std::string_view kNativeTypes[] = {
#define KURA_NATIVE_TYPE(word) word,
#include "compiler/dialect/sqlite/native_types.def"
#undef KURA_NATIVE_TYPE
};

constexpr NativeRow kNativeClauses[] = {
#define KURA_NATIVE(scope, words, argument, meaning) {NativeScope::scope, words, NativeArgument::argument, meaning},
#include "compiler/dialect/sqlite/native_clauses.def"
#undef KURA_NATIVE
};

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code, name, severity, message, help) &name,
#include "compiler/dialect/sqlite/kinds.def"
#undef KURA_KIND
};

constexpr Rule kRules[] = {
#define KURA_RULE(name) name,
#include "compiler/dialect/sqlite/rules.def"
#undef KURA_RULE
};

const SqliteRenderer kRenderer;

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (const Rule rule : kRules) rule(schema, dialect, sink);
}

/// LIKE never tells upper case from lower here, and there is no ILIKE.
void replace_ilike(ir::Expression& expression) {
  if (expression.kind == ir::ExpressionKind::like) expression.text = "like";
  for (ir::Expression& operand : expression.operands) replace_ilike(operand);
}

void normalize(ir::Schema& schema, const Dialect&) {
  for_each_expression(schema, [](ir::Expression& expression, Place, SourceRange) { replace_ilike(expression); });
}

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {"sqlite_"};

}  // namespace

extern const Dialect kDialect;
const Dialect kDialect{
    .name = "sqlite",
    .display_name = "SQLite",
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

}  // namespace kura::dialect::sqlite
