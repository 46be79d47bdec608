// Views: materialized ones, refresh, late binding and security where an engine lacks them.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {

void check_views(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  for (ir::View& view : schema.views) {
    if (view.is_materialized) {
      report_support(has.materialized_views, "materialized views", has.materialized_view_way_out, view.at, dialect,
                     sink);
    }
    if (view.refresh && view.refresh->mode != ir::RefreshMode::manual && !has.has_refresh &&
        has.materialized_views == Support::yes) {
      report_support(Support::left_out, "materialized views that refresh by themselves",
                     "run `REFRESH MATERIALIZED VIEW` on a schedule", view.refresh->at, dialect, sink);
      view.refresh.reset();
    }
    if (view.no_schema_binding && !has.has_late_binding_views) {
      report_support(Support::left_out, "views without schema binding", "put `no schema binding` into a `for` block",
                     view.at, dialect, sink);
      view.no_schema_binding = false;
    }
    if (view.security != ir::ViewSecurity::unspecified && !has.has_view_security) {
      report_support(Support::refused, "choice of a view's security", "put `security` into a `for` block", view.at,
                     dialect, sink);
    }
  }
}

}  // namespace kura::dialect::rules
