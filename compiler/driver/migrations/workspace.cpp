// Workspace: reading and writing the folders of migrations.
#include "compiler/driver/migrations/workspace.h"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "compiler/driver/load.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/raise/raise.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kState = "state.schema";
constexpr std::string_view kSum = "kura.sum";
constexpr std::string_view kExtension = ".sql";
constexpr std::string_view kAside = "migration.sql.new";

Result<std::optional<BufferId>> add_file(const fs::path& path, SourceManager& sources) {
  std::error_code error;
  if (!fs::exists(path, error)) return std::optional<BufferId>();
  Result<std::string> text = read_file(path);
  if (!text.ok()) return Failure{text.error()};
  // A checkout may end lines as its system does; that is no edit.
  std::string& lines = text.value();
  for (std::size_t at = 0; (at = lines.find("\r\n", at)) != std::string::npos;) lines.erase(at, 1);
  return std::optional(sources.add(path.string(), std::move(lines)));
}

/// The names in a folder, sorted; none when there is no such folder. Plain names: paths cost many times as much to make
/// and to sort, which shows with thousands of migrations.
Result<std::vector<std::string>> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> stream(::opendir(folder.c_str()), ::closedir);
  if (!stream && errno == ENOENT) return names;
  if (!stream) return Failure{fmt::format("cannot read the folder `{}`: {}", folder.string(), std::strerror(errno))};
  errno = 0;
  while (const dirent* entry = ::readdir(stream.get())) names.emplace_back(entry->d_name);
  if (errno != 0) return Failure{fmt::format("cannot read the folder `{}`: {}", folder.string(), std::strerror(errno))};
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> folders_in(const fs::path& root) {
  const Result<std::vector<std::string>> all = names_in(root);
  std::vector<std::string> names;
  if (!all.ok()) return names;
  std::error_code error;
  std::copy_if(all.value().begin(), all.value().end(), std::back_inserter(names),
               [&](const std::string& name) { return !name.starts_with('.') && fs::is_directory(root / name, error); });
  return names;
}

}  // namespace

fs::path migrations_root(const HistoryOptions& options) {
  if (!options.folder.empty()) return options.folder;
  std::error_code error;
  const fs::path& path = options.compile.path;
  return ((fs::is_directory(path, error) ? path : path.parent_path()) / "migrations").lexically_normal();
}

/// What is declared, by key.
migrations::StateText state_of(const ir::Schema& declared) {
  migrations::StateText state;
  for (raise::RaisedObject& object : raise::raise_objects(declared)) {
    state.set({object.kind + " " + migrations::name_text(object.name), std::move(object.text)});
  }
  return state;
}

Result<migrations::Folder> read_folder(const fs::path& path, const std::string& warehouse, SourceManager& sources,
                                       Reading reading) {
  migrations::Folder folder{warehouse, {}, {}, {}};
  Result<std::vector<std::string>> names = names_in(path);
  if (!names.ok()) return Failure{names.error()};
  for (std::string& name : names.value()) {
    if (!name.ends_with(kExtension) || name.starts_with('.')) continue;
    name.resize(name.size() - kExtension.size());
    folder.files.push_back({std::move(name), kNoBuffer});
  }
  std::sort(folder.files.begin(), folder.files.end(),
            [](const auto& left, const auto& right) { return left.id < right.id; });
  for (migrations::File& file : folder.files) {
    if (reading == Reading::tip && &file != &folder.files.back()) continue;
    const fs::path full = path / (file.id + std::string(kExtension));
    const Result<std::optional<BufferId>> buffer = add_file(full, sources);
    if (!buffer.ok()) return Failure{buffer.error()};
    if (!buffer.value())
      return Failure{
          fmt::format("cannot read `{}`: it went while the folder was read, or is a link to nothing", full.string())};
    file.buffer = *buffer.value();
  }
  Result<std::optional<BufferId>> sum = add_file(path / kSum, sources);
  if (!sum.ok()) return Failure{sum.error()};
  Result<std::optional<BufferId>> state = add_file(path / kState, sources);
  if (!state.ok()) return Failure{state.error()};
  folder.sum = sum.value();
  folder.state = state.value();
  return folder;
}

std::variant<Workspace, int> open_workspace(const HistoryOptions& options, SourceManager& sources, diag::Sink& sink,
                                            Streams streams, Reading reading) {
  CompileOptions compile_options = options.compile;
  compile_options.keeps_declared = true;
  std::variant<Compilation, CompileFailure> compiled = compile(compile_options, sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled))
    return fail(streams, failure->message, failure->exit_code);
  if (sink.has_errors()) {
    report(sink, sources, options.report, options.report.format == DiagnosticFormat::text ? streams.err : streams.out);
    return exit_code(sink, options.report);
  }
  Compilation& project = std::get<Compilation>(compiled);
  if (project.warehouses.empty()) {
    return fail(
        streams,
        "the project declares no warehouse, and each migration belongs to one; write `warehouse NAME : DIALECT { }`",
        kUsage);
  }
  Workspace workspace;
  workspace.root = migrations_root(options);
  for (CompiledWarehouse& warehouse : project.warehouses) {
    const std::string name = warehouse.schema.warehouse.name;
    Result<migrations::Folder> folder = read_folder(workspace.root / name, name, sources, reading);
    if (!folder.ok()) return fail(streams, folder.error(), kEnvironment);
    migrations::StateText declared = state_of(*warehouse.declared);
    workspace.warehouses.push_back(
        {std::move(warehouse), std::move(declared), workspace.root / name, std::move(folder.value())});
  }
  for (std::string& name : folders_in(workspace.root)) {
    const bool is_declared = std::any_of(workspace.warehouses.begin(), workspace.warehouses.end(),
                                         [&](const WarehouseFolder& it) { return it.folder.warehouse == name; });
    if (!is_declared && options.compile.warehouses.empty()) workspace.undeclared.push_back(std::move(name));
  }
  return workspace;
}

