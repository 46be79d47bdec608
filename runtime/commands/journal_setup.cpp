// The journal's DDL for one warehouse.
#include "runtime/commands/journal_setup.h"

#include <fmt/format.h>

#include "compiler/driver/embedded.h"
#include "compiler/plan/planner.h"
#include "compiler/raise/raise.h"

namespace kura::runtime {
namespace {

// Goes up with every change of journal.schema that changes a table.
constexpr int kJournalVersion = 1;

/// The warehouse with what shapes tables in general; not its address, nor a schema of its own for them.
std::string warehouse_text(const ir::Warehouse& warehouse) {
  ir::Schema schema;
  schema.warehouse = warehouse;
  schema.warehouse.settings.erase("url");
  schema.warehouse.settings.erase("schema");
  return raise::to_schema_text(schema);
}

Result<driver::CompiledWarehouse> compile_text(const std::string& journal, const ir::Warehouse& warehouse) {
  SourceManager sources;
  diag::Sink sink;
  driver::CompileOptions options;
  options.path = "journal.schema";
  options.texts.emplace("journal.schema", journal + "\n" + warehouse_text(warehouse));
  auto compiled = driver::compile(options, sources, sink);
  auto* compilation = std::get_if<driver::Compilation>(&compiled);
  if (compilation == nullptr || sink.has_errors() || compilation->warehouses.size() != 1) {
    return Failure{fmt::format("the journal's schema does not compile for the warehouse `{}`", warehouse.name)};
  }
  return std::move(compilation->warehouses.front());
}

std::vector<std::string> statements_between(ir::Schema before, ir::Schema after, const dialect::Dialect& dialect) {
  plan::Policy policy;
  policy.allows_destructive = true;
  const change::Plan plan = plan::make_plan(std::move(before), std::move(after), dialect, policy, false);
  std::vector<std::string> statements;
  for (const change::Step& step : plan.steps) statements.insert(statements.end(), step.sql.begin(), step.sql.end());
  return statements;
}

}  // namespace

Result<journal::Setup> journal_setup(const driver::CompiledWarehouse& warehouse) {
  const std::string text(driver::find_embedded(driver::library_files(), driver::kJournalSchema)->text);
  const ir::Warehouse declared = warehouse.declared ? warehouse.declared->warehouse : warehouse.schema.warehouse;
  Result<driver::CompiledWarehouse> compiled = compile_text(text, declared);
  if (!compiled.ok()) return Failure{compiled.error()};
  journal::Setup setup;
  setup.version = kJournalVersion;
  setup.declared = text;
  const dialect::Dialect& dialect = *warehouse.dialect;
  ir::Schema nothing;
  nothing.warehouse = compiled.value().schema.warehouse;
  setup.create = statements_between(nothing, compiled.value().schema, dialect);
  setup.upgrade = [declared, &dialect,
                   schema = compiled.value().schema](const std::string& former) -> Result<std::vector<std::string>> {
    Result<driver::CompiledWarehouse> before = compile_text(former, declared);
    if (!before.ok()) return Failure{before.error()};
    return statements_between(before.value().schema, schema, dialect);
  };
  return setup;
}

}  // namespace kura::runtime
