// Work: answers to the changes, grouped by object; refusals.
#include "compiler/plan/work.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/diff/describe.h"

namespace kura::plan {
namespace {

using change::Change;
using change::Kind;
using change::kNowhere;
using change::ObjectKind;
using dialect::Answered;
using dialect::Method;

bool comes_or_goes(const Change& change) {
  return change.at.before == kNowhere || change.at.after == kNowhere;
}

bool is_rename(Kind kind) {
  return kind == Kind::rename_table || kind == Kind::move_table || kind == Kind::rename_view ||
         kind == Kind::move_view || kind == Kind::rename_enum || kind == Kind::rename_sequence;
}

bool is_foreign_key_change(Kind kind) {
  return kind == Kind::add_foreign_key || kind == Kind::drop_foreign_key;
}

std::string data_loss_way_out(const Change& change) {
  const std::string allow = "allow it with `--destructive allow` or the warehouse's setting `destructive = \"allow\"`";
  if (change.kind == Kind::drop_table || change.kind == Kind::drop_column) {
    return allow + "; if it was renamed, write `was` at its new name";
  }
  return allow;
}

class Answering {
 public:
  Answering(const Situation& situation, Work& work) : situation_(situation), work_(work) {}

  Answered answer(const Change& change, std::span<const Change> siblings) {
    const dialect::Facing facing{change, situation_.before, situation_.after, siblings};
    const dialect::AlterRow* row =
        dialect::find_answer(situation_.migration, facing, situation_.policy.allows_column_rebuild);
    const bool creates = change.at.before == kNowhere;
    if (row == nullptr && !creates) refuse(change, "this engine gives no answer to it", "change the object by hand");
    if (row == nullptr) return {change, nullptr};
    if (row->method == Method::refuse) refuse(change, std::string(row->reason), "");
    const bool loses = (row->risks & dialect::kLosesData) != 0;
    if (loses && !situation_.policy.allows_destructive) refuse(change, "data is lost", data_loss_way_out(change));
    if (row->method == Method::rebuild && situation_.policy.rebuild == RebuildPolicy::never) {
      refuse(change, fmt::format("it needs a rebuild of the table ({})", row->reason),
             "allow it with `--rebuild auto` or the warehouse's setting `rebuild = \"auto\"`");
    }
    return {change, row};
  }

 private:
  void refuse(const Change& change, const std::string& why, const std::string& way_out) {
    const change::ChangeLine line = diff::describe(change, situation_.before, situation_.after);
    work_.refusals.push_back({line.object, line.name, fmt::format("{}: {}", line.text, why), way_out});
  }

  const Situation& situation_;
  Work& work_;
};

void sort_in(const Answered& answered, const Situation& situation, ObjectWork& object) {
  if (is_rename(answered.change.kind) && answered.row != nullptr && answered.row->method == Method::in_place) {
    object.is_moved = true;
    return;
  }
  object.all.push_back(answered);
  if (answered.row == nullptr || answered.row->method == Method::nothing) return;
  if (answered.row->method == Method::rebuild) object.is_rebuilt = true;
  if (answered.row->method == Method::recreate) object.is_recreated = true;
  const bool is_heavy = answered.row->work == dialect::Work::copy || answered.row->lock == dialect::Lock::everyone;
  if (situation.policy.rebuild == RebuildPolicy::always && is_heavy && answered.row->work != dialect::Work::metadata)
    object.is_rebuilt = true;
  const bool is_own_node =
      situation.migration.traits.foreign_keys_are_separate && is_foreign_key_change(answered.change.kind);
  if (!is_own_node) object.in_place.push_back(answered);
}

std::vector<ObjectWork> works_of(const diff::ListPairs& pairs) {
  std::vector<ObjectWork> works;
  for (const change::Places& places : pairs.both) works.push_back({places, {}, {}, false, false, false});
  return works;
}

}  // namespace

Work answer_changes(const Situation& situation, const diff::Changes& changes) {
  Work work;
  work.tables = works_of(situation.pairing.tables);
  work.views = works_of(situation.pairing.views);
  work.enums = works_of(situation.pairing.enums);
  work.sequences = works_of(situation.pairing.sequences);
  work.namespaces = works_of(situation.pairing.namespaces);
  const auto list_of = [&](ObjectKind kind) -> std::vector<ObjectWork>& {
    switch (kind) {
      case ObjectKind::schema:
        return work.namespaces;
      case ObjectKind::enumeration:
        return work.enums;
      case ObjectKind::sequence:
        return work.sequences;
      case ObjectKind::table:
        return work.tables;
      default:
        return work.views;
    }
  };
  Answering answering(situation, work);
  const auto same_object = [](const Change& left, const Change& right) {
    return left.object == right.object && left.at.before == right.at.before && left.at.after == right.at.after;
  };
  for (std::size_t begin = 0; begin < changes.size();) {
    std::size_t end = begin + 1;
    while (end < changes.size() && same_object(changes[begin], changes[end])) ++end;
    const std::span<const Change> siblings(changes.data() + begin, end - begin);
    for (const Change& change : siblings) {
      const Answered answered = answering.answer(change, siblings);
      work.answers.push_back(answered);
      if (comes_or_goes(change)) {
        work.comings_and_goings.push_back(answered);
        continue;
      }
      std::vector<ObjectWork>& list = list_of(change.object);
      const auto place =
          std::lower_bound(list.begin(), list.end(), change.at.after,
                           [](const ObjectWork& it, std::size_t after) { return it.places.after < after; });
      sort_in(answered, situation, *place);
    }
    begin = end;
  }
  return work;
}

}  // namespace kura::plan
