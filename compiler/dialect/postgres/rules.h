// The rules of PostgreSQL, one function each, and the questions that several of them ask.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/dialect/dialect.h"

namespace kura::dialect::postgres {

using Rule = void (*)(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);

#define KURA_RULE(name) void name(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
#include "compiler/dialect/postgres/rules.def"
#undef KURA_RULE

/// The major version of the warehouse; 0 when it was not said.
int major_version(const ir::Schema& schema);
/// Reports what the version that was said does not have.
void require_version(int version, const ir::Schema& schema, std::string_view feature, SourceRange at, diag::Sink& sink);

bool has_native(const std::vector<ir::NativeClause>& clauses, std::string_view keyword);

/// json has neither an order nor an equality.
bool has_order(const ir::Type& type);
/// Whether a foreign key may lead from a column of the first type to one of the second.
bool are_comparable(const ir::Type& from, const ir::Type& to);

/// A part of an expression that may give another value at another time.
struct Unstable {
  std::string text;  // as code
  SourceRange at;
};
std::optional<Unstable> find_unstable(const ir::Expression& expression, const ir::Table* table);

/// A parameter list `(a = 1, b)`: the keys in lower case with their values.
struct Parameter {
  std::string key;
  std::string value;
};
std::vector<Parameter> read_parameters(std::string_view list);

/// PostgreSQL's own made-up names: `table_columns_label`, the longer of the two parts cut until the whole fits 63
/// bytes.
std::string object_name(std::string_view table, std::string_view columns, std::string_view label);

/// "table `orders`", "materialized view `m`".
std::string described(std::string_view kind, std::string_view name);

}  // namespace kura::dialect::postgres
