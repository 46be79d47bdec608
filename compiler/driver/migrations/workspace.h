// Workspace: a project with the migrations of its warehouses, read from the disk and written to it.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"
#include "compiler/migrations/history.h"

namespace kura::driver {

/// One warehouse: what the project declares for it, and the folder of its migrations (which need not exist).
struct WarehouseFolder {
  CompiledWarehouse project;
  migrations::StateText declared;  // what the project declares, as state.schema would say it
  std::filesystem::path path;
  migrations::Folder folder;
};

struct Workspace {
  std::vector<WarehouseFolder> warehouses;
  std::filesystem::path root;           // the folder of all of them
  std::vector<std::string> undeclared;  // folders in it whose warehouse the project does not declare
};

/// How much of a folder is read: everything, or of the migrations only the last one's text.
enum class Reading { whole, tip };

/// Compiles the project and reads the folders. Mistakes are reported and printed; the code is what the command answers
/// then.
std::variant<Workspace, int> open_workspace(const HistoryOptions& options, SourceManager& sources, diag::Sink& sink,
                                            Streams streams, Reading reading = Reading::whole);

/// `migrations` beside the files of the project, or what the user says.
std::filesystem::path migrations_root(const HistoryOptions& options);

/// The folder of one warehouse, files sorted by their names. One that does not exist is empty.
Result<migrations::Folder> read_folder(const std::filesystem::path& path, const std::string& warehouse,
                                       SourceManager& sources, Reading reading = Reading::whole);

/// A state of the past, compiled for its warehouse; nothing when its text has mistakes, which go into the sink.
std::optional<CompiledWarehouse> compile_state(const migrations::StateText& state, const CompiledWarehouse& like,
                                               SourceManager& sources, diag::Sink& sink);
/// The text of a state.schema, by object, and compiled; nothing when it has mistakes or is not as Kura writes it.
struct ReadState {
  migrations::StateText text;
  CompiledWarehouse compiled;
};
std::optional<ReadState> read_state(std::string_view text, SourceManager& sources);
/// The same with its fingerprint: "empty" for the empty one.
std::string fingerprint_of(const migrations::StateText& state, const CompiledWarehouse& compiled);

/// A change of a folder: files that come (id and text) and go, the state and the sum. Carried out file by file, each
/// written aside and renamed; the sum last, so that whatever was cut off shows.
struct FolderUpdate {
  std::vector<std::pair<std::string, std::string>> written;
  std::vector<std::string> removed;
  std::string state;
  std::string sum;
};
Result<bool> write_folder(const std::filesystem::path& path, const FolderUpdate& update);

/// Holds a folder until it is destroyed, so that only one run at a time changes it; the system lets go of it when the
/// process dies.
class FolderLock {
 public:
  /// The folder is made when it does not exist, and goes again if nothing was put into it. `is_held` is false when
  /// another run has it.
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();
  [[nodiscard]] bool is_held() const { return is_held_; }

 private:
  std::vector<std::filesystem::path> made_;  // the folder and those above it that were not there, deepest first
  int descriptor_ = -1;
  bool is_held_ = false;
};

/// Holds the folder, opens the workspace, and lets `use` work on each warehouse; the worst of what these answer, or the
/// code of what was in the way.
int each_warehouse(const HistoryOptions& options, Streams streams,
                   const std::function<int(WarehouseFolder&, SourceManager&)>& use);

}  // namespace kura::driver
