// Table rebuild, step by step.
#include "compiler/dialect/starrocks/table_rebuild.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/conversions.h"
#include "compiler/dialect/starrocks/properties.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/starrocks.h"

namespace kura::dialect::starrocks {
namespace {

using change::Check;
using change::HazardKind;
using change::kNowhere;

constexpr int kCopySeconds = 86400;

const std::string* property_of(const ir::Table& table, std::string_view key) {
  const ir::Property* property = find_property(table.physical, key);
  return property == nullptr ? nullptr : &property->value;
}

bool is_same_property(const ir::Table& left, const ir::Table& right, std::string_view key) {
  const std::string* one = property_of(left, key);
  const std::string* other = property_of(right, key);
  return one == nullptr || other == nullptr ? one == other : *one == *other;
}

/// "drop column `c`".
std::string words_of(const change::Change& change, const ir::Table& before) {
  const std::string words(change::kind_words(change.kind));
  if (change::part_of(change.kind) != change::Part::column || change.part.before >= before.columns.size()) return words;
  return fmt::format("{} `{}`", words, before.columns[change.part.before].name);
}

/// The value of a column that has none to be copied and cannot be left out; empty when it can.
std::string empty_value(const ir::Column& column) {
  if (column.is_nullable || column.default_value || column.generated || column.identity) return {};
  switch (family_of(column.type)) {
    case TypeFamily::bitmap:
      return "bitmap_empty()";
    case TypeFamily::hll:
      return "hll_empty()";
    default:
      return {};
  }
}

}  // namespace

RebuildSteps::RebuildSteps(const Statements& statements, const TableRebuild& rebuild, std::vector<change::Carry> rights)
    : statements_(statements),
      rebuild_(rebuild),
      rights_(std::move(rights)),
      target_(target_of(statements.context().after, kDialect)),
      new_name_(new_table_name(rebuild.after.name, *statements.context().dialect.capabilities)),
      left_over_(new_name_) {
  if (is_moved()) {
    new_name_ = rebuild.after.name;
    left_over_ = rebuild.before.name;
  } else if (!can_swap()) {
    left_over_ = old_table_name(rebuild.after.name, *statements.context().dialect.capabilities);
  }
}

Drafts RebuildSteps::run() const {
  Drafts drafts{create()};
  if (!must_be_empty()) drafts.push_back(copy());
  for (Draft& it : swap()) drafts.push_back(std::move(it));
  if (!statements_.context().keeps_old || !is_moved()) drafts.push_back(drop_old());
  tell_risks(drafts[must_be_empty() ? 0 : 1]);
  return drafts;
}

/// What may happen to values is told where they are copied, or where there are none to be, at the start.
void RebuildSteps::tell_risks(Draft& told) const {
  for (std::size_t i = 0; i < rebuild_.changes.size(); ++i) {
    const Answered& answered = rebuild_.changes[i];
    if (answered.row == nullptr || answered.row->risks == 0) continue;
    if (answered.row->method == Method::rebuild) {
      told.carries_out.push_back(i);
      continue;
    }
    // By itself it would be a statement with a job: only what is lost counts here.
    if ((answered.row->risks & kLosesData) == 0) continue;
    told.hazards.push_back(
        {HazardKind::data_loss, fmt::format("{}: values are lost", words_of(answered.change, rebuild_.before))});
  }
}

std::string RebuildSteps::from() const {
  return statements_.qualified(rebuild_.before.name);
}

std::string RebuildSteps::old_name(std::size_t column) const {
  return statements_.name(rebuild_.before.columns[rebuild_.source[column]].name);
}

Draft RebuildSteps::create() const {
  ir::Table made = rebuild_.after;
  made.name = new_name_;
  made.grants.clear();
  const auto statements = statements_.renderer().create_table(made, {}, statements_.state());
  Draft result = draft(fmt::format("create `{}`", ir::to_text(new_name_)), statements[0].sql);
  result.checks_before = checks_before();
  if (is_moved()) result.carry = carry();
  return result;
}

bool RebuildSteps::must_be_empty() const {
  for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
    const ir::Column& column = rebuild_.after.columns[i];
    const bool has_value = rebuild_.source[i] != kNowhere || column.is_nullable || column.default_value ||
                           column.generated || column.identity;
    if (!has_value && empty_value(column).empty()) return true;
  }
  return false;
}