std::optional<CompiledWarehouse> compile_state(const migrations::StateText& state, const CompiledWarehouse& like,
                                               SourceManager& sources, diag::Sink& sink) {
  CompiledWarehouse compiled;
  compiled.dialect = like.dialect;
  compiled.schema.warehouse = like.schema.warehouse;
  if (state.empty()) return compiled;
  CompileOptions options;
  options.path = kState;
  options.texts.emplace(std::string(kState), state.text());
  // What the state warns of was told when it was new.
  diag::Sink own;
  std::variant<Compilation, CompileFailure> result = compile(options, sources, own);
  for (const diag::Diagnostic& diagnostic : own.sorted()) {
    if (diagnostic.kind->severity == diag::Severity::error) sink.add(diagnostic);
  }
  auto* compilation = std::get_if<Compilation>(&result);
  if (compilation == nullptr || own.has_errors() || compilation->warehouses.size() != 1) return std::nullopt;
  return std::move(compilation->warehouses.front());
}

std::optional<ReadState> read_state(std::string_view text, SourceManager& sources) {
  CompileOptions options;
  options.path = kState;
  options.texts.emplace(std::string(kState), std::string(text));
  options.keeps_declared = true;
  diag::Sink ignored;
  std::variant<Compilation, CompileFailure> result = compile(options, sources, ignored);
  auto* compilation = std::get_if<Compilation>(&result);
  if (compilation == nullptr || ignored.has_errors() || compilation->warehouses.size() != 1) return std::nullopt;
  CompiledWarehouse& compiled = compilation->warehouses.front();
  ReadState state{state_of(*compiled.declared), std::move(compiled)};
  if (state.text.text() != text) return std::nullopt;
  return state;
}

std::string fingerprint_of(const migrations::StateText& state, const CompiledWarehouse& compiled) {
  return state.empty() ? "empty" : ir::fingerprint(compiled.schema);
}

Result<bool> write_folder(const fs::path& path, const FolderUpdate& update) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return Failure{fmt::format("cannot make the folder `{}`: {}", path.string(), error.message())};
  // Always the same name: what a run that was cut off has left is found without a look at thousands of files.
  const fs::path aside = path / kAside;
  for (const fs::path& leftover : {aside, path / (std::string(kState) + ".new"), path / (std::string(kSum) + ".new")})
    fs::remove(leftover, error);
  for (const auto& [id, text] : update.written) {
    if (Result<bool> written = write_file(path / (id + std::string(kExtension)), text, aside); !written.ok())
      return written;
  }
  for (const std::string& id : update.removed) {
    fs::remove(path / (id + ".sql"), error);
    if (error) return Failure{fmt::format("cannot remove `{}`: {}", (path / (id + ".sql")).string(), error.message())};
  }
  if (Result<bool> written = write_file(path / kState, update.state); !written.ok()) return written;
  return write_file(path / kSum, update.sum);
}

FolderLock::FolderLock(const fs::path& folder) {
  std::error_code error;
  for (fs::path it = folder; !it.empty() && !fs::exists(it, error); it = it.parent_path()) made_.push_back(it);
  fs::create_directories(folder, error);
  descriptor_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  is_held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
}

FolderLock::~FolderLock() {
  std::error_code error;
  // Only an empty folder goes.
  for (const fs::path& folder : made_) {
    if (is_held_) fs::remove(folder, error);
  }
  if (descriptor_ >= 0) ::close(descriptor_);
}

int each_warehouse(const HistoryOptions& options, Streams streams,
                   const std::function<int(WarehouseFolder&, SourceManager&)>& use) {
  const std::string root = migrations_root(options).string();
  // Before anything is read, or two runs would begin with the same state.
  const FolderLock lock(root);
  if (!lock.is_held()) return fail(streams, fmt::format("another run writes to `{}` just now", root), kEnvironment);
  SourceManager sources;
  diag::Sink sink;
  std::variant<Workspace, int> opened = open_workspace(options, sources, sink, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  int worst = kOk;
  for (WarehouseFolder& warehouse : std::get<Workspace>(opened).warehouses)
    worst = std::max(worst, use(warehouse, sources));
  return worst;
}

}  // namespace kura::driver
