// Golden plans: before.schema and after.schema beside each other, and what `kura plan` prints for them.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "compiler/dialect/registry.h"
#include "compiler/driver/embedded.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

/// tests/golden/plan/DIALECT/… is for that dialect, tests/golden/plan/common/… for all of them.
std::vector<std::string> dialects_of(const fs::path& folder, const fs::path& root) {
  const std::string first = fs::relative(folder, root).begin()->string();
  if (first != "common") return {first};
  std::vector<std::string> all;
  for (const dialect::Dialect* dialect : dialect::all_dialects()) all.emplace_back(dialect->name);
  return all;
}

std::vector<std::string> options_of(const fs::path& folder) {
  const fs::path file = folder / "options";
  return fs::exists(file) ? split_words(read_text(file)) : std::vector<std::string>{};
}

/// Plans and, where something went wrong, what was said.
std::string planned(const fs::path& folder, const std::string& dialect, const std::string& from,
                    const std::string& to) {
  std::vector<std::string> arguments = {"plan", "--from", from, "--to", to};
  const std::vector<std::string> options = options_of(folder);
  // A case for a version or a deployment declares a warehouse that has it.
  if (std::find(options.begin(), options.end(), "-w") == options.end())
    arguments.insert(arguments.end(), {"-d", dialect});
  arguments.insert(arguments.end(), options.begin(), options.end());
  const RunResult result = run_kura(arguments, folder);
  const bool has_mistakes = result.exit_code != 0 && result.exit_code != 4;
  std::string text = has_mistakes ? result.err : result.out;
  if (result.exit_code != 0) text += "exit " + std::to_string(result.exit_code) + "\n";
  return text;
}

/// The ```schema blocks of a page.
std::vector<std::string> examples_of(std::string_view page) {
  const std::string_view mark = "```schema\n";
  std::vector<std::string> blocks;
  for (std::size_t at = page.find(mark); at != std::string_view::npos; at = page.find(mark, at)) {
    at += mark.size();
    blocks.emplace_back(page.substr(at, page.find("```", at) - at));
  }
  return blocks;
}

constexpr std::string_view kHazardCodes[] = {
#define KURA_HAZARD(name, code, title) code,
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
};

}  // namespace

TEST_CASE("explain: every hazard has a page whose two examples, planned from one to the other, show it") {
  const fs::path folder = fs::temp_directory_path() / "kura_hazard_test";
  fs::create_directories(folder);
  for (const std::string_view code : kHazardCodes) {
    CAPTURE(code);
    const driver::EmbeddedFile* page = driver::find_embedded(driver::explanation_pages(), std::string(code) + ".md");
    REQUIRE(page != nullptr);
    const std::vector<std::string> examples = examples_of(page->text);
    REQUIRE(examples.size() == 2);
    std::ofstream(folder / "before.schema", std::ios::binary) << examples[0];
    std::ofstream(folder / "after.schema", std::ios::binary) << examples[1];
    bool is_shown = false;
    for (const dialect::Dialect* dialect : dialect::all_dialects()) {
      const RunResult result = run_kura(
          {"plan", "--from", "before.schema", "--to", "after.schema", "-d", std::string(dialect->name)}, folder);
      is_shown = is_shown || result.out.find(std::string(code) + " ") != std::string::npos;
    }
    CHECK(is_shown);
  }
  fs::remove_all(folder);
}

TEST_CASE("golden: plan") {
  const fs::path root = source_folder() / "tests/golden/plan";
  for (const fs::path& before : files_below(root, "before.schema")) {
    const fs::path folder = before.parent_path();
    const std::string name = fs::relative(folder, root).string();
    DOCTEST_SUBCASE(name.c_str()) {
      std::set<fs::path> used;
      for (const std::string& dialect : dialects_of(folder, root)) {
        INFO(dialect);
        const fs::path expected = folder / ("expected." + dialect + ".plan");
        check_golden(expected, planned(folder, dialect, "before.schema", "after.schema"));
        used.insert(expected);
        // From a state to itself there is nothing to do, however `was` reads.
        const std::string again = planned(folder, dialect, "after.schema", "after.schema");
        CHECK(again.find("Nothing to do") != std::string::npos);
      }
      for (const auto& entry : fs::directory_iterator(folder)) {
        const bool is_expected = entry.path().filename().string().starts_with("expected.");
        INFO(entry.path().string());
        if (is_expected) CHECK(used.count(entry.path()) == 1);
      }
    }
  }
}

}  // namespace kura::testing