bool RebuildSteps::merges_rows() const {
  const ir::KeyModel& before = *rebuild_.before.key_model;
  const ir::KeyModel& after = *rebuild_.after.key_model;
  if (after.kind == ir::KeyModelKind::duplicate) return false;
  if (before.kind == ir::KeyModelKind::duplicate) return true;
  // Every key column of before is one still, with the same values.
  for (const std::string& key : before.columns) {
    bool is_kept = false;
    for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
      const ir::Column& column = rebuild_.after.columns[i];
      if (rebuild_.source[i] == kNowhere || rebuild_.before.columns[rebuild_.source[i]].name != key) continue;
      is_kept = is_key_column(rebuild_.after, column.name) &&
                !changes_values(rebuild_.before.columns[rebuild_.source[i]].type, column.type);
    }
    if (!is_kept) return true;
  }
  return false;
}

std::string RebuildSteps::copied_value(std::size_t place) const {
  const ir::Column& column = rebuild_.after.columns[place];
  if (column.generated) return {};
  if (rebuild_.source[place] == kNowhere) return empty_value(column);
  const ir::Column& old = rebuild_.before.columns[rebuild_.source[place]];
  const std::string value =
      cast_value(relabelled(place), old.type, column.type, statements_.renderer(), statements_.state());
  const bool may_be_missing = old.is_nullable && !column.is_nullable && column.default_value;
  if (!may_be_missing) return value;
  return fmt::format("coalesce({}, {})", value,
                     statements_.renderer().expression(*column.default_value, statements_.state()));
}

Draft RebuildSteps::copy() const {
  std::vector<std::string> names, values;
  for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
    std::string value = copied_value(i);
    if (value.empty()) continue;
    names.push_back(statements_.name(rebuild_.after.columns[i].name));
    values.push_back(std::move(value));
  }
  if (names.empty()) {
    // Every column is another one: the rows stay, with what the new columns hold by default.
    const ir::Column* filler = filler_of(rebuild_.after);
    if (filler == nullptr) return {};
    names.push_back(statements_.name(filler->name));
    values.push_back(filler->default_value
                         ? statements_.renderer().expression(*filler->default_value, statements_.state())
                         : "NULL");
  }
  Draft result;
  result.reason = "the new table takes all changes at once";
  result.summary = fmt::format("copy the rows into `{}`", ir::to_text(new_name_));
  // A long copy would run into the session's limit.
  const bool has_own_limit = target_.version.has(3, 4);
  result.sql.push_back(fmt::format("SET {} = {}", has_own_limit ? "insert_timeout" : "query_timeout", kCopySeconds));
  // A copy that was cut off is all there or not at all; emptied first, the step can be run again.
  result.sql.push_back("TRUNCATE TABLE " + statements_.qualified(new_name_));
  result.sql.push_back(fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", statements_.qualified(new_name_),
                                   join(names, ", "), join(values, ", "), from()));
  result.checks_after.push_back(count_check());
  result.hazards.push_back(
      {HazardKind::writes_lost, "rows written between the copy and the swap stay in the old table: let nobody write"});
  if (rebuild_.after.physical.partitioning && partition_form(rebuild_.after.physical) != PartitionForm::automatic) {
    result.hazards.push_back({HazardKind::may_fail, "rows outside the partitions of the new table make the copy fail"});
  }
  return result;
}

Check RebuildSteps::count_check() const {
  std::string counted = from();
  std::string what = fmt::format("`{}` has as many rows", ir::to_text(new_name_));
  if (merges_rows()) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
      const bool is_key = is_key_column(rebuild_.after, rebuild_.after.columns[i].name);
      if (is_key && rebuild_.source[i] != kNowhere) keys.push_back(copied_value(i));
    }
    const std::string grouped = keys.empty() ? "LIMIT 1" : "GROUP BY " + join(keys, ", ");
    counted = fmt::format("(SELECT 1 AS one FROM {} {}) g", from(), grouped);
    what = fmt::format("`{}` has a row for each key", ir::to_text(new_name_));
  }
  return {
      what,
      fmt::format("SELECT a.n = b.n FROM (SELECT count(*) AS n FROM {}) a CROSS JOIN (SELECT count(*) AS n FROM {}) b",
                  counted, statements_.qualified(new_name_))};
}

/// The old value, with the new labels where it is one.
std::string RebuildSteps::relabelled(std::size_t place) const {
  return with_new_labels(rebuild_.before.columns[rebuild_.source[place]], rebuild_.after.columns[place],
                         old_name(place), statements_.renderer());
}

std::string RebuildSteps::fitting_query(std::size_t place) const {
  const ir::Column& column = rebuild_.after.columns[place];
  const ir::Column& old = rebuild_.before.columns[rebuild_.source[place]];
  const std::string name = relabelled(place);
  return fmt::format("SELECT count(*) = 0 FROM {} WHERE {} IS NOT NULL AND {}", from(), name,
                     misfit_condition(name, old.type, column.type, statements_.renderer(), statements_.state()));
}

