// Golden cases of `kura lint`: a project a folder, what is found in it, and what --fix makes of it.
#include <doctest/doctest.h>

#include <fstream>

#include "compiler/lint/rule.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

/// The options behind "// kura: lint" on the first line.
std::vector<std::string> options_of(const std::string& text) {
  const std::string mark = "// kura: lint";
  if (!text.starts_with(mark)) return {};
  return split_words(text.substr(mark.size(), text.find('\n') - mark.size()));
}

/// A copy without what the case expects, so that it is the project alone.
fs::path copy_of(const fs::path& folder) {
  const fs::path copy = fs::temp_directory_path() / "kura_lint_test";
  fs::remove_all(copy);
  fs::copy(folder, copy, fs::copy_options::recursive);
  fs::remove(copy / "fixed.schema");
  fs::remove(copy / "input.expected");
  return copy;
}

std::string printed(const RunResult& result) {
  return result.err + result.out + "exit " + std::to_string(result.exit_code) + "\n";
}

}  // namespace

TEST_CASE("golden: lint") {
  const fs::path root = source_folder() / "tests/golden/lint";
  for (const fs::path& input : files_below(root, "/input.schema")) {
    const fs::path folder = input.parent_path();
    const std::string name = fs::relative(folder, root).string();
    DOCTEST_SUBCASE(name.c_str()) {
      const fs::path copy = copy_of(folder);
      const std::string before = read_text(copy / "input.schema");
      std::vector<std::string> arguments{"lint", "--notes"};
      const std::vector<std::string> options = options_of(before);
      arguments.insert(arguments.end(), options.begin(), options.end());
      std::string text = printed(run_kura(arguments, copy));
      arguments.emplace_back("--fix");
      const RunResult fixing = run_kura(arguments, copy);
      const std::string after = read_text(copy / "input.schema");
      if (after != before) text += "\n--fix\n" + printed(fixing);
      check_golden(folder / "input.expected", text);
      check_golden(folder / "fixed.schema", after == before ? std::string() : after);
      // What is mended stays mended, and still compiles.
      (void)run_kura(arguments, copy);
      CHECK(read_text(copy / "input.schema") == after);
      CHECK(run_kura({"check"}, copy).exit_code ==
            run_kura({"check", folder.string() + "/input.schema"}, copy).exit_code);
      fs::remove_all(copy);
    }
  }
}

TEST_CASE("golden: every lint rule has a case in a folder of its name") {
  for (const lint::Rule& rule : lint::all_rules()) {
    INFO(std::string(rule.name));
    const std::string text = read_text(source_folder() / "tests/golden/lint" / rule.name / "input.expected");
    CHECK(text.find("[" + std::string(rule.code) + "]") != std::string::npos);
    CHECK(fs::exists(source_folder() / "tests/golden/lint" / rule.name / "fixed.schema") == rule.is_fixable);
  }
}

}  // namespace kura::testing
