// Lint input: the project compiled, the migrations read, the states that `was` is held against.
#include "compiler/driver/lint_input.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/dialect/registry.h"
#include "compiler/driver/git_files.h"
#include "compiler/driver/load.h"
#include "compiler/driver/migrations/workspace.h"
#include "compiler/driver/streams.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

class Reader {
 public:
  Reader(const LintOptions& options, SourceManager& sources, diag::Sink& sink)
      : options_(options), sources_(sources), sink_(sink) {}

  std::variant<std::optional<LintProject>, CompileFailure> read();

 private:
  Result<bool> read_migrations(lint::Warehouse& warehouse);
  void choose_new(lint::Warehouse& warehouse, const std::set<std::string>& old_ids) const;
  Result<bool> read_since(std::vector<lint::Warehouse>& warehouses);
  std::optional<ir::Schema> schema_of(const migrations::StateText& state, const std::string& warehouse);

  const LintOptions& options_;
  SourceManager& sources_;
  diag::Sink& sink_;
};

CompileOptions keeping_all(CompileOptions options) {
  options.keeps_declared = true;
  options.keeps_project = true;
  return options;
}

/// The declared warehouses' dialects and those that they derive from: `for` blocks of both apply.
std::set<std::string> dialects_of(const sema::Project& project) {
  std::set<std::string> names;
  for (const auto& warehouse : project.warehouses) {
    const dialect::Dialect* dialect = dialect::find_dialect(warehouse.decl->dialect.text);
    if (dialect == nullptr) continue;
    names.emplace(dialect->name);
    if (!dialect->parent.empty()) names.emplace(dialect->parent);
    for (const std::string_view alias : dialect->aliases) names.emplace(alias);
  }
  return names;
}

/// A name that a warehouse had before, in no matter which engine: what was written, not what the dialect made of it.
std::optional<ir::Schema> Reader::schema_of(const migrations::StateText& state, const std::string& warehouse) {
  if (state.empty()) return std::nullopt;
  CompileOptions options;
  options.texts.emplace("state.schema", state.text());
  options.path = "state.schema";
  options.keeps_declared = true;
  diag::Sink ignored;
  std::variant<Compilation, CompileFailure> compiled = compile(options, sources_, ignored);
  auto* compilation = std::get_if<Compilation>(&compiled);
  if (compilation == nullptr || ignored.has_errors()) return std::nullopt;
  for (CompiledWarehouse& it : compilation->warehouses) {
    if (it.schema.warehouse.name == warehouse) return std::move(it.declared);
  }
  return std::nullopt;
}

Result<bool> Reader::read_migrations(lint::Warehouse& warehouse) {
  const std::string& name = warehouse.declared.warehouse.name;
  const fs::path path = migrations_root(options_.history) / name;
  Result<migrations::Folder> folder = read_folder(path, name, sources_);
  if (!folder.ok()) return Failure{folder.error()};
  warehouse.folder = std::move(folder.value());
  diag::Sink ignored;  // whether the folder is whole is told by `kura verify`
  warehouse.history = migrations::read_files(warehouse.folder, sources_, ignored);
  if (!warehouse.history || warehouse.history->migrations.empty()) return true;
  std::set<std::string> old_ids;
  if (!options_.since.empty()) {
    const Result<std::vector<GitFile>> files = git_migrations(path, options_.since);
    if (!files.ok()) return Failure{files.error()};
    for (const GitFile& file : files.value()) old_ids.insert(fs::path(file.path).stem().string());
  }
  choose_new(warehouse, old_ids);
  if (options_.since.empty()) warehouse.last = schema_of(warehouse.history->state, name);
  return true;
}

void Reader::choose_new(lint::Warehouse& warehouse, const std::set<std::string>& old_ids) const {
  const std::vector<migrations::Migration>& all = warehouse.history->migrations;
  // Without a commit to compare with, the newest plan is what can still be changed: all of its parts.
  const std::size_t first = all.size() - std::min(all.size(), std::max<std::size_t>(all.back().part, 1));
  migrations::StateText state;
  for (std::size_t i = 0; i < all.size() && i < warehouse.folder.files.size(); ++i) {
    const bool is_new = options_.since.empty() ? i >= first : !old_ids.contains(all[i].id);
    if (is_new) warehouse.new_migrations.push_back({nullptr, warehouse.folder.files[i].buffer, state});
    state.apply(all[i]);
  }
}

