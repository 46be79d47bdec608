// Migrator: changes of existing objects to SQL. The base class holds standard SQL; a dialect overrides what it does
// otherwise.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/alteration.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect {

/// A change with the row that answered it.
struct Answered {
  change::Change change;
  const AlterRow* row = nullptr;
};

/// Both states and the wishes that shape statements. Renames have happened: `before` carries the new names, but for the
/// columns of a table that is rebuilt (see TableRebuild).
struct MigrationContext {
  const Dialect& dialect;
  const ir::Schema& before;
  const ir::Schema& after;
  bool keeps_old = false;  // a rebuild keeps the old table

  [[nodiscard]] RenderContext old_state() const { return {dialect, before}; }
  [[nodiscard]] RenderContext new_state() const { return {dialect, after}; }
};

/// One step, before the planner numbers it, groups it into transactions and adds what the rows of its changes say.
struct Draft {
  std::string summary;
  std::vector<std::string> sql;
  std::vector<std::size_t> carries_out;  // places in the span of changes that was given
  bool in_transaction = true;            // false as well when a row of its changes says so
  bool is_late = false;                  // after every other object has its new shape: online builds, validations
  std::string reason;                    // empty: the reasons of the rows
  std::vector<change::Hazard> hazards;   // besides those that the rows tell
  std::vector<change::Check> checks_before;
  std::vector<change::Check> checks_after;
  Boxed<change::Wait> wait;
  std::vector<change::Carry> carry;
};
using Drafts = std::vector<Draft>;

/// A table that gets its new shape by a new table, a copy and a swap.
struct TableRebuild {
  const ir::Table& before;  // under its name at that moment; columns under their old names
  const ir::Table& after;
  std::span<const Answered> changes;
  std::vector<std::size_t> source;  // for each column of `after` the place in before.columns, kNowhere for a new one
};

class Migrator {
 public:
  explicit Migrator(const Renderer& renderer) : renderer_(renderer) {}
  virtual ~Migrator() = default;

  // Objects that come and go. The statements of creation are the renderer's.

