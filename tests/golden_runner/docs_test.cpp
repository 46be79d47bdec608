// Documentation: every example of the language reference compiles, and the generated table of types is up to date.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

struct Example {
  std::string arguments;  // behind "```schema": dialects to compile for, or "fails CODE"
  std::string text;
};

std::vector<Example> examples_of(const std::string& page) {
  const std::string mark = "```schema";
  std::vector<Example> examples;
  for (std::size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at)) {
    const std::size_t line_end = page.find('\n', at);
    const std::size_t end = page.find("\n```", line_end);
    const std::size_t words = at + mark.size();
    examples.push_back({page.substr(words, line_end - words), page.substr(line_end + 1, end - line_end)});
    at = end + 4;
  }
  return examples;
}

RunResult check_example(const std::string& text, const std::string& dialect) {
  const fs::path folder = fs::temp_directory_path() / "kura_docs_test";
  fs::create_directories(folder);
  std::ofstream(folder / "example.schema", std::ios::binary) << text;
  std::vector<std::string> arguments{"check", "example.schema"};
  if (!dialect.empty()) arguments.insert(arguments.end(), {"-d", dialect});
  RunResult result = run_kura(arguments, folder);
  fs::remove_all(folder);
  return result;
}

}  // namespace

TEST_CASE("docs: every example of the reference compiles") {
  for (const char* page : {"grammar/README.md", "README.md"}) {
    const std::vector<Example> examples = examples_of(read_text(source_folder() / page));
    CHECK_FALSE(examples.empty());
    for (const Example& example : examples) {
      INFO(page, ":\n", example.text);
      const std::vector<std::string> words = split_words(example.arguments);
      if (!words.empty() && words[0] == "fails") {
        REQUIRE(words.size() >= 2);
        const RunResult result = check_example(example.text, words.size() > 2 ? words[2] : "");
        CHECK(result.err.find(words[1]) != std::string::npos);
        continue;
      }
      for (const std::string& dialect : words.empty() ? std::vector<std::string>{""} : words) {
        const RunResult result = check_example(example.text, dialect);
        INFO(dialect, "\n", result.err);
        CHECK(result.exit_code == 0);
      }
    }
  }
}

TEST_CASE("docs: the table of types is what the compiler uses") {
  const fs::path page = source_folder() / "grammar/types.md";
  const RunResult result = run_kura({"types", "--markdown"}, source_folder());
  CHECK(result.exit_code == 0);
  const std::string text = "# Types\n\nMade by `kura types --markdown`.\n\n" + result.out;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(page, std::ios::binary) << text;
  CHECK(read_text(page) == text);
}

TEST_CASE("docs: the table of lint rules is what the compiler uses") {
  const fs::path page = source_folder() / "grammar/lint.md";
  const RunResult result = run_kura({"lint", "--list", "--markdown"}, source_folder());
  CHECK(result.exit_code == 0);
  const std::string text = "# Lint rules\n\nMade by `kura lint --list --markdown`.\n\n" + result.out;
  if (std::getenv("UPDATE_GOLDEN") != nullptr) std::ofstream(page, std::ios::binary) << text;
  CHECK(read_text(page) == text);
}

}  // namespace kura::testing