/// The pointers hold only when the warehouses do not move any more.
void link_migrations(lint::Warehouse& warehouse) {
  for (lint::NewMigration& it : warehouse.new_migrations) {
    for (std::size_t i = 0; i < warehouse.folder.files.size(); ++i) {
      if (warehouse.folder.files[i].buffer == it.buffer) it.migration = &warehouse.history->migrations[i];
    }
  }
}

Result<bool> Reader::read_since(std::vector<lint::Warehouse>& warehouses) {
  CompileOptions options = keeping_all(options_.history.compile);
  options.revision = options_.since;
  options.warehouses.clear();
  diag::Sink own;
  std::variant<Compilation, CompileFailure> compiled = compile(options, sources_, own);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled)) return Failure{failure->message};
  Compilation& compilation = std::get<Compilation>(compiled);
  if (own.has_errors())
    return Failure{fmt::format("the project has errors in `{}`, so `was` cannot be held against it", options_.since)};
  for (lint::Warehouse& warehouse : warehouses) {
    warehouse.last = ir::Schema();  // one that is new since then has no old names
    if (warehouse.dialect == nullptr && compilation.portable) warehouse.last = compilation.portable;
    for (CompiledWarehouse& it : compilation.warehouses) {
      if (it.schema.warehouse.name == warehouse.declared.warehouse.name) warehouse.last = it.declared;
    }
  }
  return true;
}

std::variant<std::optional<LintProject>, CompileFailure> Reader::read() {
  std::variant<Compilation, CompileFailure> compiled = compile(keeping_all(options_.history.compile), sources_, sink_);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled)) return *failure;
  if (sink_.has_errors()) return std::optional<LintProject>();
  Compilation& compilation = std::get<Compilation>(compiled);
  LintProject result{compilation.project, {}, {sources_, {}, {}, {}, true, dialects_of(*compilation.project)}};
  diag::Sink ignored;  // compiling has told of the mistakes
  result.settings = lint::read_settings(compilation.project->lints, table_names(*compilation.project), ignored);
  result.input.has_all_warehouses =
      options_.history.compile.warehouses.empty() && options_.history.compile.dialect.empty();
  const Result<std::vector<fs::path>> own = schema_files(options_.history.compile.path);
  std::set<std::string> own_names;
  for (const fs::path& path : own.ok() ? own.value() : std::vector<fs::path>()) own_names.insert(path.string());
  for (const ast::File& file : compilation.project->files) {
    result.input.files.push_back(&file);
    if (own_names.contains(std::string(sources_.name(file.buffer)))) result.input.own.insert(file.buffer);
  }
  for (CompiledWarehouse& it : compilation.warehouses) {
    lint::Warehouse& warehouse = result.input.warehouses.emplace_back();
    warehouse.declared = std::move(*it.declared);
    warehouse.dialect = it.dialect;
    if (const Result<bool> read = read_migrations(warehouse); !read.ok())
      return CompileFailure{read.error(), kEnvironment};
    for (const migrations::File& file : warehouse.folder.files) result.input.own.insert(file.buffer);
  }
  if (compilation.portable) result.input.warehouses.emplace_back().declared = std::move(*compilation.portable);
  if (!options_.since.empty()) {
    if (const Result<bool> read = read_since(result.input.warehouses); !read.ok())
      return CompileFailure{read.error(), kEnvironment};
  }
  return std::optional<LintProject>(std::move(result));
}

}  // namespace

std::variant<std::optional<LintProject>, CompileFailure> read_lint_project(const LintOptions& options,
                                                                           SourceManager& sources, diag::Sink& sink) {
  auto result = Reader(options, sources, sink).read();
  auto* project = std::get_if<std::optional<LintProject>>(&result);
  if (project != nullptr && *project) {
    for (lint::Warehouse& warehouse : (*project)->input.warehouses) link_migrations(warehouse);
  }
  return result;
}

}  // namespace kura::driver
