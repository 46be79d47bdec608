// History: the migrations of a warehouse in their order, whole or with everything that is wrong with them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/migrations/migration.h"
#include "compiler/migrations/sum.h"
#include "compiler/source/source_manager.h"

namespace kura::migrations {

/// One file of a folder; its id is its name without `.sql`.
struct File {
  std::string id;
  BufferId buffer;  // kNoBuffer: not read
};

/// What stands in `migrations/WAREHOUSE`.
struct Folder {
  std::string warehouse;
  std::vector<File> files;  // sorted by id
  std::optional<BufferId> sum;
  std::optional<BufferId> state;
};

/// The declarations of a warehouse by key, in the order of state.schema.
class StateText {
 public:
  void apply(const Migration& migration);
  void set(const ObjectState& object);
  void erase(const std::string& key);
  /// The text of an object; null when there is none of that key.
  [[nodiscard]] const std::string* find(const std::string& key) const;
  [[nodiscard]] std::vector<ObjectState> objects() const;
  /// The text of state.schema.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool empty() const { return objects_.empty(); }

 private:
  std::map<std::pair<int, std::string>, std::string> objects_;  // by rank of the kind and name
};

/// What is new or different in `after`, and what is gone.
struct StateDelta {
  std::vector<ObjectState> objects;
  std::vector<std::string> gone;
};
StateDelta delta(const StateText& before, const StateText& after);

struct History {
  std::vector<Migration> migrations;
  std::vector<SumLine> sum;  // as it should be: one line a migration
  StateText state;           // after the last one
};

/// Reads every file and holds the folder to its sum, its order and its state; each way in which it can be wrong is
/// reported with the command that mends it. Nothing is given when a file cannot be read.
std::optional<History> read_history(const Folder& folder, const SourceManager& sources, diag::Sink& sink);

/// The same without the sum and the state: for the commands that write those anew.
std::optional<History> read_files(const Folder& folder, const SourceManager& sources, diag::Sink& sink);

/// What the next migration comes after.
struct Tip {
  std::size_t count = 0;
  std::string last;   // its id; empty: there is none
  std::string to;     // the state it leads to
  std::string sum;    // the text of kura.sum
  std::string chain;  // of the sum's last line
};
/// Holds the names of the files and the text of the last one to kura.sum, so that a long history costs no more than a
/// short one. Nothing is given when they do not fit together: read_history says why, and `kura verify` reads every
/// file.
std::optional<Tip> read_tip(const Folder& folder, const SourceManager& sources);

}  // namespace kura::migrations
