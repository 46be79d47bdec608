// Every schema of the repository: formatting keeps its meaning, and it is in the canonical layout.
#include <doctest/doctest.h>

#include <fstream>

#include "compiler/dialect/registry.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> all_schemas() {
  std::vector<fs::path> files;
  for (const char* folder : {"schemas", "examples", "tests/golden/compile"}) {
    for (const fs::path& file : files_below(source_folder() / folder, ".schema")) files.push_back(file);
  }
  return files;
}

std::string formatted(const std::string& text) {
  const RunResult result = run_kura({"fmt", "-"}, fs::temp_directory_path(), text);
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  return result.out;
}

/// What every dialect makes of a file: the DDL, or only that it is refused.
std::string compiled(const fs::path& file) {
  std::string all;
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    const RunResult result =
        run_kura({"build", "-d", std::string(dialect->name), file.filename().string()}, file.parent_path());
    all += std::to_string(result.exit_code) + "\n" + result.out;
  }
  return all;
}

}  // namespace

TEST_CASE("schemas: formatting twice is formatting once") {
  for (const fs::path& file : all_schemas()) {
    INFO(file.string());
    const std::string once = formatted(read_text(file));
    CHECK(formatted(once) == once);
  }
}

TEST_CASE("schemas: formatting keeps the meaning") {
  for (const fs::path& file : all_schemas()) {
    INFO(file.string());
    const std::string before = compiled(file);
    const fs::path copy = file.parent_path() / ("." + file.filename().string() + ".formatted.schema");
    std::ofstream(copy, std::ios::binary) << formatted(read_text(file));
    const std::string after = compiled(copy);
    fs::remove(copy);
    CHECK(before == after);
  }
}

TEST_CASE("schemas: what is shipped is in the canonical layout") {
  for (const char* folder : {"schemas", "examples"}) {
    const RunResult result = run_kura({"fmt", "--check", folder}, source_folder());
    INFO(result.out, result.err);
    CHECK(result.exit_code == 0);
  }
}

TEST_CASE("schemas: every shipped project has no errors") {
  for (const char* project :
       {"schemas/tpch", "schemas/tpcds", "schemas/ssb", "schemas/tickit", "examples/shop", "examples/clickstream"}) {
    const RunResult result = run_kura({"check", project}, source_folder());
    INFO(result.err);
    CHECK(result.exit_code == 0);
  }
}

}  // namespace kura::testing
