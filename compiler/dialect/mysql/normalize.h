// What is brought to the server's own form once no rule has complained.
#pragma once

#include "compiler/dialect/dialect.h"
#include "compiler/dialect/mysql/flavour.h"

namespace kura::dialect::mysql {

void normalize(ir::Schema& schema, const Dialect& dialect);

/// The method that the engine takes for an index that names none.
bool is_usual_method(std::string_view method, std::string_view engine);

/// RESTRICT is what the server does anyway, and NO ACTION another word for it.
void drop_restrict(ir::ForeignKey& key);

/// Indexes a column from end to end: by its name, or by a prefix of its own length.
bool is_whole_column(const ir::IndexPart& part, const ir::Table& table, const ir::Schema& schema,
                     const Flavour& flavour);

}  // namespace kura::dialect::mysql
