// Capabilities: what an engine has, as data; rules and the planner ask these and never who answers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace kura::dialect {

/// How an engine honours something that was declared.
enum class Support : std::uint8_t {
  yes,            // has it, and enforces it where that is the point
  informational,  // stores it and never checks it: kept, with a warning
  left_out,       // has it not, the result is still correct: left out, with a warning
  refused,        // has it not: an error with a way out
};

enum class EnumStyle : std::uint8_t { named_type, inline_type, text };
enum class CommentStyle : std::uint8_t { statement, inline_clause, none };

/// No member has a default, so that a new one fails to compile until every dialect has answered it.
struct Capabilities {
  // Names.
  bool has_namespaces;
  bool has_case_insensitive_columns;  // names that differ only by case collide
  std::uint32_t identifier_limit;     // longest name; 0: none worth checking
  bool identifier_limit_is_bytes;     // otherwise characters
  bool always_names_constraints;      // emit a made-up name where the user gave none

  // Tables.
  std::uint32_t column_limit;
  Support primary_keys;
  Support unique_keys;
  Support foreign_keys;
  bool needs_foreign_key_target_first;  // a ring of tables is cut with ALTER TABLE
  bool has_referential_actions;
  Support checks;
  Support identity;
  bool has_identity_always;
  bool has_identity_options;  // start and step
  bool has_stored_columns;    // generated … stored
  bool has_virtual_columns;   // generated … virtual
  bool varchar_counts_bytes;  // the setting varchar_bytes_per_char multiplies lengths
  Support collations;
  Support encodings;
  bool has_aggregate_columns;
  CommentStyle comments;
  bool has_namespace_comments;
  bool has_owner;
  bool has_grants;

  // Physical design.
  Support distribution;
  bool has_buckets;
  Support sort_keys;
  Support partitions;
  bool partition_columns_in_keys;  // every primary and unique key must hold them
  bool has_key_models;
  bool has_properties;
  Support indexes;
  bool has_index_methods;
  bool has_index_include;
  bool has_index_where;
  bool has_index_expressions;

  // Other objects.
  EnumStyle enums;
  bool has_sequences;
  Support materialized_views;
  bool has_refresh;  // materialized views refresh by themselves when told so
  bool has_late_binding_views;
  bool has_view_security;

  // What to do instead, for help lines: one sentence each, empty where nothing is refused.
  std::string_view index_way_out;
  std::string_view partition_way_out;
  std::string_view materialized_view_way_out;
};

}  // namespace kura::dialect
