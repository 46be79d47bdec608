// The command line: exit codes, suggestions, files written, imports; the whole program in process.
#include "runtime/cli/cli.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace kura::cli {
namespace {

namespace fs = std::filesystem;

struct Result {
  int code = 0;
  std::string out;
  std::string err;
};

Result run_program(std::vector<const char*> arguments, const std::string& input = {}) {
  arguments.insert(arguments.begin(), "kura");
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = run(static_cast<int>(arguments.size()), arguments.data(), {in, out, err}, {});
  return {code, out.str(), err.str()};
}

/// A folder of its own for one test, removed at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(fs::temp_directory_path() / "kura_cli_test") {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { fs::remove_all(path_); }

  std::string write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  [[nodiscard]] bool has(const std::string& name) const { return fs::exists(path_ / name); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

constexpr const char* kTable = "table t {\n  id  int  not null;\n}\n";

}  // namespace

TEST_CASE("cli: help and version") {
  CHECK(run_program({"--help"}).code == 0);
  CHECK(run_program({"--help"}).out.find("Examples:") != std::string::npos);
  CHECK(run_program({"--version"}).out.starts_with("kura 0."));
  CHECK(run_program({"build", "--help"}).out.find("--split") != std::string::npos);
}

TEST_CASE("cli: a mistake in the arguments is named, with a suggestion, and exits with 2") {
  CHECK(run_program({}).code == 2);
  CHECK(run_program({"biuld"}).code == 2);
  CHECK(run_program({"biuld"}).err.find("did you mean `build`?") != std::string::npos);
  CHECK(run_program({"build", "--spilt"}).err.find("did you mean `--split`?") != std::string::npos);
  CHECK(run_program({"build", "-d", "postgers"}).err.find("did you mean `postgres`?") != std::string::npos);
  CHECK(run_program({"check", "--format", "yaml"}).code == 2);
  CHECK(run_program({"check", "--set", "x"}).err.find("NAME=VALUE") != std::string::npos);
  CHECK(run_program({"completion", "tcsh"}).code == 2);
}

TEST_CASE("cli: a file that is not there exits with 3") {
  const Result result = run_program({"check", "/nonexistent/folder"});
  CHECK(result.code == 3);
  CHECK(result.err.find("/nonexistent/folder") != std::string::npos);
}

TEST_CASE("cli: errors in a schema exit with 1 and nothing is written") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.schema", "table t { id nosuchtype; }\n");
  const std::string ddl = folder.path() + "/ddl";
  const Result result = run_program({"build", file.c_str(), "-d", "postgres", "-o", ddl.c_str()});
  CHECK(result.code == 1);
  CHECK(result.err.find("a.schema:1:") != std::string::npos);
  CHECK_FALSE(folder.has("ddl"));
}

TEST_CASE("cli: build prints, writes a file a warehouse, or a file an object") {
  const TemporaryFolder folder;
  const std::string file =
      folder.write("a.schema", std::string("warehouse one : postgres { }\nwarehouse two : sqlite { }\n") + kTable);
  CHECK(run_program({"build", file.c_str(), "-w", "one"}).out.find("CREATE TABLE t") != std::string::npos);
  const std::string ddl = folder.path() + "/ddl";
  CHECK(run_program({"build", file.c_str(), "-o", ddl.c_str()}).code == 0);
  CHECK(folder.read("ddl/one.sql") == run_program({"build", file.c_str(), "-w", "one"}).out);
  CHECK(folder.has("ddl/two.sql"));
  (void)folder.write("ddl/one/0009_create_table_gone.sql", "old");
  CHECK(run_program({"build", file.c_str(), "-o", ddl.c_str(), "--split", "-w", "one"}).code == 0);
  CHECK(folder.has("ddl/one/0001_create_table_t.sql"));
  CHECK_FALSE(folder.has("ddl/one/0009_create_table_gone.sql"));
  CHECK(run_program({"build", file.c_str(), "--split"}).code == 2);
  const Result unknown = run_program({"build", file.c_str(), "-w", "oen"});
  CHECK(unknown.code == 2);
  CHECK(unknown.err.find("did you mean `one`?") != std::string::npos);
}

TEST_CASE("cli: a project without a warehouse is checked, and build says how to go on") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.schema", kTable);
  CHECK(run_program({"check", file.c_str()}).code == 0);
  const Result result = run_program({"build", file.c_str()});
  CHECK(result.code == 2);
  CHECK(result.err.find("--dialect") != std::string::npos);
}

