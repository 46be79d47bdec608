// What StarRocks has.
#pragma once

#include "compiler/dialect/capabilities.h"

namespace kura::dialect::starrocks {

inline constexpr Capabilities kCapabilities{
    .has_namespaces = true,
    .has_case_insensitive_columns = true,
    .identifier_limit = 1024,
    .identifier_limit_is_bytes = false,
    .always_names_constraints = false,
    .column_limit = 10000,
    // It becomes the key model.
    .primary_keys = Support::yes,
    .unique_keys = Support::left_out,
    .foreign_keys = Support::left_out,
    .needs_foreign_key_target_first = false,
    .has_referential_actions = false,
    .checks = Support::left_out,
    .identity = Support::yes,
    // Values may be given all the same: check_identity notes it.
    .has_identity_always = true,
    .has_identity_options = false,
    .has_stored_columns = true,
    .has_virtual_columns = false,
    .varchar_counts_bytes = true,
    .collations = Support::left_out,
    .encodings = Support::left_out,
    .has_aggregate_columns = true,
    .comments = CommentStyle::inline_clause,
    .has_namespace_comments = false,
    .has_owner = false,
    .has_grants = true,
    .distribution = Support::yes,
    .has_buckets = true,
    .sort_keys = Support::yes,
    .partitions = Support::yes,
    // Which key must hold them depends on the model: settle_partitions looks.
    .partition_columns_in_keys = false,
    .has_key_models = true,
    .has_properties = true,
    .indexes = Support::yes,
    .has_index_methods = true,
    .has_index_include = false,
    .has_index_where = false,
    .has_index_expressions = false,
    .enums = EnumStyle::text,
    .has_sequences = false,
    .materialized_views = Support::yes,
    .has_refresh = true,
    .has_late_binding_views = false,
    .has_view_security = true,
    .index_way_out = "",
    .partition_way_out = "",
    .materialized_view_way_out = "",
};

}  // namespace kura::dialect::starrocks
