// `kura lint` as a command: exit codes, levels, which rules run, formats.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "runtime/cli/cli.h"

namespace kura::lint {
namespace {

namespace fs = std::filesystem;

struct Result {
  int code = 0;
  std::string out;
  std::string err;
};

/// Lints one file with this text.
Result lint(const std::string& text, std::vector<const char*> arguments) {
  const fs::path file = fs::temp_directory_path() / "kura_lint_command_test.schema";
  std::ofstream(file, std::ios::binary) << text;
  const std::string path = file.string();
  arguments.insert(arguments.begin(), {"kura", "lint", path.c_str()});
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = cli::run(static_cast<int>(arguments.size()), arguments.data(), {in, out, err}, {});
  fs::remove(file);
  return {code, out.str(), err.str()};
}

bool holds(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kNoKey = "table t { a int; }\n";

}  // namespace

TEST_CASE("lint: the project says how grave a finding is, and errors fail") {
  CHECK(lint(kNoKey, {}).code == 0);
  CHECK(holds(lint(kNoKey, {}).err, "warning[KURA0720]"));
  CHECK(lint(kNoKey, {"--deny-warnings"}).code == 1);
  const std::string grave = std::string("lint { missing_primary_key = error; }\n") + kNoKey;
  CHECK(lint(grave, {}).code == 1);
  CHECK(holds(lint(grave, {}).err, "error[KURA0720]"));
  const std::string silent = std::string("lint { missing_primary_key = off; missing_comment = off; }\n") + kNoKey;
  CHECK(lint(silent, {"--deny-warnings"}).code == 0);
  CHECK(holds(lint(silent, {}).out, "nothing to say"));
}

TEST_CASE("lint: a rule that is asked for runs alone, even when it is off") {
  const Result result = lint(kNoKey, {"--rule", "missing_column_comment"});
  CHECK(holds(result.err, "warning[KURA0711]"));
  CHECK_FALSE(holds(result.err, "KURA0720"));
  CHECK(lint(kNoKey, {"--rule", "missing_key"}).code == 2);
}

TEST_CASE("lint: a project with errors is not linted") {
  const Result result = lint("table t { a nosuchtype; }\n", {});
  CHECK(result.code == 1);
  CHECK_FALSE(holds(result.err, "KURA07"));
}

TEST_CASE("lint: the formats are those of check, with the project's levels") {
  const std::string grave = std::string("lint { missing_primary_key = error; }\n") + kNoKey;
  CHECK(holds(lint(grave, {"--format", "github"}).out, "::error file="));
  CHECK(holds(lint(grave, {"--format", "json"}).out, "\"code\": \"KURA0720\""));
  const std::string sarif = lint(grave, {"--format", "sarif"}).out;
  CHECK(holds(sarif, "KURA0720"));
  CHECK(holds(sarif, "\"level\": \"error\""));
}

TEST_CASE("lint: one of several warehouses does not tell that a `was` is stale") {
  const std::string text =
      "warehouse a : postgres { }\nwarehouse b : sqlite { }\ntable t was u { a int primary key; }\n";
  CHECK_FALSE(holds(lint(text, {"-w", "a"}).err, "KURA0714"));
  CHECK_FALSE(holds(lint(text, {}).err, "KURA0714"));
}

}  // namespace kura::lint