TEST_CASE("cli: fmt rewrites, checks, and reads standard input") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.schema", "table   t{id int not null;}");
  CHECK(run_program({"fmt", "--check", file.c_str()}).code == 1);
  CHECK(run_program({"fmt", file.c_str()}).code == 0);
  CHECK(folder.read("a.schema") == kTable);
  CHECK(run_program({"fmt", "--check", file.c_str()}).code == 0);
  CHECK(run_program({"fmt", "-"}, "table   t{id int not null;}").out == kTable);
  const std::string broken = folder.write("b.schema", "table t { id int");
  CHECK(run_program({"fmt", broken.c_str()}).code == 1);
  CHECK(folder.read("b.schema") == "table t { id int");
}

TEST_CASE("cli: imports come from beside the file or from the library; each file is read once") {
  const TemporaryFolder folder;
  (void)folder.write("common/base.schema", "mixin keyed { id  bigint  not null; }\n");
  const std::string file = folder.write(
      "a.schema",
      "import \"common/base.schema\";\nimport \"kura/audit.schema\";\ntable t { use keyed; use audited; }\n");
  const Result one = run_program({"build", file.c_str(), "-d", "postgres"});
  INFO(one.err);
  CHECK(one.code == 0);
  CHECK(one.out.find("created_at") != std::string::npos);
  const Result all = run_program({"build", folder.path().c_str(), "-d", "postgres"});
  CHECK(all.out == one.out);
}

TEST_CASE("cli: machine formats are valid and name the place") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.schema", "table t {\n  id nosuchtype;\n}\n");
  const auto json = nlohmann::json::parse(run_program({"check", file.c_str(), "--format", "json"}).out);
  CHECK(json["diagnostics"].size() == 1);
  const auto sarif = nlohmann::json::parse(run_program({"check", file.c_str(), "--format", "sarif"}).out);
  CHECK(sarif["version"] == "2.1.0");
  CHECK(sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 2);
  CHECK(run_program({"check", file.c_str(), "--format", "github"}).out.starts_with("::error file="));
}

TEST_CASE("cli: init writes a schema that checks, and never overwrites") {
  const TemporaryFolder folder;
  const std::string project = folder.path() + "/new";
  for (const char* dialect : {"redshift", "starrocks", "postgres", "mysql", "mariadb", "sqlite"}) {
    fs::remove_all(project);
    CHECK(run_program({"init", project.c_str(), "--dialect", dialect}).code == 0);
    const Result checked = run_program({"check", project.c_str()});
    INFO(dialect, checked.err);
    CHECK(checked.code == 0);
    CHECK(run_program({"fmt", "--check", project.c_str()}).code == 0);
  }
  CHECK(run_program({"init", project.c_str()}).code == 3);
}

TEST_CASE("cli: explain prints a page, lists all, and suggests") {
  CHECK(run_program({"explain", "kura0403"}).out.starts_with("# KURA0403"));
  CHECK(run_program({"explain"}).out.find("KURA0101") != std::string::npos);
  CHECK(run_program({"explain", "KURA9999"}).code == 2);
}

TEST_CASE("cli: completion scripts name every command") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const Result result = run_program({"completion", shell});
    CHECK(result.code == 0);
    for (const char* command : {"check", "build", "fmt", "types", "explain", "init"}) {
      CHECK(result.out.find(command) != std::string::npos);
    }
  }
}

TEST_CASE("cli: the same input gives the same bytes") {
  const std::string project = KURA_SOURCE_DIR "/examples/shop";
  const Result first = run_program({"build", project.c_str()});
  CHECK(first.code == 0);
  CHECK(first.out == run_program({"build", project.c_str()}).out);
}

TEST_CASE("cli: --set overrides a param, and an unknown name is an error") {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.schema",
                                        "param replicas = 3;\ntable t { id int; for starrocks { properties { "
                                        "\"replication_num\" = \"${replicas}\"; } } }\n");
  CHECK(run_program({"build", file.c_str(), "-d", "starrocks"}).out.find("\"replication_num\" = \"3\"") !=
        std::string::npos);
  CHECK(run_program({"build", file.c_str(), "-d", "starrocks", "--set", "replicas=1"})
            .out.find("\"replication_num\" = \"1\"") != std::string::npos);
  CHECK(run_program({"build", file.c_str(), "-d", "starrocks", "--set", "replica=1"}).code != 0);
}

}  // namespace kura::cli
