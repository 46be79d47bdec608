// The dialect's tables put together.
#include "compiler/dialect/redshift/redshift.h"

#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/migration.h"
#include "compiler/dialect/redshift/renderer.h"
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

constexpr TypeRow kTypes[] = {
#define KURA_TYPE_ROW(kind, fidelity, plain, with_arguments, longest, note) \
  {ir::TypeKind::kind, Fidelity::fidelity, plain, with_arguments, longest, note},
#include "compiler/dialect/redshift/types.def"
#undef KURA_TYPE_ROW
};

constexpr std::string_view kReservedWords[] = {
#define KURA_KEYWORD(word) word,
#include "compiler/dialect/redshift/keywords.def"
#undef KURA_KEYWORD
};

constexpr std::string_view kNativeTypes[] = {
#define KURA_NATIVE_TYPE(word) word,
#include "compiler/dialect/redshift/native_types.def"
#undef KURA_NATIVE_TYPE
};

constexpr NativeRow kNativeClauses[] = {
#define KURA_NATIVE_CLAUSE(scope, words, argument, meaning) \
  {NativeScope::scope, words, NativeArgument::argument, meaning},
#include "compiler/dialect/redshift/native_clauses.def"
#undef KURA_NATIVE_CLAUSE
};

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/dialect/redshift/kinds.def"
#undef KURA_KIND
};

constexpr std::string_view kSettings[] = {"enable_case_sensitive_identifier", "owner"};

constexpr Capabilities kCapabilities{
    .has_namespaces = true,
    // They are, unless the warehouse is case sensitive: check_names asks its setting.
    .has_case_insensitive_columns = false,
    .identifier_limit = 127,
    .identifier_limit_is_bytes = true,
    // A key is dropped by its name, and not all of the names that Redshift makes up are documented.
    .always_names_constraints = true,
    .column_limit = 1600,
    .primary_keys = Support::informational,
    .unique_keys = Support::informational,
    .foreign_keys = Support::informational,
    .needs_foreign_key_target_first = true,
    .has_referential_actions = false,
    .checks = Support::left_out,
    .identity = Support::yes,
    .has_identity_always = true,
    .has_identity_options = true,
    .has_stored_columns = false,
    .has_virtual_columns = false,
    .varchar_counts_bytes = true,
    .collations = Support::yes,
    .encodings = Support::yes,
    .has_aggregate_columns = false,
    .comments = CommentStyle::statement,
    .has_namespace_comments = true,
    .has_owner = true,
    .has_grants = true,
    .distribution = Support::yes,
    .has_buckets = false,
    .sort_keys = Support::yes,
    .partitions = Support::refused,
    .partition_columns_in_keys = false,
    .has_key_models = false,
    .has_properties = false,
    .indexes = Support::refused,
    .has_index_methods = false,
    .has_index_include = false,
    .has_index_where = false,
    .has_index_expressions = false,
    .enums = EnumStyle::text,
    .has_sequences = false,
    .materialized_views = Support::yes,
    .has_refresh = true,
    .has_late_binding_views = true,
    .has_view_security = false,
    .index_way_out = "use `sort by`, or keep the index to the warehouses that have them with `only on`",
    .partition_way_out =
        "use `sort by` on the same columns: blocks outside a range are skipped; keep the clause to other warehouses "
        "with "
        "`only on`",
    .materialized_view_way_out = "",
};

const RedshiftRenderer kRenderer;

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {
    "information_schema.", "pg_catalog.", "pg_internal.", "pg_", "stl_", "stv_", "svl_", "svv_", "sys_", "svcs_"};

}  // namespace

const Dialect kDialect{
    .name = "redshift",
    .display_name = "Redshift",
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

}  // namespace kura::dialect::redshift
