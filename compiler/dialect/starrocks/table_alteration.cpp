// Table alteration: the order of everything, comments, rights.
#include "compiler/dialect/starrocks/table_alteration.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/property_changes.h"
#include "compiler/dialect/starrocks/starrocks.h"

namespace kura::dialect::starrocks {

using change::Kind;

TableAlteration::TableAlteration(const Statements& statements, const ir::Table& before, const ir::Table& after,
                                 std::span<const Answered> changes)
    : statements_(statements),
      context_(statements.context()),
      before_(before),
      after_(after),
      changes_(changes),
      target_(target_of(context_.after, kDialect)),
      order_(before),
      bloom_(bloom_columns(before.physical)) {
  for (const Answered& it : changes) siblings_.push_back(it.change);
}

Drafts TableAlteration::run() {
  change_partitions();
  make_way();
  drop_generated();
  rename_columns();
  change_keys();
  change_plain();
  change_fields();
  change_generated();
  comment_columns();
  reorder();
  sort();
  partition_by();
  distribute();
  create_indexes();
  add_rollups();
  set_properties();
  change_comment();
  change_grants();
  return std::move(drafts_);
}

TableAlteration::Places TableAlteration::places_of(std::initializer_list<Kind> kinds) const {
  Places places;
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    // What is refused is shown as such and makes no statement.
    const bool is_carried_out = changes_[i].row != nullptr && changes_[i].row->method == Method::in_place;
    if (is_carried_out && std::find(kinds.begin(), kinds.end(), change_at(i).kind) != kinds.end()) places.push_back(i);
  }
  return places;
}

bool TableAlteration::is_done(std::size_t place) const {
  return std::find(done_.begin(), done_.end(), place) != done_.end();
}

Draft& TableAlteration::push(std::string summary, std::string sql, Places carries_out) {
  Draft result;
  result.summary = std::move(summary);
  result.sql.push_back(std::move(sql));
  done_.insert(done_.end(), carries_out.begin(), carries_out.end());
  result.carries_out = std::move(carries_out);
  drafts_.push_back(std::move(result));
  return drafts_.back();
}

Draft& TableAlteration::push_job(Job job, std::string summary, std::string sql, Places carries_out) {
  Draft& result = push(std::move(summary), std::move(sql), std::move(carries_out));
  result.wait = statements_.wait(job, after_.name);
  return result;
}

Draft& TableAlteration::push_clauses(const std::vector<std::string>& clauses, Places carries_out) {
  return push_job(Job::column, {}, statements_.alter_all(after_.name, clauses), std::move(carries_out));
}

void TableAlteration::change_comment() {
  for (const std::size_t place : places_of({Kind::set_table_comment})) {
    push({}, statements_.alter(after_.name, "COMMENT = " + quoted(after_.comment)), {place});
  }
}

void TableAlteration::change_grants() {
  for (const std::size_t place : places_of({Kind::drop_grant})) {
    push({}, statements_.revoke("TABLE", after_.name, before_.grants.at(change_at(place).part.before)), {place});
  }
  for (const std::size_t place : places_of({Kind::add_grant})) {
    for (std::string& sql : statements_.grants("TABLE", after_.name, {after_.grants.at(change_at(place).part.after)})) {
      push({}, std::move(sql), {place});
    }
  }
}

}  // namespace kura::dialect::starrocks
