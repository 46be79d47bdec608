// Capabilities and flavour of MySQL; a derived dialect copies and edits them.
#pragma once

#include "compiler/dialect/capabilities.h"
#include "compiler/dialect/mysql/flavour.h"

namespace kura::dialect::mysql {

inline constexpr Capabilities kCapabilities{
    .has_namespaces = true,  // a schema is a database
    .has_case_insensitive_columns = true,
    .identifier_limit = 64,
    .identifier_limit_is_bytes = false,
    .always_names_constraints = true,
    .column_limit = 1017,  // InnoDB
    .primary_keys = Support::yes,
    .unique_keys = Support::yes,
    .foreign_keys = Support::yes,
    .needs_foreign_key_target_first = true,
    .has_referential_actions = true,
    .checks = Support::yes,
    .identity = Support::yes,
    .has_identity_always = false,
    .has_identity_options = true,  // the start; the step is refused by a rule
    .has_stored_columns = true,
    .has_virtual_columns = true,
    .varchar_counts_bytes = false,
    .collations = Support::yes,
    .encodings = Support::left_out,
    .has_aggregate_columns = false,
    .comments = CommentStyle::inline_clause,
    .has_namespace_comments = false,
    .has_owner = false,
    .has_grants = true,
    .distribution = Support::left_out,
    .has_buckets = false,
    .sort_keys = Support::left_out,
    .partitions = Support::yes,
    .partition_columns_in_keys = true,
    .has_key_models = false,
    .has_properties = false,
    .indexes = Support::yes,
    .has_index_methods = true,
    .has_index_include = false,
    .has_index_where = false,
    .has_index_expressions = true,
    .enums = EnumStyle::inline_type,
    .has_sequences = false,
    .materialized_views = Support::refused,
    .has_refresh = false,
    .has_late_binding_views = false,
    .has_view_security = true,
    .index_way_out = "",
    .partition_way_out = "",
    .materialized_view_way_out =
        "declare a `view`, or a table that a scheduled job fills; keep this one away with `only on`",
};

inline constexpr Flavour kFlavour{
    .has_uuid_type = false,
    .has_json_type = true,
    .has_literal_text_defaults = false,
    .has_changing_virtual = false,
    .has_char_in_stored = true,
    .has_hidden_not_null = true,
    .absent_collation = "uca1400",
    .utf8mb4_collation = "utf8mb4_0900_ai_ci",
    .has_functional_keys = true,
    .has_foreign_keys_on_virtual = false,
    .has_cascade_under_stored = false,
    .has_check_names_per_table = false,
    .has_default_list_partition = false,
    .has_wide_partition_types = false,
    .has_renames_in_expressions = false,
    .has_instant_growth = false,
    .has_public = false,
    .has_hostless_roles = false,
    .has_json_cast = true,
};

}  // namespace kura::dialect::mysql
