// When a row of alter_rows.def answers: one question about a change each.
#pragma once

#include "compiler/dialect/alteration.h"

namespace kura::dialect::postgres {

// Columns.
bool inherits(const Facing& it);         // the table inherits or is inherited from
bool fills_every_row(const Facing& it);  // a new column whose value differs from row to row
bool has_no_value(const Facing& it);     // a new column that is not null and has no value for the rows there are
bool is_partition_column(const Facing& it);
bool is_spelt_alike(const Facing& it);  // both types are one in PostgreSQL
bool has_no_cast(const Facing& it);
bool is_held(const Facing& it);  // by the partition key or a generated column: its type cannot change
bool is_held_and_rounds(const Facing& it);
bool is_held_and_may_fail(const Facing& it);
bool has_new_labels(const Facing& it);  // the column stays on an enum that is made anew
bool changes_zone(const Facing& it);    // without a rewrite
bool keeps_rows(const Facing& it);      // no rewrite
bool needs_cast_and_rounds(const Facing& it);
bool needs_cast(const Facing& it);
bool rounds_and_may_fail(const Facing& it);
bool rounds(const Facing& it);
bool may_not_fit(const Facing& it);
bool is_set_at_once(const Facing& it);      // not null without a validated check before
bool can_set_expression(const Facing& it);  // version 17
bool is_free(const Facing& it);             // nothing hangs on the column: it can be dropped and added

// Keys and indexes.
bool is_on_partitioned(const Facing& it);
bool drops_key_with_successor(const Facing& it);  // the next primary key takes over in one statement
bool drops_grouping_key(const Facing& it);        // views with GROUP BY may rest on it
bool is_key_needed_early(const Facing& it);
bool is_index_in_the_way(const Facing& it);
bool holds_foreign_key(const Facing& it);  // a foreign key that stays rests on the unique index
bool is_unique_on_partitioned(const Facing& it);
bool is_index_needed_early(const Facing& it);  // by a foreign key

// Partitions.
bool is_same_partitioning(const Facing& it);
bool is_hash_partition(const Facing& it);
bool keeps_partition(const Facing& it);  // another name or other storage for the same rows
bool moves_rows(const Facing& it);       // its rows belong to a partition that comes
bool has_default_partition(const Facing& it);

// The engine's own clauses.
bool is_clause_logged_pointed_to(const Facing& it);
bool is_clause_copied(const Facing& it);
bool is_clause_method_fixed(const Facing& it);
bool is_clause_exclusion(const Facing& it);
bool is_clause_light(const Facing& it);

// Views.
bool can_be_replaced(const Facing& it);

}  // namespace kura::dialect::postgres
