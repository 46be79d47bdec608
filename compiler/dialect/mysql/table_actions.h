// TableActions: the changes of one table as clauses of ALTER TABLE, and what has to come before what.
#pragma once

#include <map>
#include <span>

#include "compiler/dialect/migrator.h"
#include "compiler/dialect/mysql/actions.h"
#include "compiler/dialect/mysql/renderer.h"

namespace kura::dialect::mysql {

struct AlterInput {
  const ir::Table& before;
  const ir::Table& after;
  std::span<const Answered> changes;
  const MigrationContext& context;
  const MysqlRenderer& renderer;
  const Answers& answers;
};

/// Whether something declared serves a foreign key; otherwise the server made an index for it, called like the
/// constraint.
bool has_index_for(const ir::Table& table, const ir::ForeignKey& key);

bool is_same_grant(const ir::Grant& left, const ir::Grant& right);

/// GRANT and REVOKE for a table or view.
std::vector<std::string> grant_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                          const Renderer& renderer, const RenderContext& state);
std::vector<std::string> revoke_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                           const Renderer& renderer, const RenderContext& state);

class TableActions {
 public:
  explicit TableActions(const AlterInput& input);
  std::vector<Action> run();

 private:
  using Places = std::vector<std::size_t>;

  /// A key or index that goes or comes, by the columns it names.
  struct KeyAction {
    std::size_t action;
    std::string name;                  // empty for the primary key
    std::vector<std::string> columns;  // those of an expression as well
    std::vector<std::string> leading;  // whole columns from the first on
  };
  struct IndexRename {
    std::size_t action;
    std::string from;
    std::string to;
  };
  /// Rows get new values in a column of the next state.
  struct Update {
    std::size_t action;
    std::size_t column;
  };
  struct CheckAction {
    std::size_t action;
    std::string name;
    const ir::Expression* expression;
  };

  /// A column that stays.
  struct ColumnChange {
    const ir::Column* before = nullptr;
    const ir::Column* after = nullptr;
    Places renames;             // places of changes
    Places rest;                // and of all others
    bool is_converted = false;  // the table's character set changes
    bool is_anew = false;       // turns virtual, or is virtual no more
    Action definition;
  };

  void add(std::size_t change);

  // Columns.
  void add_new_column(std::size_t change);
  void drop_column(std::size_t change);
  void change_columns();
  void rename_column(std::size_t place, ColumnChange& column);
  void move_rights(std::size_t place);
  void define_column(std::size_t place, const ColumnChange& column);
  void fill_nulls(std::size_t place, const ColumnChange& column, Action& last);
  void need_own(Action& action, std::size_t place) const;
  void rename_labels(const ir::Column& before, const ir::Column& after, Action& last);
  void make_anew(std::size_t place, const ColumnChange& column);
  void reorder(std::size_t change);
  [[nodiscard]] Action definition_action(const ColumnChange& column) const;
  [[nodiscard]] bool has_converted_text(const ir::Column& column) const;
  [[nodiscard]] std::vector<change::Check> value_checks(const ir::Column& before, const ir::Column& after,
                                                        const Places& changes) const;
  [[nodiscard]] std::vector<std::string> free_column(const std::string& column, Action& action);
  [[nodiscard]] std::string position_of(std::size_t column) const;
  [[nodiscard]] std::string update(const ir::Column& column, const std::string& value, const std::string& where) const;

  // Keys, indexes and checks.
  void change_key(std::size_t change);
  void change_index(std::size_t change);
  void change_check(std::size_t change);
  void free_renamed_checks();
  void rename_foreign_key(std::size_t change);
  void drop_key(std::string summary, std::string clause, KeyAction key, std::size_t change);
  void rename_key(std::string_view what, const std::string& from, const std::string& to, std::size_t change);
  void add_key(std::string summary, std::string clause, KeyAction key, std::size_t change);

  // Options and partitions.
  void change_option(std::size_t change);
  void forget_page_checksum();
  void repartition(std::size_t change);
  void change_partitions();
  void change_grant(std::size_t change);

  // Order.
  void link();
  void link_columns();
  void link_drop(std::size_t place, std::size_t action);
  void take_name(std::size_t action, const std::string& wanted);
  void follow_what_it_reads(std::size_t action, std::size_t place);
  void link_keys();
  void link_index_names();
  void link_checks();
  void link_updates();
  [[nodiscard]] bool waits_for(std::size_t action, std::size_t other) const;
  void join_statements();
  void join_actions(std::size_t into, std::size_t from);
  void join_identity_keys();
  void join_foreign_key_indexes();
  void drop_index_of(const ir::ForeignKey& key);

  std::size_t push(Action action);
  [[nodiscard]] Action action_of(std::string summary, std::string clause, const Places& changes) const;
  [[nodiscard]] std::string name(const std::string& text) const;
  [[nodiscard]] std::string definition(const ir::Column& column) const;
  [[nodiscard]] const change::Change& change(std::size_t at) const { return input_.changes[at].change; }
  void need(std::size_t action, const std::map<std::size_t, std::size_t>& found, std::size_t key);
  void need_columns(std::size_t action, const std::vector<std::string>& columns);
  [[nodiscard]] std::vector<std::string> columns_of(const ir::Index& index) const;
  [[nodiscard]] static std::vector<std::string> leading_of(const ir::Index& index);

  const AlterInput& input_;
  const Renderer& renderer_;
  RenderContext state_;
  std::vector<Action> actions_;
  std::map<std::size_t, std::size_t> adds_;  // by column of the next state
  std::map<std::size_t, std::size_t> renames_;
  std::map<std::size_t, std::size_t> modifies_;
  std::map<std::size_t, std::size_t> remakes_;  // dropped and added again
  std::map<std::size_t, std::size_t> drops_;    // by column of the previous state
  std::vector<KeyAction> key_drops_;
  std::vector<KeyAction> key_adds_;
  std::vector<CheckAction> check_drops_;
  std::vector<CheckAction> check_adds_;
  std::vector<IndexRename> index_renames_;
  std::vector<Update> updates_;
  std::vector<std::size_t> last_;  // after everything else
  std::size_t partitioning_ = change::kNowhere;
};

}  // namespace kura::dialect::mysql
