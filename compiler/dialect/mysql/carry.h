// What hangs on a table, is not declared and does not survive by itself: captured from the catalog as statements.
#pragma once

#include <utility>

#include "compiler/change/plan.h"
#include "compiler/dialect/mysql/renderer.h"

namespace kura::dialect::mysql {

/// A table or view whose privileges follow it to another name.
struct GrantMove {
  const ir::QualifiedName& from;
  const ir::QualifiedName& to;
  const std::vector<ir::Grant>& declared;  // as they stand on `from`: the plan's own statements move them
  std::vector<std::pair<std::string, std::string>> renamed_columns;
  std::vector<std::string> dropped_columns;
  bool has_columns = true;  // false where they may be others: privileges on columns stay behind
};

/// Privileges on the table or view that nobody declared, granted again on it under another name.
change::Carry grants_of(const GrantMove& move, const MysqlRenderer& renderer, const RenderContext& state);
/// The same of one column that is renamed; those on its old name are revoked. `table` is the next state.
change::Carry column_grants_of(const ir::Table& table, const std::string& from, const std::string& to,
                               const MysqlRenderer& renderer, const RenderContext& state);
/// Privileges on a column that goes, revoked: the server keeps them for the next column of that name. Those that
/// `table`, the next state, declares on such a one stay.
change::Carry dropped_grants_of(const ir::Table& table, const std::string& column, const MysqlRenderer& renderer,
                                const RenderContext& state);
/// Privileges on a name that are not among the declared ones, revoked.
change::Carry left_grants_of(const ir::QualifiedName& name, const std::vector<ir::Grant>& declared,
                             const MysqlRenderer& renderer, const RenderContext& state);
/// Triggers of one table, dropped where they are and created on another one.
change::Carry triggers_of(const ir::QualifiedName& table, const ir::QualifiedName& to, const Renderer& renderer,
                          const RenderContext& state);
/// The next number of an AUTO_INCREMENT column.
change::Carry counter_of(const ir::QualifiedName& table, const Renderer& renderer, const RenderContext& state);
/// "table_schema = 'sales' AND table_name = 'orders'", as the columns are called there.
std::string is_table(const ir::QualifiedName& table, std::string_view schema_column, std::string_view name_column,
                     const Renderer& renderer);

}  // namespace kura::dialect::mysql
