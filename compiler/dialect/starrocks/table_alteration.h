// Table alteration: all changes of one table that happen where it is, as steps in an order that StarRocks takes.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/dialect/starrocks/column_order.h"
#include "compiler/dialect/starrocks/statements.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {

/// One job a table at a time, and only changes of columns and indexes share one. The order: partitions; what is in the
/// way of columns; columns; their order; sort key, partition unit and distribution; indexes and rollups; properties;
/// comments; rights.
class TableAlteration {
 public:
  TableAlteration(const Statements& statements, const ir::Table& before, const ir::Table& after,
                  std::span<const Answered> changes);

  Drafts run();

 private:
  using Places = std::vector<std::size_t>;

  // Changes.
  [[nodiscard]] const change::Change& change_at(std::size_t place) const { return changes_[place].change; }
  [[nodiscard]] Places places_of(std::initializer_list<change::Kind> kinds) const;
  [[nodiscard]] Facing facing(std::size_t place) const {
    return {change_at(place), context_.before, context_.after, siblings_};
  }
  [[nodiscard]] const ir::Column& old_column(std::size_t place) const {
    return before_.columns.at(change_at(place).part.before);
  }
  [[nodiscard]] const ir::Column& new_column(std::size_t place) const {
    return after_.columns.at(change_at(place).part.after);
  }

  // Drafts.
  Draft& push(std::string summary, std::string sql, Places carries_out);
  Draft& push_job(Job job, std::string summary, std::string sql, Places carries_out);
  /// One ALTER of several schema-change clauses.
  Draft& push_clauses(const std::vector<std::string>& clauses, Places carries_out);

  // Partitions.
  void change_partitions();
  void drop_partitions(const Places& places);
  void add_partitions(const Places& places);
  void change_batches();

  // Columns.
  void make_way();
  void drop_generated();
  void rename_columns();
  void change_keys();
  void change_plain();
  void change_fields();
  void change_generated();
  void comment_columns();
  void reorder();
  void drop_column(std::size_t place, std::vector<std::string>& clauses, Places& done);
  void add_column(std::size_t place, std::vector<std::string>& clauses, Places& done);
  void modify_column(const std::string& column, std::vector<std::string>& clauses, Places& done,
                     std::vector<change::Check>& checks);
  [[nodiscard]] std::vector<std::string> modified_columns(bool are_generated) const;
  [[nodiscard]] bool reads_what_changes(const ir::Column& generated) const;
  [[nodiscard]] bool is_done(std::size_t place) const;

  // Physical design.
  [[nodiscard]] std::vector<const ir::Index*> indexes_of(const Places& places, bool are_old) const;
  [[nodiscard]] bool can_share_statement() const;
  void drop_indexes();
  void create_indexes();
  void drop_rollups();
  void add_rollups();
  void sort();
  [[nodiscard]] std::string distribution_clause() const;
  void partition_by();
  void distribute();

  // Properties.
  void free_bloom_columns();
  void set_properties();
  void set_family(std::string_view prefix);
  void set_replication(std::size_t place, const std::string& value);
  void set_one(std::size_t place);
  void set_bloom_columns(const std::vector<std::string>& columns, Places carries_out);

  void change_comment();
  void change_grants();

  const Statements& statements_;
  const MigrationContext& context_;
  const ir::Table& before_;
  const ir::Table& after_;
  std::span<const Answered> changes_;
  std::vector<change::Change> siblings_;
  Target target_;
  ColumnOrder order_;
  Drafts drafts_;
  Places done_;                     // changes that were carried out
  std::vector<std::string> bloom_;  // the columns with bloom filters, as the engine has them now
  bool is_dynamic_off_ = false;     // turned off for the time of a change
};

}  // namespace kura::dialect::starrocks
