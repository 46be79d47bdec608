// Warehouses: settings their dialect knows, parameters that exist, nothing twice.
#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

/// What every dialect's warehouse may set.
constexpr std::string_view kSettings[] = {
    "version",     "deployment", "url",          "schema",        "varchar_bytes_per_char",
    "destructive", "rebuild",    "column_order", "column_rebuild"};

class WarehouseChecker {
 public:
  WarehouseChecker(const Project& project, const Vocabulary& vocabulary, diag::Sink& sink)
      : vocabulary_(vocabulary), sink_(sink) {
    for (const auto& declared : project.parameters) parameters_.emplace_back(declared.name);
  }

  void check(const ast::WarehouseDecl& warehouse) {
    const DialectWords* dialect = vocabulary_.find(warehouse.dialect.text);
    ColumnNames settings, parameters, properties;
    for (const ast::Setting& setting : warehouse.settings) {
      check_once(settings, setting.key);
      check_setting(setting, *dialect);
    }
    for (const ast::Setting& setting : warehouse.parameters) {
      check_once(parameters, setting.key);
      check_parameter(setting);
    }
    for (const ast::Property& property : warehouse.properties) {
      check_once(properties, {property.key, property.key_at, true});
    }
  }

 private:
  void check_once(ColumnNames& names, const ast::Name& name) {
    const auto before = names.add(name);
    if (!before) return;
    auto& diagnostic = sink_.report(diag::given_twice, name.at, {std::string(name.text)});
    diagnostic.labels.push_back({names.place(*before), "first given here"});
  }

  void check_setting(const ast::Setting& setting, const DialectWords& dialect) {
    std::vector<std::string> known(std::begin(kSettings), std::end(kSettings));
    known.insert(known.end(), dialect.settings.begin(), dialect.settings.end());
    if (std::find(known.begin(), known.end(), setting.key.text) != known.end()) return;
    auto& diagnostic =
        sink_.report(diag::unknown_setting, setting.key.at, {std::string(setting.key.text), std::string(dialect.name)});
    suggest(diagnostic, setting.key.text, known, "its settings are");
  }

  void check_parameter(const ast::Setting& setting) {
    const std::string_view name = setting.key.text;
    if (std::find(parameters_.begin(), parameters_.end(), name) != parameters_.end()) return;
    auto& diagnostic = sink_.report(diag::unknown_parameter, setting.key.at, {std::string(name)});
    suggest(diagnostic, name, parameters_);
    if (diagnostic.helps.empty()) diagnostic.helps.push_back(fmt::format("declare it: `param {} = …;`", name));
  }

  const Vocabulary& vocabulary_;
  diag::Sink& sink_;
  std::vector<std::string> parameters_;
};

}  // namespace

void check_warehouses(const Project& project, const Vocabulary& vocabulary, diag::Sink& sink) {
  WarehouseChecker checker(project, vocabulary, sink);
  for (const auto& declared : project.warehouses) checker.check(*declared.decl);
}

}  // namespace kura::sema
