// What one process knows of a run while it carries it out; shared by the two ways of carrying out a step.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/apply/executor.h"

namespace kura::apply {

/// Why a step did not end.
struct Trouble {
  db::Error error;
  std::string what;         // empty: the statement failed, and the error says it all
  bool is_unknown = false;  // the connection was lost: the statement may have ended well
};

/// Trouble that no statement's error tells of.
Trouble trouble_saying(std::string what, bool is_unknown = false, db::ErrorKind kind = db::ErrorKind::statement);
/// The statement failed; a lost connection leaves open whether it did.
Trouble trouble_of(const db::Error& error);

/// Something was done, or there is trouble.
using Attempt = std::optional<Trouble>;

class RunState {
 public:
  RunState(const journal::Run& run, const ExecuteOptions& options, const Site& site)
      : run_(run), options_(options), site_(site) {}

  /// Reads what earlier processes have written down.
  db::Outcome<db::Done> load();

  [[nodiscard]] const journal::StepRecord* find(std::size_t step, std::size_t place) const;
  [[nodiscard]] bool is_done(const change::Step& step) const;
  /// Whether a statement of the step was begun or has ended.
  [[nodiscard]] bool was_touched(const change::Step& step) const;
  [[nodiscard]] std::vector<journal::Carried> pending() const;

  db::Outcome<db::Done> write(const journal::StepRecord& record);
  db::Outcome<db::Done> mark_restored(std::size_t place);
  /// Forgets what was written inside a transaction that was rolled back.
  void roll_back_to(const RunState& before);

  Attempt execute(const std::string& sql, std::int64_t* rows = nullptr);
  Attempt check(const change::Check& check);
  /// Reads what hangs on the object, and writes it down.
  Attempt capture(const change::Step& step);
  /// Puts back what was read.
  Attempt restore();

  [[nodiscard]] journal::StepRecord record_of(const change::Step& step, std::size_t place) const;
  /// The record as one that ended now.
  [[nodiscard]] journal::StepRecord ended(journal::StepRecord record, journal::StepStatus status,
                                          std::int64_t began) const;
  [[nodiscard]] std::string now_text() const;

  [[nodiscard]] const ExecuteOptions& options() const { return options_; }
  [[nodiscard]] const Site& site() const { return site_; }
  [[nodiscard]] std::int64_t number() const { return run_.number; }

 private:
  using Key = std::pair<std::size_t, std::size_t>;

  const journal::Run& run_;
  const ExecuteOptions& options_;
  const Site& site_;
  std::map<Key, journal::StepRecord> records_;
  std::vector<journal::Carried> carried_;
};

/// A step whose statements stand by themselves: each is written down before and after.
Attempt run_alone(RunState& state, const change::Step& step);

/// "2026-11-21T09:30:00Z"
std::string time_text(std::int64_t milliseconds);

}  // namespace kura::apply
