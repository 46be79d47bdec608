// What hangs on a table, is not declared and does not survive by itself: captured from the catalog as statements.
#pragma once

#include "compiler/change/plan.h"
#include "compiler/dialect/mysql/renderer.h"

namespace kura::dialect::mysql {

/// Privileges on the table, granted again on it under another name.
change::Carry grants_of(const ir::QualifiedName& table, const ir::QualifiedName& to, const Renderer& renderer,
                        const RenderContext& state);
/// Triggers of one table, dropped where they are and created on another one.
change::Carry triggers_of(const ir::QualifiedName& table, const ir::QualifiedName& to, const Renderer& renderer,
                          const RenderContext& state);
/// The next number of an AUTO_INCREMENT column.
change::Carry counter_of(const ir::QualifiedName& table, const Renderer& renderer, const RenderContext& state);
/// "table_schema = 'sales' AND table_name = 'orders'", as the columns are called there.
std::string is_table(const ir::QualifiedName& table, std::string_view schema_column, std::string_view name_column,
                     const Renderer& renderer);

}  // namespace kura::dialect::mysql
