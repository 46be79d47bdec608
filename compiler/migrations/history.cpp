// Holding a folder of migrations to its sum, its order and its state.
#include "compiler/migrations/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/diag/kinds.h"
#include "compiler/migrations/read_migration.h"

namespace kura::migrations {
namespace {

class Checker {
 public:
  Checker(const Folder& folder, const SourceManager& sources, diag::Sink& sink)
      : folder_(folder), sources_(sources), sink_(sink) {}

  bool read_all();
  void check_order();
  void check_sum();
  void check_state();

  [[nodiscard]] History take() { return std::move(history_); }

 private:
  /// The first byte of the file of that name.
  [[nodiscard]] SourceRange start_of(const std::string& id) const;
  [[nodiscard]] std::size_t place_of(const std::string& id) const;
  void check_files_against(const std::vector<SumLine>& lines);
  void check_chain(const std::vector<SumLine>& lines);
  void report_previous(std::size_t place);

  const Folder& folder_;
  const SourceManager& sources_;
  diag::Sink& sink_;
  History history_;
  std::set<std::string> strangers_;  // what files under wrong names or in the wrong folder say that they are
};

bool Checker::read_all() {
  bool is_whole = true;
  std::string chain;
  for (std::size_t i = 0; i < folder_.files.size(); ++i) {
    const File& file = folder_.files[i];
    std::optional<Migration> migration = read_migration(file.buffer, sources_, sink_);
    if (!migration) {
      is_whole = false;
      continue;
    }
    if (migration->id != file.id) {
      sink_.report(diag::migration_misnamed, {file.buffer, 0, 0}, {file.id, migration->id});
    } else if (migration->warehouse != folder_.warehouse) {
      sink_.report(diag::migration_of_other_warehouse, {file.buffer, 0, 0}, {migration->warehouse, folder_.warehouse});
    }
    if (migration->id != file.id || migration->warehouse != folder_.warehouse) {
      strangers_.insert(migration->id);
      is_whole = false;
      continue;
    }
    history_.sum.push_back(sum_line(chain, file.id, sources_.text(file.buffer), false));
    chain = history_.sum.back().chain;
    history_.state.apply(*migration);
    history_.migrations.push_back(std::move(*migration));
  }
  return is_whole;
}

SourceRange Checker::start_of(const std::string& id) const {
  const auto found =
      std::find_if(folder_.files.begin(), folder_.files.end(), [&](const File& it) { return it.id == id; });
  return {found->buffer, 0, 0};
}

std::size_t Checker::place_of(const std::string& id) const {
  const auto found = std::find_if(history_.migrations.begin(), history_.migrations.end(),
                                  [&](const Migration& it) { return it.id == id; });
  return static_cast<std::size_t>(found - history_.migrations.begin());
}

/// How a message says after which one something comes.
std::string quoted(const std::string& id) {
  return id.empty() ? "nothing" : "`" + id + "`";
}

/// A `previous` that is not the file before.
void Checker::report_previous(std::size_t place) {
  const std::vector<Migration>& all = history_.migrations;
  const Migration& migration = all[place];
  const std::string before = quoted(place == 0 ? "" : all[place - 1].id);
  const std::string previous = quoted(migration.previous);
  for (std::size_t i = 0; i < place; ++i) {
    if (all[i].previous != migration.previous) continue;
    sink_.report(diag::history_forked, start_of(migration.id), {all[i].id, migration.id, previous});
    return;
  }
  if (!migration.previous.empty() && place_of(migration.previous) == all.size()) {
    sink_.report(diag::history_gap, start_of(migration.id), {migration.id, migration.previous});
    return;
  }
  sink_.report(diag::history_out_of_order, start_of(migration.id), {migration.id, previous, before});
}

void Checker::check_order() {
  const std::vector<Migration>& all = history_.migrations;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string& before = i == 0 ? std::string() : all[i - 1].id;
    if (all[i].previous != before) {
      report_previous(i);
      // Every one behind it follows from that.
      return;
    }
    if (i > 0 && all[i].from != all[i - 1].to) {
      sink_.report(diag::history_state_gap, start_of(all[i].id), {all[i].id, all[i - 1].id});
    }
  }
}

void Checker::check_files_against(const std::vector<SumLine>& lines) {
  std::map<std::string, const SumLine*> by_id;
  for (const SumLine& line : lines) by_id.emplace(line.id, &line);
  for (std::size_t i = 0; i < history_.sum.size(); ++i) {
    const auto found = by_id.find(history_.sum[i].id);
    if (found == by_id.end()) {
      sink_.report(diag::migration_unlisted, start_of(history_.sum[i].id), {history_.sum[i].id});
    } else if (found->second->content != history_.sum[i].content) {
      sink_.report(diag::migration_edited, start_of(history_.sum[i].id), {history_.sum[i].id});
    }
  }
  std::set<std::string> there = strangers_;
  for (const File& file : folder_.files) there.insert(file.id);
  for (const SumLine& line : lines) {
    if (!there.contains(line.id)) sink_.report(diag::migration_deleted, line.at, {line.id});
  }
}

void Checker::check_chain(const std::vector<SumLine>& lines) {
  std::string chain;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string expected = chained(chain, lines[i]);
    const bool is_in_order = i == 0 || lines[i - 1].id < lines[i].id;
    if (expected != lines[i].chain || !is_in_order) {
      sink_.report(diag::sum_chain_broken, lines[i].at, {lines[i].id});
      return;
    }
    chain = expected;
  }
}

void Checker::check_sum() {
  if (!folder_.sum) {
    if (!folder_.files.empty()) sink_.report(diag::sum_missing, start_of(folder_.files.front().id));
    return;
  }
  const std::size_t errors = sink_.error_count();
  const std::vector<SumLine> lines = read_sum(*folder_.sum, sources_.text(*folder_.sum), sink_);
  if (sink_.error_count() > errors) return;
  check_files_against(lines);
  if (sink_.error_count() == errors) check_chain(lines);
  if (sink_.error_count() == errors) history_.sum = lines;
}

void Checker::check_state() {
  if (!folder_.state) {
    if (!folder_.files.empty()) sink_.report(diag::state_missing, start_of(folder_.files.back().id));
    return;
  }
  const std::string_view text = sources_.text(*folder_.state);
  const std::string wanted = history_.state.text();
  if (text == wanted) return;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (is_conflict_mark(text.substr(begin, end - begin))) {
      sink_.report(diag::merge_conflict,
                   {*folder_.state, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
      return;
    }
    begin = end + 1;
  }
  const auto first = static_cast<std::uint32_t>(
      std::mismatch(text.begin(), text.end(), wanted.begin(), wanted.end()).first - text.begin());
  sink_.report(diag::state_differs, {*folder_.state, first, first});
}

}  // namespace

std::optional<History> read_files(const Folder& folder, const SourceManager& sources, diag::Sink& sink) {
  Checker checker(folder, sources, sink);
  if (!checker.read_all()) return std::nullopt;
  return checker.take();
}

std::optional<History> read_history(const Folder& folder, const SourceManager& sources, diag::Sink& sink) {
  Checker checker(folder, sources, sink);
  const std::size_t errors = sink.error_count();
  const bool is_whole = checker.read_all();
  checker.check_sum();
  if (!is_whole) return std::nullopt;
  // A broken order or state follows from a file that is edited, lost or not taken in; and another state from a broken
  // order.
  if (sink.error_count() == errors) checker.check_order();
  if (sink.error_count() == errors) checker.check_state();
  return checker.take();
}

}  // namespace kura::migrations
