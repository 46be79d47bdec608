// Redshift's own rules, one function each, and the questions that several of them ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/dialect.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::redshift {

using Rule = void (*)(ir::Schema& schema, diag::Sink& sink);

#define KURA_RULE(name) void name(ir::Schema& schema, diag::Sink& sink);
#include "compiler/dialect/redshift/rules.def"
#undef KURA_RULE

/// Walks the rules.
void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
/// Every key gets a name of its own.
void normalize(ir::Schema& schema, const Dialect& dialect);

/// Settings of the warehouse.
bool is_serverless(const ir::Schema& schema);
bool is_case_sensitive(const ir::Schema& schema);

/// A name as Redshift keeps it.
std::string folded(std::string_view name, const ir::Schema& schema);

/// The function of a query that the leader node alone runs, at this token; empty when there is none.
std::string_view leader_function_at(const std::vector<sql::Token>& tokens, std::size_t at);
/// What to write instead of it; empty when there is nothing.
std::string_view instead_of_leader_function(std::string_view function);

}  // namespace kura::dialect::redshift
