// Constraints that the engine does not enforce or does not have: one finding a table and kind.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

template <class Constraint>
void check_kind(std::vector<Constraint>& constraints, Support support, std::string_view feature,
                std::string_view way_out, const Dialect& dialect, diag::Sink& sink) {
  if (constraints.empty()) return;
  if (report_support(support, feature, way_out, constraints.front().at, dialect, sink)) constraints.clear();
}

void check_actions(ir::Table& table, const Dialect& dialect, diag::Sink& sink) {
  if (dialect.capabilities->has_referential_actions) return;
  for (ir::ForeignKey& key : table.foreign_keys) {
    const bool has_action =
        key.on_delete != ir::ReferentialAction::no_action || key.on_update != ir::ReferentialAction::no_action;
    if (!has_action) continue;
    report_support(Support::left_out, "`on delete` and `on update` actions", "", key.at, dialect, sink);
    key.on_delete = ir::ReferentialAction::no_action;
    key.on_update = ir::ReferentialAction::no_action;
  }
}

}  // namespace

void check_constraints(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  for (ir::Table& table : schema.tables) {
    check_kind(table.unique_keys, has.unique_keys, "unique constraints", "check for duplicates in the load", dialect,
               sink);
    check_kind(table.foreign_keys, has.foreign_keys, "foreign keys", "", dialect, sink);
    check_kind(table.checks, has.checks, "check constraints", "check values in the load", dialect, sink);
    if (table.primary_key &&
        report_support(has.primary_keys, "primary key constraints", "", table.primary_key->at, dialect, sink)) {
      table.primary_key.reset();
    }
    check_actions(table, dialect, sink);
  }
}

}  // namespace kura::dialect::rules
