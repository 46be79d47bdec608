// Steps: what the rows of a draft's changes tell becomes hazards and reasons; neighbours that can be share a
// transaction.
#include "compiler/plan/steps.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diff/describe.h"

namespace kura::plan {
namespace {

using change::Hazard;
using change::HazardKind;
using change::Kind;
using change::Step;
using dialect::AlterRow;
using dialect::Answered;
using dialect::Draft;
using dialect::Lock;
using dialect::Method;

void add(std::vector<Hazard>& hazards, HazardKind kind, std::string detail) {
  const Hazard hazard{kind, std::move(detail)};
  if (std::find(hazards.begin(), hazards.end(), hazard) == hazards.end()) hazards.push_back(hazard);
}

/// The heaviest lock and work of several changes: one statement does them all.
struct Load {
  Lock lock = Lock::none;
  dialect::Work work = dialect::Work::metadata;

  void include(const AlterRow& row) {
    lock = std::max(lock, row.lock);
    work = std::max(work, row.work);
  }
};

std::string_view duration(dialect::Work work) {
  switch (work) {
    case dialect::Work::metadata:
      return "for a moment";
    case dialect::Work::scan:
      return "while the table is read";
    case dialect::Work::copy:
      return "while the table is written anew";
    case dialect::Work::index_build:
      return "while the index is built";
    case dialect::Work::job:
      return "until the job has begun";
  }
  return {};
}

void add_load(const Load& load, const std::string& name, std::vector<Hazard>& hazards) {
  if (load.lock == Lock::writers)
    add(hazards, HazardKind::blocking_lock, fmt::format("writers of `{}` wait {}", name, duration(load.work)));
  if (load.lock == Lock::everyone) {
    add(hazards, HazardKind::blocking_lock,
        fmt::format("readers and writers of `{}` wait {}", name, duration(load.work)));
  }
  if (load.work == dialect::Work::copy)
    add(hazards, HazardKind::table_copied, fmt::format("the engine writes `{}` anew", name));
  if (load.work == dialect::Work::scan)
    add(hazards, HazardKind::table_scanned, fmt::format("the engine reads all of `{}`", name));
  if (load.work == dialect::Work::job)
    add(hazards, HazardKind::asynchronous_job, "the statement returns before the work is done");
}

std::string lost(Kind kind, const std::string& text) {
  if (kind == Kind::drop_table) return "its rows are lost";
  if (kind == Kind::drop_column) return fmt::format("{}: its values are lost", text);
  return fmt::format("{}: values are lost", text);
}

class StepMaker {
 public:
  StepMaker(Graph& graph, const Situation& situation) : graph_(graph), situation_(situation) {}

  std::vector<Step> run() {
    for (const std::size_t id : graph_.order()) {
      Node& node = graph_[id];
      bool is_first = true;
      for (Draft& draft : node.drafts) {
        if (draft.sql.empty()) continue;
        push(node, draft, is_first);
        is_first = false;
      }
    }
    return std::move(steps_);
  }

 private:
  void push(const Node& node, Draft& draft, bool is_first) {
    Step step;
    step.number = steps_.size() + 1;
    step.object = node.object;
    step.name = node.name;
    step.sql = std::move(draft.sql);
    step.checks_before = std::move(draft.checks_before);
    step.checks_after = std::move(draft.checks_after);
    step.wait = std::move(draft.wait);
    step.carry = std::move(draft.carry);
    if (is_first) step.hazards = node.hazards;
    for (Hazard& hazard : draft.hazards) add(step.hazards, hazard.kind, std::move(hazard.detail));
    bool in_transaction = draft.in_transaction;
    std::vector<std::string> reasons;
    Load load;
    std::vector<std::string> texts;
    for (const std::size_t at : draft.carries_out) {
      const Answered& answered = node.changes.at(at);
      texts.push_back(diff::describe(answered.change, situation_.before, situation_.after).text);
      if (answered.row == nullptr) continue;
      const AlterRow& row = *answered.row;
      add_risks(row, answered.change.kind, texts.back(), step.hazards);
      if (is_owner_unknown(answered.change))
        add(step.hazards, HazardKind::irreversible, "nobody declared who the owner was before");
      if (row.method != Method::in_place && row.method != Method::recreate_column) continue;
      load.include(row);
      in_transaction = in_transaction && row.in_transaction;
      if (!row.reason.empty() && std::find(reasons.begin(), reasons.end(), row.reason) == reasons.end())
        reasons.emplace_back(row.reason);
    }
    add_load(load, ir::to_text(node.name), step.hazards);
    step.summary = draft.summary.empty() ? fmt::format("{}", fmt::join(texts, ", ")) : std::move(draft.summary);
    if (!draft.reason.empty()) {
      step.reason = std::move(draft.reason);
    } else if (is_first && !node.reason.empty()) {
      step.reason = node.reason;
    } else {
      step.reason = fmt::format("{}", fmt::join(reasons, "; "));
    }
    set_transaction(step, in_transaction);
    steps_.push_back(std::move(step));
  }

  [[nodiscard]] bool is_owner_unknown(const change::Change& change) const {
    if (change.kind != Kind::set_owner) return false;
    const bool is_table = change.object == change::ObjectKind::table;
    return (is_table ? situation_.before.tables.at(change.at.before).owner
                     : situation_.before.views.at(change.at.before).owner)
        .empty();
  }

  static void add_risks(const AlterRow& row, Kind kind, const std::string& text, std::vector<Hazard>& hazards) {
    if ((row.risks & dialect::kLosesData) != 0) add(hazards, HazardKind::data_loss, lost(kind, text));
    if ((row.risks & dialect::kIrreversible) != 0)
      add(hazards, HazardKind::irreversible, fmt::format("{}: the way back does not bring back what was there", text));
    if ((row.risks & dialect::kMayFail) != 0)
      add(hazards, HazardKind::may_fail, fmt::format("{}: rows may not allow it", text));
    if ((row.risks & dialect::kChangesValues) != 0)
      add(hazards, HazardKind::values_changed, fmt::format("{}: values are converted", text));
  }

  void set_transaction(Step& step, bool in_transaction) {
    if (!situation_.migration.traits.transactional_ddl) {
      step.transaction = 0;
      return;
    }
    if (!in_transaction) {
      step.transaction = 0;
      add(step.hazards, HazardKind::not_transactional, "it runs by itself and cannot be rolled back");
      return;
    }
    const bool continues = !steps_.empty() && steps_.back().transaction == last_transaction_ &&
                           last_transaction_ != 0 && !steps_.back().wait;
    if (!continues) ++last_transaction_;
    step.transaction = last_transaction_;
  }

  Graph& graph_;
  const Situation& situation_;
  std::vector<Step> steps_;
  std::size_t last_transaction_ = 0;
};

}  // namespace

std::vector<Step> make_steps(Graph& graph, const Situation& situation) {
  return StepMaker(graph, situation).run();
}

}  // namespace kura::plan
