// Flavour: where the servers of this family differ, as data; rules and the renderer ask it and never who answers.
#pragma once

#include <string_view>

namespace kura::dialect::mysql {

/// No member has a default, so that a new one fails to compile until every flavour has answered it.
struct Flavour {
  // Types and columns.
  bool has_uuid_type;                 // otherwise CHAR(36)
  bool has_json_type;                 // otherwise a text with a check, which has literal defaults and prefix keys
  bool has_literal_text_defaults;     // TEXT and BLOB take DEFAULT 'x', otherwise only DEFAULT ('x')
  bool has_changing_virtual;          // virtual columns may call now() and the like, and read the AUTO_INCREMENT column
  bool has_char_in_stored;            // stored and indexed columns may be computed from a CHAR, blanks or not
  bool has_hidden_not_null;           // an invisible NOT NULL column may go without a default
  std::string_view absent_collation;  // part of the names of collations that only the other flavour has
  std::string_view utf8mb4_collation;  // the default of that character set

  // Keys.
  bool has_functional_keys;          // key parts `((expression))`
  bool has_foreign_keys_on_virtual;  // a foreign key may start from a virtual column
  bool has_cascade_under_stored;     // ON DELETE CASCADE on a column that a stored column reads
  bool has_check_names_per_table;    // otherwise one name stands once in a database

  // Partitions.
  bool has_default_list_partition;  // PARTITION p DEFAULT
  bool has_wide_partition_types;    // RANGE and LIST COLUMNS over more than whole numbers, dates and texts

  // Changes.
  bool has_renames_in_expressions;  // RENAME COLUMN rewrites the checks and generated columns that read the column
  bool has_instant_growth;          // a longer VARCHAR with as many length bytes is metadata only

  // The rest.
  bool has_public;          // GRANT … TO PUBLIC
  bool has_hostless_roles;  // the catalog shows a role as an account without host, which GRANT would take for a user
  bool has_json_cast;       // CAST(x AS JSON)
};

}  // namespace kura::dialect::mysql
