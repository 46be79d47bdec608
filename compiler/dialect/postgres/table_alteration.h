// The changes of one table that happen in place, as drafts: what goes, renames, what changes, what is built online.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/dialect/postgres/migrator.h"
#include "compiler/dialect/postgres/renames.h"

namespace kura::dialect::postgres {

/// One subcommand of ALTER TABLE.
struct Piece {
  std::string sql;
  std::vector<std::size_t> changes;  // that it carries out
};

class TableAlteration {
 public:
  TableAlteration(const PostgresMigrator& migrator, const ir::Table& before, const ir::Table& after,
                  std::span<const Answered> changes, const MigrationContext& context);

  Drafts run();

 private:
  using Kind = change::Kind;
  static constexpr std::size_t kNoChange = change::kNowhere;

  // What goes first, and renames.
  void set_aside_indexes();
  void drop_indexes();
  void drop_parts();
  void rename_parts();
  void drop_partitions();

  // One ALTER TABLE for what changes.
  void change_columns();
  void add_column(std::size_t at);
  void change_type(std::size_t at);
  void set_not_null(std::size_t at);
  void change_identity(std::size_t at);
  void change_native(std::size_t at);
  void change_column_piece(std::size_t at);
  void change_early_keys(std::size_t at);

  // After it.
  void continue_identities();
  void create_indexes_at_once();
  void add_partitions();
  void comment_and_grant();

  // When every other object has its new shape.
  void validate_checks();
  void finish_not_null();
  void build_keys();
  void build_key(const ir::Key& key, bool is_primary, std::size_t at);
  void build_indexes();
  void build_index(const ir::Index& index, std::vector<std::size_t> carries_out);
  void drop_indexes_online();
  void mark_indexes();
  void analyze();

  void push(std::string sql, std::vector<std::size_t> carries_out, std::string summary = {});
  void push_late(std::vector<std::string> sql, std::vector<std::size_t> carries_out, std::string summary);
  void push_late(std::string sql, std::vector<std::size_t> carries_out, std::string summary, bool in_transaction);
  void push_pieces(std::vector<Piece> pieces, const std::string& summary);

  [[nodiscard]] const change::Change& change(std::size_t at) const { return changes_[at].change; }
  [[nodiscard]] bool is_now(std::size_t at) const {
    return changes_[at].row == nullptr || changes_[at].row->in_transaction;
  }
  [[nodiscard]] const ir::Column& old_column(std::size_t at) const {
    return before_.columns.at(change(at).part.before);
  }
  [[nodiscard]] const ir::Column& new_column(std::size_t at) const { return after_.columns.at(change(at).part.after); }
  [[nodiscard]] std::vector<std::size_t> all(std::initializer_list<Kind> kinds) const;
  [[nodiscard]] bool has(Kind kind, change::Places part) const;
  [[nodiscard]] std::string id(const std::string& name) const;
  [[nodiscard]] std::string table_name() const;
  /// A part's name in the table's schema.
  [[nodiscard]] std::string part_name(const std::string& name) const;
  [[nodiscard]] std::string alter(const std::string& rest) const { return "ALTER TABLE " + table_name() + " " + rest; }
  [[nodiscard]] std::string column_sql(const ir::Column& column) const;
  /// A column that is dropped and added again as a generated one.
  [[nodiscard]] bool is_remade(std::size_t new_place) const;
  [[nodiscard]] bool loses_identity_first(std::size_t at) const;
  /// A generated column over a column that is added.
  [[nodiscard]] bool reads_new_column(const ir::Column& column) const;
  [[nodiscard]] bool loses_source(const ir::Column& column) const;
  /// Checks and indexes that stay, over a column whose values become others: they go before and come again after.
  [[nodiscard]] bool is_check_remade(const ir::Check& check) const;
  [[nodiscard]] bool is_index_remade(const ir::Index& index) const;
  [[nodiscard]] std::vector<std::size_t> creations(std::size_t index) const;
  [[nodiscard]] bool comes_late(const std::string& index) const;
  [[nodiscard]] change::Check none_where(const std::string& what, const std::string& condition) const;
  [[nodiscard]] std::vector<std::string> spelt(const std::vector<std::string>& columns) const;
  [[nodiscard]] bool are_there(const std::vector<std::string>& columns) const;
  [[nodiscard]] change::Check is_valid(const std::string& index) const;
  [[nodiscard]] change::Check no_twins(const std::vector<std::string>& columns, bool nulls_count,
                                       const std::string& condition) const;

  const PostgresMigrator& migrator_;
  const PostgresRenderer& spelling_;
  const ir::Table& before_;
  const ir::Table& after_;
  std::span<const Answered> changes_;
  const MigrationContext& context_;
  RenderContext old_state_;
  RenderContext new_state_;
  bool is_partitioned_;
  std::vector<std::string> changed_types_;  // columns whose values become others, under their new names
  std::vector<Piece> pieces_;
  std::vector<change::Check> checks_;    // before the pieces
  std::vector<std::string> proofs_;      // columns whose NOT NULL waits for a validated check
  std::vector<std::size_t> late_marks_;  // clauses that name an index which is built late
  std::vector<std::pair<std::size_t, std::size_t>> kept_partitions_;  // the change that drops, the one that adds
  std::map<std::string, std::string> aside_;                          // indexes that made room: name, name now
  Drafts drafts_;
};

// Shared with materialized views.

std::string create_index_statement(const ir::Index& index, const ir::QualifiedName& relation, bool is_online,
                                   const PostgresRenderer& spelling, const RenderContext& state);
/// "SET (a = 1)" and "RESET (b)" for the change of a list of parameters; empty where there is none.
std::vector<std::string> parameter_changes(const ir::NativeClause* before, const ir::NativeClause* after);

}  // namespace kura::dialect::postgres