std::vector<Check> RebuildSteps::checks_before() const {
  std::vector<Check> checks;
  if (must_be_empty()) {
    checks.push_back({fmt::format("`{}` has no rows", ir::to_text(rebuild_.before.name)),
                      fmt::format("SELECT count(*) = 0 FROM {}", from())});
    return checks;
  }
  for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
    const ir::Column& column = rebuild_.after.columns[i];
    if (rebuild_.source[i] == kNowhere || column.generated) continue;
    const ir::Column& old = rebuild_.before.columns[rebuild_.source[i]];
    if (may_not_fit(old.type, column.type)) {
      checks.push_back({fmt::format("every value of `{}` can be converted to {}", old.name, ir::to_text(column.type)),
                        fitting_query(i)});
    }
    if (old.is_nullable && !column.is_nullable && !column.default_value) {
      checks.push_back({fmt::format("no value of `{}` is NULL", old.name),
                        fmt::format("SELECT count(*) = 0 FROM {} WHERE {} IS NULL", from(), old_name(i))});
    }
  }
  return checks;
}

bool RebuildSteps::can_swap() const {
  return is_same_property(rebuild_.before, rebuild_.after, "unique_constraints") &&
         is_same_property(rebuild_.before, rebuild_.after, "foreign_key_constraints");
}

std::size_t RebuildSteps::identity() const {
  for (std::size_t i = 0; i < rebuild_.after.columns.size(); ++i) {
    if (rebuild_.after.columns[i].identity && rebuild_.source[i] != kNowhere) return i;
  }
  return kNowhere;
}

/// What hangs on the old table: its rights, and the counter of AUTO_INCREMENT, which given values do not move.
std::vector<change::Carry> RebuildSteps::carry() const {
  std::vector<change::Carry> carry = rights_;
  if (identity() == kNowhere || !target_.version.has(4, 0)) return carry;
  const std::string head = "ALTER TABLE " + statements_.qualified(rebuild_.after.name) + " AUTO_INCREMENT = ";
  carry.push_back({"the next value of AUTO_INCREMENT",
                   fmt::format("SELECT concat({}, coalesce(max({}), 0) + 1) FROM {}",
                               statements_.renderer().string_literal(head), old_name(identity()), from())});
  return carry;
}

Drafts RebuildSteps::swap() const {
  Drafts drafts;
  Draft last;
  const ir::QualifiedName& name = rebuild_.after.name;
  const std::string shown = ir::to_text(name);
  if (is_moved()) {
    last.summary = fmt::format("give the rights on `{}`", shown);
  } else if (can_swap()) {
    last = draft(fmt::format("swap `{}` and `{}`", shown, ir::to_text(new_name_)),
                 statements_.alter(name, "SWAP WITH " + statements_.name(new_name_.name)));
  } else {
    Draft away = draft(fmt::format("rename the old table to `{}`", ir::to_text(left_over_)),
                       statements_.alter(rebuild_.before.name, "RENAME " + statements_.name(left_over_.name)));
    away.reason = "SWAP wants the same constraints on both sides";
    away.hazards.push_back({HazardKind::readers_break, "there is no table of this name until the next step"});
    drafts.push_back(std::move(away));
    last = draft(fmt::format("rename `{}` to `{}`", ir::to_text(new_name_), shown),
                 statements_.alter(new_name_, "RENAME " + statements_.name(name.name)));
  }
  // Rights belong to the number of a table, not to its name: they stay with the old rows.
  for (std::string& sql : statements_.grants("TABLE", name, rebuild_.after.grants)) last.sql.push_back(std::move(sql));
  if (identity() != kNowhere && !target_.version.has(4, 0)) {
    last.hazards.push_back({HazardKind::not_carried,
                            fmt::format("AUTO_INCREMENT of `{}` begins at 1 again and may meet values that are there",
                                        rebuild_.after.columns[identity()].name)});
  }
  if (!last.sql.empty()) drafts.push_back(std::move(last));
  // Read while the old table still has its name.
  if (!is_moved()) drafts.front().carry = carry();
  return drafts;
}

Draft RebuildSteps::drop_old() const {
  const std::string shown = ir::to_text(left_over_);
  if (!statements_.context().keeps_old) {
    return draft(fmt::format("drop the old table `{}`", shown), "DROP TABLE " + statements_.qualified(left_over_));
  }
  const ir::QualifiedName kept = old_table_name(rebuild_.after.name, *statements_.context().dialect.capabilities);
  if (kept == left_over_) return {};
  return draft(fmt::format("keep the old table as `{}`", ir::to_text(kept)),
               statements_.alter(left_over_, "RENAME " + statements_.name(kept.name)));
}

}  // namespace kura::dialect::starrocks
