// Native clauses: an engine's own words against its table of clauses.
#pragma once

#include <vector>

#include "compiler/dialect/dialect.h"

namespace kura::dialect {

/// Splits every native text of the schema into the dialect's clauses and sets their keyword and argument. A text that
/// the table does not explain is reported and removed.
void read_native_clauses(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);

/// The clauses of one text, the same way; none after a report.
std::vector<ir::NativeClause> split_native_clause(const ir::NativeClause& clause, NativeScope scope,
                                                  const Dialect& dialect, diag::Sink& sink);

}  // namespace kura::dialect
