// Flavour of MariaDB: its parent's, edited.
#pragma once

#include "compiler/dialect/mysql/capabilities.h"

namespace kura::dialect::mariadb {

inline constexpr mysql::Flavour kFlavour = [] {
  mysql::Flavour flavour = mysql::kFlavour;
  flavour.has_uuid_type = true;
  flavour.has_json_type = false;
  flavour.has_literal_text_defaults = true;
  flavour.has_changing_virtual = true;
  flavour.has_char_in_stored = false;
  flavour.has_hidden_not_null = false;
  flavour.absent_collation = "_0900_";
  flavour.utf8mb4_collation = "utf8mb4_general_ci";
  flavour.has_functional_keys = false;
  flavour.has_foreign_keys_on_virtual = true;
  flavour.has_cascade_under_stored = true;
  flavour.has_check_names_per_table = true;
  flavour.has_default_list_partition = true;
  flavour.has_wide_partition_types = true;
  flavour.has_renames_in_expressions = true;
  flavour.has_instant_growth = true;
  flavour.has_public = true;
  flavour.has_hostless_roles = true;
  flavour.has_json_cast = false;
  return flavour;
}();

}  // namespace kura::dialect::mariadb
