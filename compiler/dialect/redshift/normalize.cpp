// The physical model: privileges on columns apart from those on whole relations, as GRANT wants them.
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

void split(std::vector<ir::Grant>& grants) {
  std::vector<ir::Grant> result;
  for (const ir::Grant& grant : grants) {
    ir::Grant whole = grant;
    ir::Grant by_column = grant;
    std::erase_if(whole.privileges, [](const ir::Privilege& it) { return !it.columns.empty(); });
    std::erase_if(by_column.privileges, [](const ir::Privilege& it) { return it.columns.empty(); });
    if (!whole.privileges.empty()) result.push_back(std::move(whole));
    if (!by_column.privileges.empty()) result.push_back(std::move(by_column));
  }
  grants = std::move(result);
}

}  // namespace

void normalize(ir::Schema& schema, const Dialect&) {
  for (ir::Table& table : schema.tables) split(table.grants);
  for (ir::View& view : schema.views) split(view.grants);
}

}  // namespace kura::dialect::redshift