  /// A view that was not there before: more than one step where the engine works on after a statement.
  [[nodiscard]] virtual Drafts create_view(const ir::View& view, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts drop_namespace(const ir::Namespace& space, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts drop_enum(const ir::EnumType& type, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts drop_sequence(const ir::Sequence& sequence, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts drop_table(const ir::Table& table, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts drop_view(const ir::View& view, const MigrationContext& context) const;
  /// A view that was there before, under the same name, and had to go for a while: created, and what hung on it put
  /// back.
  [[nodiscard]] virtual Drafts recreate_view(const ir::View& before, const ir::View& after,
                                             const MigrationContext& context) const;

  // Renames; `from` is the name in the previous state.

  [[nodiscard]] virtual Drafts rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                            const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts rename_view(const ir::QualifiedName& from, const ir::View& after,
                                           const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts rename_enum(const ir::QualifiedName& from, const ir::EnumType& after,
                                           const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                               const MigrationContext& context) const;

  // Objects that stay. `before` and `after` have the same name.

  [[nodiscard]] virtual Drafts alter_namespace(const ir::Namespace& before, const ir::Namespace& after,
                                               std::span<const Answered> changes,
                                               const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts alter_enum(const ir::EnumType& before, const ir::EnumType& after,
                                          std::span<const Answered> changes, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts alter_sequence(const ir::Sequence& before, const ir::Sequence& after,
                                              std::span<const Answered> changes, const MigrationContext& context) const;
  /// All changes of a table that happen in place, foreign keys excepted. The base class gives one statement a change,
  /// made by alter_table_statements, in the order of stage_of.
  [[nodiscard]] virtual Drafts alter_table(const ir::Table& before, const ir::Table& after,
                                           std::span<const Answered> changes, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts alter_view(const ir::View& before, const ir::View& after,
                                          std::span<const Answered> changes, const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const;

  [[nodiscard]] virtual Drafts drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                                const MigrationContext& context) const;
  [[nodiscard]] virtual Drafts add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                               const MigrationContext& context) const;

  /// Makes a materialized view serve again after something below it changed.
  [[nodiscard]] virtual Drafts activate(const ir::View& view, const MigrationContext& context) const;

  /// What hangs on a table or view and is not declared, for one that goes and comes again.
  [[nodiscard]] virtual std::vector<change::Carry> carried(const ir::QualifiedName& name, change::ObjectKind kind,
                                                           const MigrationContext& context) const;

  /// Settings of the connection that runs the steps.
  [[nodiscard]] virtual std::vector<std::string> session(const std::vector<change::Step>& steps) const;

 protected:
  /// The statements of one change in place; empty when this class does not know it.
  [[nodiscard]] virtual std::vector<std::string> alter_table_statements(const ir::Table& before, const ir::Table& after,
                                                                        const change::Change& change,
                                                                        const MigrationContext& context) const;
  /// Where a change stands among those of its table: smaller comes first.
  [[nodiscard]] virtual int stage_of(change::Kind kind) const;
  /// The places of the changes by stage; of the renames first those whose new name is free.
  [[nodiscard]] std::vector<std::size_t> in_order(std::span<const Answered> changes, const ir::Table& after) const;

  // Statements and clauses for the overrides.

  /// "ALTER TABLE sales.orders " and the rest.
  [[nodiscard]] std::string alter(const ir::QualifiedName& table, const std::string& rest,
                                  const MigrationContext& context) const;
  /// "region VARCHAR(32) NOT NULL DEFAULT 'x'": a column as CREATE TABLE says it.
  [[nodiscard]] virtual std::string column_definition(const ir::Column& column, const ir::Table& table,
                                                      const MigrationContext& context) const;
  [[nodiscard]] virtual std::string drop_index_statement(const ir::Index& index, const ir::QualifiedName& relation,
                                                         const MigrationContext& context) const;
  /// GRANT and REVOKE statements for one grant.
  [[nodiscard]] std::vector<std::string> grant_statements(std::string_view object_keyword,
                                                          const ir::QualifiedName& name, const ir::Grant& grant,
                                                          const MigrationContext& context) const;
  [[nodiscard]] virtual std::vector<std::string> revoke_statements(const ir::QualifiedName& name,
                                                                   const ir::Grant& grant,
                                                                   const MigrationContext& context) const;
  /// `INSERT INTO new (…) SELECT … FROM old`; casts, defaults for new NOT NULL columns, renames followed, generated
  /// columns left out. Empty when no column can be named.
  [[nodiscard]] std::string copy_statement(const TableRebuild& rebuild, const ir::QualifiedName& source,
                                           const ir::QualifiedName& target, const MigrationContext& context) const;
  /// What the copy selects for one column of the new table; empty leaves the column out.
  [[nodiscard]] virtual std::string copied_value(const TableRebuild& rebuild, std::size_t column,
                                                 const MigrationContext& context) const;

  [[nodiscard]] const Renderer& renderer() const { return renderer_; }

 private:
  const Renderer& renderer_;
};

/// `value` with the old labels of the column's enum turned into the new ones, where an enum is text; otherwise
/// unchanged.
std::string with_new_labels(const ir::Column& old, const ir::Column& target, std::string value,
                            const Renderer& renderer);
/// `UPDATE … SET … WHERE …` that gives the rows the new labels; the table and the column have their new names. Empty
/// when no label has another text.
std::string new_labels_statement(const ir::Table& after, const ir::Column& old, const ir::Column& target,
                                 const Renderer& renderer, const RenderContext& state);
/// Whether a table has left a schema by a rebuild that keeps the old one there.
bool holds_kept_table(const ir::Namespace& space, const MigrationContext& context);
/// A column that an INSERT may name only to name one: with a default, or else without a value.
const ir::Column* filler_of(const ir::Table& table);
/// A draft of one statement.
Draft draft(std::string summary, std::string sql);
/// The names of `T__kura_new` and `T__kura_old`, shortened for the engine.
ir::QualifiedName new_table_name(const ir::QualifiedName& table, const Capabilities& capabilities);
ir::QualifiedName old_table_name(const ir::QualifiedName& table, const Capabilities& capabilities);

/// Column types: what a conversion does to the values that are there.
enum class Conversion : std::uint8_t {
  none,       // the same values
  widening,   // every value fits and stays what it is
  narrowing,  // some may not fit: fails or is cut
  other,      // another kind of value
};
Conversion conversion(const ir::Type& from, const ir::Type& to);

}  // namespace kura::dialect
