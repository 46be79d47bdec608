// `kura build`.
#include <fmt/format.h>

#include <fstream>
#include <ostream>
#include <sstream>

#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"
#include "compiler/plan/planner.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

/// "create_table_sales.orders": what a split file is called.
std::string file_stem(const change::Step& step) {
  // "create the table", "add foreign key `x`": the words before the first name, without articles.
  std::string stem;
  std::istringstream words(step.summary.substr(0, step.summary.find('`')));
  for (std::string word; words >> word;) {
    if (word != "the" && word != "its") stem += word + "_";
  }
  return stem + ir::to_text(step.name);
}

/// A name that every file system takes.
std::string file_name(std::size_t number, const std::string& stem) {
  std::string safe;
  for (const char c : stem) {
    const bool is_safe =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || (c >= 'A' && c <= 'Z');
    safe += is_safe ? c : '_';
  }
  return fmt::format("{:04}_{}.sql", number, safe.substr(0, 120));
}

std::string header(const CompiledWarehouse& warehouse) {
  return fmt::format("-- {} ({}), compiled by Kura. Edit the `.schema` files, not this.\n\n",
                     warehouse.schema.warehouse.name, warehouse.dialect->display_name);
}

void write_step(const change::Step& step, std::ostream& out) {
  for (const std::string& sql : step.sql) out << sql << ";\n\n";
}

/// Takes the model: a copy of a large one would double the memory.
void write_all(CompiledWarehouse& warehouse, std::ostream& out) {
  out << header(warehouse);
  for (const change::Step& step : plan::creation_steps(std::move(warehouse.schema), *warehouse.dialect))
    write_step(step, out);
}

/// Files that an earlier run wrote and this one does not write again would be taken for a part of the schema.
void remove_old_parts(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> old;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const bool is_part =
        name.size() > 9 && name.find_first_not_of("0123456789") == 4 && name[4] == '_' && name.ends_with(".sql");
    if (is_part) old.push_back(entry.path());
  }
  for (const fs::path& path : old) fs::remove(path, error);
}

Result<bool> write_parts(CompiledWarehouse& warehouse, const fs::path& folder) {
  remove_old_parts(folder);
  std::size_t number = 0;
  for (const change::Step& step : plan::creation_steps(std::move(warehouse.schema), *warehouse.dialect)) {
    std::ostringstream text;
    write_step(step, text);
    const Result<bool> written = write_file(folder / file_name(++number, file_stem(step)), text.str());
    if (!written.ok()) return written;
  }
  return true;
}

Result<bool> write_one(CompiledWarehouse& warehouse, const fs::path& path) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const fs::path aside = path.string() + ".new";
  {
    std::ofstream file(aside, std::ios::binary | std::ios::trunc);
    write_all(warehouse, file);
    file.flush();
    if (!file) return Failure{fmt::format("cannot write `{}`", path.string())};
  }
  fs::rename(aside, path, error);
  if (error) return Failure{fmt::format("cannot write `{}`: {}", path.string(), error.message())};
  return true;
}

int write_output(const BuildOptions& options, Compilation& compilation, Streams streams) {
  for (CompiledWarehouse& warehouse : compilation.warehouses) {
    if (options.output.empty()) {
      write_all(warehouse, streams.out);
      continue;
    }
    const std::string name = warehouse.schema.warehouse.name;
    const Result<bool> written = options.is_split ? write_parts(warehouse, options.output / name)
                                                  : write_one(warehouse, options.output / (name + ".sql"));
    if (!written.ok()) return fail(streams, written.error(), kEnvironment);
  }
  streams.out.flush();
  if (!streams.out) return fail(streams, "cannot write to standard output", kEnvironment);
  return kOk;
}

}  // namespace

int build_command(const BuildOptions& options, Streams streams) {
  if (options.is_split && options.output.empty())
    return fail(streams, "`--split` writes files: add `--output FOLDER`", kUsage);
  SourceManager sources;
  diag::Sink sink;
  auto compiled = compile(options.compile, sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled))
    return fail(streams, failure->message, failure->exit_code);
  report(sink, sources, options.report, streams.err);
  if (const int code = exit_code(sink, options.report); code != kOk) return code;
  Compilation& compilation = std::get<Compilation>(compiled);
  if (compilation.warehouses.empty()) {
    return fail(streams, "no warehouse is declared; write `warehouse NAME : DIALECT { }`, or give `--dialect`", kUsage);
  }
  return write_output(options, compilation, streams);
}

}  // namespace kura::driver
