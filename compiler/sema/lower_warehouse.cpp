// The warehouse itself: settings and properties with their parameters filled in.
#include <algorithm>

#include "compiler/sema/passes.h"
#include "compiler/sema/properties.h"

namespace kura::sema {

ir::Warehouse lower_warehouse(const Target& target, Lowering& lowering) {
  ir::Warehouse warehouse;
  warehouse.dialect = lowering.dialect;
  if (target.warehouse == nullptr) {
    warehouse.name = warehouse.dialect;
    return warehouse;
  }
  warehouse.name = target.warehouse->name.text;
  warehouse.at = target.warehouse->name.at;
  for (const ast::Setting& setting : target.warehouse->settings) {
    // The address may hold secrets of the environment, which only the part that connects reads.
    const bool is_address = setting.key.text == "url";
    const ast::Value value = is_address ? setting.value : lowering.parameters.fill_in(setting.value);
    warehouse.settings.emplace(setting.key.text, value.text);
  }
  PropertySet properties(lowering);
  properties.add(target.warehouse->properties, 0, 0);
  warehouse.properties = properties.take();
  return warehouse;
}

}  // namespace kura::sema
