// Every schema of the repository, for every dialect it compiles for: raised, it means the same and is canonical.
#include <doctest/doctest.h>

#include <set>

#include "compiler/dialect/registry.h"
#include "compiler/driver/compile.h"
#include "compiler/format/format.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/parse/parse.h"
#include "compiler/raise/raise.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

/// One warehouse's model and everything it needs to live.
struct Compiled {
  std::vector<driver::CompiledWarehouse> warehouses;
  bool has_errors = true;
  std::string errors;
};

Compiled compile(const driver::CompileOptions& options) {
  SourceManager sources;
  diag::Sink sink;
  auto outcome = driver::compile(options, sources, sink);
  Compiled result;
  auto* compilation = std::get_if<driver::Compilation>(&outcome);
  if (compilation == nullptr) return result;
  result.warehouses = std::move(compilation->warehouses);
  result.has_errors = sink.has_errors();
  for (const diag::Diagnostic& finding : sink.sorted()) {
    if (finding.kind->severity != diag::Severity::error) continue;
    result.errors += std::string(finding.kind->code) + " " + diag::message_of(finding) + "\n";
  }
  return result;
}

Compiled compile_text(const std::string& text) {
  driver::CompileOptions options;
  options.texts["raised.schema"] = text;
  options.keeps_declared = true;
  return compile(options);
}

std::string formatted_text(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const ast::File file = parse::parse(sources, sources.add("raised.schema", text), sink, {true});
  return sink.has_errors() ? "it does not parse" : format::format(file, sources);
}

/// Made-up names that would be the same in two tables are told apart in the order of declaration, which the text does
/// not keep.
bool has_made_up_twins(const fs::path& project) {
  return project.string().ends_with("/compile/mysql/names/input.schema") ||
         project.string().ends_with("/compile/mariadb/names/input.schema");
}

void check_round_trip(const driver::CompiledWarehouse& before, bool is_prepared_equal) {
  const std::string text = raise::to_schema_text(*before.declared);
  INFO(text);
  const Compiled after = compile_text(text);
  INFO(after.errors);
  REQUIRE_FALSE(after.has_errors);
  REQUIRE(after.warehouses.size() == 1);
  CHECK(ir::fingerprint(*after.warehouses[0].declared) == ir::fingerprint(*before.declared));
  CHECK((ir::fingerprint(after.warehouses[0].schema) == ir::fingerprint(before.schema)) == is_prepared_equal);
  CHECK(raise::to_schema_text(*after.warehouses[0].declared) == text);
  CHECK(formatted_text(text) == text);
}

/// Projects of several files, and every file alone.
std::set<fs::path> all_projects() {
  std::set<fs::path> projects;
  for (const char* folder : {"schemas", "examples", "tests/golden"}) {
    for (const fs::path& file : files_below(source_folder() / folder, ".schema")) {
      projects.insert(file);
      if (std::string(folder) != "tests/golden") projects.insert(file.parent_path());
    }
  }
  return projects;
}

/// How many models of a project made the round trip.
std::size_t check_project(const fs::path& project) {
  INFO(project.string());
  driver::CompileOptions options;
  options.path = project;
  options.keeps_declared = true;
  std::size_t count = 0;
  const auto check_all = [&] {
    const Compiled compiled = compile(options);
    if (compiled.has_errors) return;
    for (const driver::CompiledWarehouse& warehouse : compiled.warehouses) {
      INFO(warehouse.schema.warehouse.name);
      check_round_trip(warehouse, warehouse.schema.warehouse.dialect != "mysql" || !has_made_up_twins(project));
      ++count;
    }
  };
  check_all();
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    options.dialect = dialect->name;
    check_all();
  }
  return count;
}

}  // namespace

TEST_CASE("raise: every schema of the repository makes the round trip") {
  std::size_t count = 0;
  for (const fs::path& project : all_projects()) count += check_project(project);
  MESSAGE(count, " models");
  CHECK(count > 1000);
}

}  // namespace kura::testing
