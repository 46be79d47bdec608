// Actions: batches.
#include "compiler/dialect/mysql/actions.h"

#include <algorithm>

namespace kura::dialect::mysql {
namespace {

class Scheduler {
 public:
  explicit Scheduler(const std::vector<Action>& actions) : actions_(actions), is_done_(actions.size(), false) {
    for (std::size_t i = 0; i < actions.size(); ++i) is_done_[i] = is_empty(actions[i]);
  }

  std::vector<Batch> run() {
    while (std::find(is_done_.begin(), is_done_.end(), false) != is_done_.end()) {
      const Batch ready = ready_now();
      if (ready.empty()) {
        finish(left());
        continue;
      }
      finish(next_of(ready));
    }
    return std::move(batches_);
  }

 private:
  static bool is_empty(const Action& action) {
    return action.clauses.empty() && action.tail.empty() && action.statements.empty();
  }

  [[nodiscard]] Batch left() const {
    Batch batch;
    for (std::size_t i = 0; i < actions_.size(); ++i) {
      if (!is_done_[i]) batch.push_back(i);
    }
    return batch;
  }

  [[nodiscard]] Batch ready_now() const {
    Batch batch = left();
    std::erase_if(batch, [this](std::size_t at) {
      const auto& needs = actions_[at].needs;
      return !std::all_of(needs.begin(), needs.end(), [this](std::size_t it) { return is_done_[it]; });
    });
    return batch;
  }

  template <class Test>
  [[nodiscard]] Batch those(const Batch& ready, Test test) const {
    Batch batch;
    for (const std::size_t at : ready) {
      if (test(actions_[at])) batch.push_back(at);
    }
    return batch;
  }

  [[nodiscard]] Batch next_of(const Batch& ready) const {
    const Batch statements = those(ready, [](const Action& it) { return !it.statements.empty(); });
    if (!statements.empty()) return {statements.front()};
    Batch instant = those(ready, [](const Action& it) { return it.algorithm == Algorithm::instant && !it.is_apart; });
    const bool gives_names =
        std::any_of(instant.begin(), instant.end(), [this](std::size_t at) { return actions_[at].gives_name; });
    if (gives_names) std::erase_if(instant, [this](std::size_t at) { return actions_[at].is_option; });
    if (!instant.empty()) return instant;
    Batch slow = those(ready, [](const Action& it) { return it.algorithm != Algorithm::instant; });
    const bool copies = std::any_of(slow.begin(), slow.end(),
                                    [this](std::size_t at) { return actions_[at].algorithm >= Algorithm::copy; });
    if (copies) return slow;
    const Batch apart = those(ready, [](const Action& it) { return it.is_apart; });
    if (!apart.empty()) return {apart.front()};
    return slow;
  }

  void finish(Batch batch) {
    for (const std::size_t at : batch) is_done_[at] = true;
    batches_.push_back(std::move(batch));
  }

  const std::vector<Action>& actions_;
  std::vector<bool> is_done_;
  std::vector<Batch> batches_;
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

std::vector<Batch> batches_of(const std::vector<Action>& actions) {
  return Scheduler(actions).run();
}

void merge(std::vector<Action>& actions, std::size_t into, std::size_t from) {
  if (into == from) return;
  Action moved = std::move(actions[from]);
  actions[from] = {};
  Action& target = actions[into];
  if ((target.is_apart || moved.is_apart) && !target.clauses.empty() && !moved.clauses.empty()) {
    target.is_apart = false;
    target.algorithm = std::max(target.algorithm, Algorithm::copy);
    target.hazards.push_back({change::HazardKind::blocking_lock, "writers wait while the table is written anew"});
    target.hazards.push_back({change::HazardKind::table_copied,
                              "beside a virtual column the server drops a column alone, or by copying the table"});
  }
  if (!moved.summary.empty()) target.summary += (target.summary.empty() ? "" : ", ") + moved.summary;
  append(target.clauses, moved.clauses);
  if (target.tail.empty()) target.tail = std::move(moved.tail);
  target.algorithm = std::max(target.algorithm, moved.algorithm);
  append(target.needs, moved.needs);
  append(target.carries_out, moved.carries_out);
  append(target.checks_before, moved.checks_before);
  append(target.hazards, moved.hazards);
  append(target.carry, moved.carry);
  for (Action& action : actions) {
    std::replace(action.needs.begin(), action.needs.end(), from, into);
  }
  std::erase(target.needs, into);
}

}  // namespace kura::dialect::mysql
