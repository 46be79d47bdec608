// One measured run, cold: generated tables from files on disk to DDL; prints milliseconds a stage and peak memory.
//   kura_bench generate FOLDER TABLES FILES    writes the input
//   kura_bench change FOLDER TABLES FILES N    the same, with every Nth table changed
//   kura_bench compile FOLDER DIALECT          measures
//   kura_bench plan FROM TO DIALECT            measures a plan between two folders
#include <fmt/format.h>
#include <sys/resource.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

#include "compiler/dialect/registry.h"
#include "compiler/dialect/renderer.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/load.h"
#include "compiler/driver/vocabulary.h"
#include "compiler/plan/creation.h"
#include "compiler/plan/planner.h"
#include "compiler/present/present.h"
#include "compiler/sema/analyze.h"

namespace {

using namespace kura;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kTable = R"(/// Rows of table {0}.
table t{0} {{
  id           bigint          identity  primary key;
  parent_id    bigint          not null  references t{1}(id);
  region       varchar(32)     not null  encode zstd;
  status       varchar(16)     not null  default 'new';
  amount       decimal(18, 2)  not null  default 0;
  quantity     int             not null;
  sold_on      date            not null;
  payload      json;
  is_open      boolean         not null  default true;
  score        double;
  note         varchar(200);
  created_at   timestamptz     not null  default now();
  updated_at   timestamptz;

  distribute by hash(parent_id);
  sort by (sold_on, id);
}}

)";

/// What a changed table says instead: a column more, one wider, another sort key, in turn.
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kChanges = {{
    {"  note         varchar(200);\n", "  note         varchar(200);\n  remark       varchar(40);\n"},
    {"varchar(200)", "varchar(400)"},
    {"sort by (sold_on, id)", "sort by (region, sold_on)"},
}};

std::string table_text(std::size_t i, std::size_t every) {
  std::string text = fmt::format(kTable, i, i == 0 ? 0 : i - 1);
  if (every == 0 || i % every != 0) return text;
  const auto& [from, to] = kChanges.at((i / every) % kChanges.size());
  return text.replace(text.find(from), from.size(), to);
}

/// `every` 0 changes none.
void generate(const std::filesystem::path& folder, std::size_t tables, std::size_t files, std::size_t every) {
  std::filesystem::create_directories(folder);
  for (std::size_t f = 0; f < files; ++f) {
    std::ofstream out(folder / fmt::format("part{:04}.schema", f));
    for (std::size_t i = f * tables / files; i < (f + 1) * tables / files; ++i) out << table_text(i, every);
  }
}

/// Milliseconds since the last call.
class Stopwatch {
 public:
  double lap() {
    const Clock::time_point now = Clock::now();
    const double milliseconds = std::chrono::duration<double, std::milli>(now - last_).count();
    last_ = now;
    return milliseconds;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

int compile(const std::filesystem::path& folder, std::string_view dialect_name) {
  const dialect::Dialect& dialect = *dialect::find_dialect(dialect_name);
  Stopwatch total;
  Stopwatch stage;
  SourceManager sources;
  diag::Sink sink;
  auto files = driver::load_project(folder, sources, sink);
  if (!files.ok()) return std::cerr << files.error() << "\n", 3;
  const double parse = stage.lap();
  const driver::DialectVocabulary vocabulary;
  const sema::Project project = sema::analyze(std::move(files.value()), vocabulary.words(), sink);
  ir::Schema schema = sema::lower(project, {nullptr, std::string(dialect.name), {}}, vocabulary.words(), sources, sink);
  const double sema = stage.lap();
  dialect::prepare(schema, dialect, sink);
  const double prepare = stage.lap();
  plan::report_view_rings(schema, sink);
  const double order = stage.lap();
  const std::size_t tables = schema.tables.size();
  std::size_t bytes = 0;
  for (const change::Step& step : plan::creation_steps(std::move(schema), dialect)) {
    for (const std::string& sql : step.sql) bytes += sql.size();
  }
  const double render = stage.lap();
  std::cout << fmt::format("{:>7} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.3f}\n", tables,
                           parse, sema, prepare, order, render, total.lap(), peak_megabytes(),
                           static_cast<double>(bytes) / 1e6);
  return sink.has_errors() ? 1 : 0;
}

/// One side of a plan, as `kura plan` reads it.
std::optional<ir::Schema> read_side(const std::filesystem::path& folder, std::string_view dialect_name) {
  SourceManager sources;
  diag::Sink sink;
  driver::CompileOptions options;
  options.path = folder;
  options.dialect = dialect_name;
  auto compiled = driver::compile(options, sources, sink);
  auto* compilation = std::get_if<driver::Compilation>(&compiled);
  if (compilation == nullptr || sink.has_errors()) return std::nullopt;
  return std::move(compilation->warehouses.front().schema);
}

int measure_plan(const std::filesystem::path& from, const std::filesystem::path& to, std::string_view dialect_name) {
  const dialect::Dialect& dialect = *dialect::find_dialect(dialect_name);
  Stopwatch total;
  Stopwatch stage;
  std::optional<ir::Schema> before = read_side(from, dialect_name);
  std::optional<ir::Schema> after = read_side(to, dialect_name);
  if (!before || !after) return std::cerr << "the states do not compile\n", 1;
  const std::size_t tables = after->tables.size();
  const double read = stage.lap();
  const change::Plan made = kura::plan::make_plan(std::move(*before), std::move(*after), dialect, {}, false);
  const double planned = stage.lap();
  const std::string text = present::to_text(made, dialect.display_name, {});
  const double shown = stage.lap();
  std::cout << fmt::format("{:>7} {:>9} {:>9} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f}\n", tables,
                           made.changes.size(), made.steps.size(), read, planned, shown, total.lap(), peak_megabytes());
  return text.empty() ? 1 : 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "generate" && argc == 5) return generate(argv[2], std::stoul(argv[3]), std::stoul(argv[4]), 0), 0;
  if (mode == "change" && argc == 6)
    return generate(argv[2], std::stoul(argv[3]), std::stoul(argv[4]), std::stoul(argv[5])), 0;
  if (mode == "plan" && argc == 5) return measure_plan(argv[2], argv[3], argv[4]);
  if (mode == "compile" && argc == 4) return compile(argv[2], argv[3]);
  std::cerr << "usage: kura_bench generate FOLDER TABLES FILES | change FOLDER TABLES FILES N | compile FOLDER DIALECT "
               "| plan FROM TO DIALECT\n";
  return 2;
}
