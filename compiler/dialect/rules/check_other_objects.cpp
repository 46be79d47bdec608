// Sequences, owners, grants and comments where an engine has none.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

void check_rights(std::string& owner, std::vector<ir::Grant>& grants, SourceRange at, const Dialect& dialect,
                  diag::Sink& sink) {
  if (!owner.empty() && !dialect.capabilities->has_owner) {
    report_support(Support::left_out, "owners", "", at, dialect, sink);
    owner.clear();
  }
  if (!grants.empty() && !dialect.capabilities->has_grants) {
    report_support(Support::left_out, "grants", "", grants.front().at, dialect, sink);
    grants.clear();
  }
}

}  // namespace

void check_other_objects(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (const ir::Sequence& sequence : schema.sequences) {
    if (dialect.capabilities->has_sequences) continue;
    report_support(Support::refused, "sequences",
                   "use an `identity` column, or keep the sequence on other warehouses with `only on`", sequence.at,
                   dialect, sink);
  }
  for (ir::Table& table : schema.tables) check_rights(table.owner, table.grants, table.at, dialect, sink);
  for (ir::View& view : schema.views) check_rights(view.owner, view.grants, view.at, dialect, sink);
}

}  // namespace kura::dialect::rules
