// Conditions of the rows of alter_rows.def: small questions about one change.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::starrocks {

// What the change is about.
bool is_materialized(const Facing& facing);
bool is_plain_view(const Facing& facing);
bool is_synchronous_view(const Facing& facing);
bool is_read_materialized_view(const Facing& facing);
bool is_between_databases(const Facing& facing);

// Columns that come, go and are renamed.
bool takes_name_back(const Facing& facing);
bool is_identity(const Facing& facing);
bool has_no_value(const Facing& facing);
bool has_made_up_default(const Facing& facing);
bool is_sum_with_default(const Facing& facing);
bool needs_fast_evolution(const Facing& facing);
bool is_primary_key_column(const Facing& facing);
bool is_fixed_key_column(const Facing& facing);
bool is_key(const Facing& facing);
bool is_generated(const Facing& facing);
bool is_partition_column(const Facing& facing);
bool is_hash_column(const Facing& facing);
bool is_hash_column_of_group(const Facing& facing);
bool is_sort_column(const Facing& facing);
bool is_merging_key(const Facing& facing);
bool feeds_generated_column(const Facing& facing);
bool is_rename_unknown(const Facing& facing);
bool is_rename_of_case(const Facing& facing);
bool takes_dropped_name(const Facing& facing);

// Columns that change.
bool is_stored_alike(const Facing& facing);
bool is_widened(const Facing& facing);
bool is_converted(const Facing& facing);
bool is_rounded(const Facing& facing);
bool adds_fields_only(const Facing& facing);
bool changes_fields_only(const Facing& facing);
bool is_not_castable(const Facing& facing);
bool loses_something_inside(const Facing& facing);
bool is_copied_unchanged(const Facing& facing);
bool is_copied_if_it_fits(const Facing& facing);
bool is_copied_whole(const Facing& facing);
bool is_default_same(const Facing& facing);
bool has_default(const Facing& facing);
bool can_loosen(const Facing& facing);
bool is_generated_fixed(const Facing& facing);
bool has_comment_clause(const Facing& facing);
bool is_ordered_anyway(const Facing& facing);
bool can_reorder(const Facing& facing);

// Keys and physical design.
bool keeps_key_roles(const Facing& facing);
bool permutes_key(const Facing& facing);
bool merges_rows(const Facing& facing);
bool is_distribution_same(const Facing& facing);
bool stays_in_colocate_group(const Facing& facing);
bool can_optimize(const Facing& facing);
bool can_sort(const Facing& facing);
bool coarsens_partitions(const Facing& facing);
bool sets_partition_properties(const Facing& facing);
bool has_partition_of_same_name(const Facing& facing);
bool keeps_no_partition(const Facing& facing);
bool stands_before_kept_partition(const Facing& facing);
bool is_index_of_dropped_column(const Facing& facing);
bool is_vector_index(const Facing& facing);
bool is_rollup(const Facing& facing);
bool is_charset_or_engine(const Facing& facing);
bool extends_batches(const Facing& facing);
bool shortens_batches(const Facing& facing);
bool makes_batches_of_automatic(const Facing& facing);

// Properties.
bool is_property_alike(const Facing& facing);
bool is_replication_of_group(const Facing& facing);
bool can_set_property(const Facing& facing);
bool is_set_at_creation(const Facing& facing);

// Views.
bool is_column_list_alike(const Facing& facing);
bool is_security_alike(const Facing& facing);
bool is_refresh_alike(const Facing& facing);
bool is_incremental(const Facing& facing);

}  // namespace kura::dialect::starrocks
