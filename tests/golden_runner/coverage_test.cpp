// Every diagnostic code appears in a golden file and has a page whose first example triggers it.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "compiler/dialect/registry.h"
#include "compiler/driver/all_kinds.h"
#include "compiler/driver/embedded.h"
#include "compiler/lint/rule.h"
#include "tests/golden_runner/run.h"

namespace kura::testing {
namespace {

namespace fs = std::filesystem;

std::string all_golden_text() {
  std::string text;
  for (const char* ending : {".expected", ".err"}) {
    for (const fs::path& file : files_below(source_folder() / "tests/golden", ending)) text += read_text(file);
  }
  return text;
}

/// The first ```schema block of a page.
std::string first_example(std::string_view page) {
  const std::string_view mark = "```schema\n";
  const std::size_t begin = page.find(mark);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = page.find("```", begin + mark.size());
  return std::string(page.substr(begin + mark.size(), end - begin - mark.size()));
}

/// A page shows a very long table as `// … and so on to c2001`: the columns c2 to c2001.
std::string written_out(std::string text) {
  const std::string mark = "// … and so on to c";
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return text;
  std::string columns;
  const int last = std::atoi(text.c_str() + at + mark.size());
  for (int i = 2; i <= last; ++i) columns += "c" + std::to_string(i) + " int;\n";
  return text.insert(text.find('\n', at) + 1, columns);
}

const lint::Rule* lint_rule(std::string_view code) {
  for (const lint::Rule& rule : lint::all_rules()) {
    if (rule.code == code) return &rule;
  }
  return nullptr;
}

/// A rule on comments that silence sees only what the other rules found: all of them run for it.
void add_lint_runs(const lint::Rule& rule, std::vector<std::vector<std::string>>& runs) {
  std::vector<std::vector<std::string>> added;
  for (std::vector<std::string> run : runs) {
    run[0] = "lint";
    if (rule.id != lint::RuleId::unused_allow) run.insert(run.end(), {"--rule", std::string(rule.name)});
    added.push_back(std::move(run));
  }
  runs = std::move(added);
}

/// What needs migrations is shown by a folder in tests/golden/lint, not by one schema.
bool is_shown_by_folder(const diag::Kind& kind) {
  return lint_rule(kind.code) != nullptr && (kind.name.starts_with("migration_") || kind.name == "stale_was");
}

/// True when checking the text reports the code for the project itself or for some dialect.
bool triggers(const std::string& text, std::string_view code) {
  const fs::path folder = fs::temp_directory_path() / "kura_explain_test";
  fs::create_directories(folder);
  const fs::path file = folder / "example.schema";
  std::ofstream(file, std::ios::binary) << written_out(text);
  std::vector<std::vector<std::string>> runs{{"check", "--notes", "example.schema"}};
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    runs.push_back({"check", "--notes", "-d", std::string(dialect->name), "example.schema"});
  }
  if (const lint::Rule* rule = lint_rule(code)) add_lint_runs(*rule, runs);
  bool found = false;
  for (const auto& arguments : runs) {
    const std::string err = run_kura(arguments, folder).err;
    found = found || err.find("[" + std::string(code) + "]") != std::string::npos;
  }
  fs::remove_all(folder);
  return found;
}

/// A page about migrations shows their files: what triggers its code is a case of tests/golden/migrations.
bool has_migrations_case(std::string_view code) {
  const std::vector<fs::path> files = files_below(source_folder() / "tests/golden/migrations", ".err");
  return std::any_of(files.begin(), files.end(), [&](const fs::path& file) {
    return read_text(file).find("[" + std::string(code) + "]") != std::string::npos;
  });
}

/// A page about reading SQL shows statements: what triggers its code is a case of tests/golden/import.
bool has_import_case(std::string_view code) {
  const std::vector<fs::path> files = files_below(source_folder() / "tests/golden/import", ".err");
  return std::any_of(files.begin(), files.end(), [&](const fs::path& file) {
    return read_text(file).find("[" + std::string(code) + "]") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("coverage: every code is in a golden file") {
  const std::string text = all_golden_text();
  for (const diag::Kind* kind : driver::all_kinds()) {
    INFO(std::string(kind->code), " ", std::string(kind->name));
    CHECK(text.find("[" + std::string(kind->code) + "]") != std::string::npos);
  }
}

TEST_CASE("coverage: every code is used once and in order") {
  std::string_view previous;
  for (const diag::Kind* kind : driver::all_kinds()) {
    INFO(std::string(kind->code));
    CHECK(previous < kind->code);
    previous = kind->code;
  }
}

TEST_CASE("coverage: every code has a page, and its first example triggers it") {
  for (const diag::Kind* kind : driver::all_kinds()) {
    INFO(std::string(kind->code), " ", std::string(kind->name));
    const auto* page = driver::find_embedded(driver::explanation_pages(), std::string(kind->code) + ".md");
    CHECK(page != nullptr);
    if (page == nullptr) continue;
    CHECK(page->text.starts_with("# " + std::string(kind->code) + ": "));
    if (is_shown_by_folder(*kind)) continue;  // golden: every lint rule has a case in a folder of its name
    const bool is_of_import = kind->code.starts_with("KURA08");
    if (is_of_import) CHECK(has_import_case(kind->code));
    if (is_of_import) continue;
    const bool is_of_migrations = kind->code.starts_with("KURA06");
    CHECK((is_of_migrations ? has_migrations_case(kind->code) : triggers(first_example(page->text), kind->code)));
  }
}

}  // namespace kura::testing
