// Golden cases: what the program prints for an input, compared with files that were read by eye.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "compiler/dialect/registry.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

/// The arguments behind "// kura:" on a case's first line; empty when there is none.
std::vector<std::string> arguments_of(const std::string& text) {
  const std::string mark = "// kura:";
  if (text.compare(0, mark.size(), mark) != 0) return {};
  return split_words(text.substr(mark.size(), text.find('\n') - mark.size()));
}

std::string case_name(const fs::path& path, const fs::path& root) {
  return fs::relative(path, root).replace_extension().string();
}

/// "redshift" of `-d redshift`; empty for the warehouses that the case declares.
std::string dialect_of(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
    if (arguments[i] == "-d") return arguments[i + 1];
  }
  return {};
}

void check_compile_case(const fs::path& input, const std::vector<std::string>& arguments, const std::string& dialect,
                        std::set<fs::path>& used) {
  const RunResult result = run_kura(arguments, input.parent_path());
  const fs::path sql = input.parent_path() / ("expected." + dialect + ".sql");
  const fs::path err = input.parent_path() / ("expected." + dialect + ".err");
  CHECK((result.exit_code == 0) == !result.out.empty());
  check_golden(sql, result.out);
  check_golden(err, result.err);
  used.insert(sql);
  used.insert(err);
}

void check_nothing_stale(const fs::path& folder, const std::set<fs::path>& used) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool is_expected = entry.path().filename().string().starts_with("expected.");
    INFO(entry.path().string());
    if (is_expected) CHECK(used.count(entry.path()) == 1);
  }
}

}  // namespace

TEST_CASE("golden: compile") {
  const fs::path root = source_folder() / "tests/golden/compile";
  for (const fs::path& input : files_below(root, "input.schema")) {
    const std::string name = case_name(input.parent_path(), root);
    DOCTEST_SUBCASE(name.c_str()) {
      std::set<fs::path> used;
      std::vector<std::string> arguments = arguments_of(read_text(input));
      const bool is_for_one = !arguments.empty();
      if (!is_for_one) arguments = {"build"};
      arguments.emplace_back("input.schema");
      if (is_for_one) {
        const std::string dialect = dialect_of(arguments);
        check_compile_case(input, arguments, dialect.empty() ? "declared" : dialect, used);
      } else {
        for (const dialect::Dialect* dialect : dialect::all_dialects()) {
          std::vector<std::string> with_dialect = arguments;
          with_dialect.insert(with_dialect.end(), {"-d", std::string(dialect->name)});
          check_compile_case(input, with_dialect, std::string(dialect->name), used);
        }
      }
      check_nothing_stale(input.parent_path(), used);
    }
  }
}

TEST_CASE("golden: errors") {
  const fs::path root = source_folder() / "tests/golden/errors";
  for (const fs::path& input : files_below(root, ".schema")) {
    const std::string file = input.filename().string();
    const bool is_case = file.starts_with("rejects_") || file.starts_with("warns_") || file.starts_with("accepts_");
    if (!is_case) continue;  // imported by a case
    const std::string name = case_name(input, root);
    DOCTEST_SUBCASE(name.c_str()) {
      std::vector<std::string> arguments = arguments_of(read_text(input));
      REQUIRE_MESSAGE(!arguments.empty(), "the first line must be `// kura: check …`");
      if (std::find(arguments.begin(), arguments.end(), "--notes") == arguments.end())
        arguments.emplace_back("--notes");
      arguments.push_back(file);
      const RunResult result = run_kura(arguments, input.parent_path());
      CHECK((result.exit_code != 0) == file.starts_with("rejects_"));
      const bool has_finding =
          result.err.find("warning[") != std::string::npos || result.err.find("note[") != std::string::npos;
      CHECK((has_finding || !file.starts_with("warns_")));
      check_golden(fs::path(input).replace_extension(".expected"),
                   result.err + result.out + "exit " + std::to_string(result.exit_code) + "\n");
    }
  }
}

TEST_CASE("golden: migrations") {
  const fs::path root = source_folder() / "tests/golden/migrations";
  for (const fs::path& arguments : files_below(root, "/args")) {
    const fs::path folder = arguments.parent_path();
    const std::string name = folder.filename().string();
    DOCTEST_SUBCASE(name.c_str()) {
      const RunResult result = run_kura(split_words(read_text(arguments)), folder);
      check_golden(folder / "expected.err",
                   result.err + result.out + "exit " + std::to_string(result.exit_code) + "\n");
    }
  }
}

}  // namespace kura::testing
