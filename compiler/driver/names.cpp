// The words that Kura knows, out of the registries.
#include "compiler/driver/names.h"

#include "compiler/diag/suggest.h"
#include "compiler/dialect/registry.h"
#include "compiler/lint/rule.h"

namespace kura::driver {

std::vector<std::string> dialect_names() {
  std::vector<std::string> names;
  for (const dialect::Dialect* dialect : dialect::all_dialects()) names.emplace_back(dialect->name);
  return names;
}

std::string dialect_called(std::string_view name) {
  const dialect::Dialect* dialect = dialect::find_dialect(name);
  return dialect != nullptr ? std::string(dialect->name) : std::string();
}

std::vector<std::string> lint_rule_names() {
  std::vector<std::string> names;
  for (const lint::Rule& rule : lint::all_rules()) names.emplace_back(rule.name);
  return names;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& known) {
  return diag::did_you_mean(name, known);
}

}  // namespace kura::driver
