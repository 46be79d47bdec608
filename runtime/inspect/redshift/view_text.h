// What pg_get_viewdef tells of a view. A bound view is its query; of materialized and late-binding ones the engine
// keeps what the user wrote, CREATE and all.
#pragma once

#include <string>
#include <string_view>

namespace kura::inspect::redshift {

struct ViewText {
  std::string head;   // between the name and AS: the columns, or the options of a materialized view
  std::string query;  // without `with no schema binding`
  bool is_materialized = false;
  bool is_late_binding = false;
  bool has_no_backup = false;
};

ViewText read_view_text(std::string_view text);

}  // namespace kura::inspect::redshift
