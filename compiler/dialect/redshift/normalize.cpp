// The physical model: a name of its own for every key, as a key is a relation of its schema and is dropped by its name.
#include <fmt/format.h>

#include <set>

#include "compiler/dialect/naming.h"
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

class KeyNames {
 public:
  KeyNames(ir::Schema& schema, const Capabilities& has) : schema_(schema), has_(has) {}

  void run() {
    for (const ir::Table& table : schema_.tables) take(table.name);
    for (const ir::View& view : schema_.views) take(view.name);
    // Names that the user gave come first: they stay.
    for (const bool is_made_up : {false, true}) {
      for (ir::Table& table : schema_.tables) {
        if (table.primary_key) settle(table, *table.primary_key, {}, "pkey", is_made_up);
        for (ir::Key& key : table.unique_keys) settle(table, key, key.columns, "key", is_made_up);
      }
    }
  }

 private:
  bool take(const ir::QualifiedName& name) {
    return taken_.insert(folded(name.schema, schema_) + "." + folded(name.name, schema_)).second;
  }

  void settle(const ir::Table& table, ir::Key& key, const std::vector<std::string>& columns, const std::string& suffix,
              bool is_made_up) {
    const std::string made_up = made_up_name(table.name.name, columns, suffix, has_);
    if ((key.name.empty() || key.name == made_up) != is_made_up) return;
    if (key.name.empty()) key.name = made_up;
    for (int number = 1; !take({table.name.schema, key.name}) && is_made_up; ++number) {
      key.name = made_up_name(table.name.name, columns, fmt::format("{}{}", suffix, number), has_);
    }
  }

  ir::Schema& schema_;
  const Capabilities& has_;
  std::set<std::string> taken_;
};

}  // namespace

void normalize(ir::Schema& schema, const Dialect& dialect) {
  KeyNames(schema, *dialect.capabilities).run();
}

}  // namespace kura::dialect::redshift
