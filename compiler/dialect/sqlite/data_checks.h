// Queries about what an SQLite file holds, as checks before or after a step.
#pragma once

#include <string>
#include <vector>

#include "compiler/dialect/migrator.h"

namespace kura::dialect::sqlite {

/// With foreign keys enforced, DROP TABLE deletes every row first: what refers to them goes as well, or forbids it.
change::Check foreign_keys_are_off();
/// No row: a NOT NULL column without a default can be added.
change::Check table_is_empty(const ir::Table& table, const ir::Column& column, const Renderer& renderer,
                             const RenderContext& state);
change::Check has_no_null(const ir::Table& table, const ir::Column& column, const Renderer& renderer,
                          const RenderContext& state);
/// SQLite does not notice a trigger whose body names a column that goes; its next run would fail.
change::Check no_trigger_names(const ir::Table& table, const ir::Column& column, const Renderer& renderer);
change::Check same_row_count(const std::string& left, const std::string& right);
/// Every value of the column is stored as its new type wants it; empty `sql` when nothing else can be.
change::Check values_converted(const ir::Column& before, const ir::Table& old_table, const ir::Column& after,
                               const ir::Table& new_table, const std::string& relation, const std::string& name);

/// The CREATE TRIGGER statements of a table or view; with `drops_first` a DROP before each.
change::Carry triggers_of(const ir::QualifiedName& relation, bool drops_first, const Renderer& renderer);

}  // namespace kura::dialect::sqlite
