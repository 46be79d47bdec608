// This family's own rules: one function a rule or a few that belong together, listed in rules.def.
#pragma once

#include <functional>

#include "compiler/diag/sink.h"
#include "compiler/dialect/dialect.h"
#include "compiler/dialect/mysql/flavour.h"
#include "compiler/dialect/mysql/kinds.h"

namespace kura::dialect::mysql {

struct RuleContext {
  const Dialect& dialect;
  const Flavour& flavour;
  diag::Sink& sink;

  /// Reports with the engine's name as {0}.
  // NOLINTNEXTLINE(modernize-use-nodiscard): most reports need nothing more
  diag::Diagnostic& report(const diag::Kind& kind, SourceRange at, std::vector<std::string> arguments = {}) const;
  /// Reports that the engine lacks a feature: an error with a way out.
  void refuse(std::string_view feature, std::string_view way_out, SourceRange at) const;
};

using Rule = void (*)(ir::Schema& schema, const RuleContext& context);

#define KURA_RULE(name) void name(ir::Schema& schema, const RuleContext& context);
#include "compiler/dialect/mysql/rules.def"
#undef KURA_RULE

/// Every rule in the order of rules.def, as a flavour sees it.
void run_rules(ir::Schema& schema, const Dialect& dialect, const Flavour& flavour, diag::Sink& sink);

// What rules share.

enum class Place { default_value, check, generated, index, partition };

/// An expression with where it stands; `column` is set for a default and a generated column.
struct PlacedExpression {
  ir::Expression& expression;
  Place place;
  SourceRange at;
  const ir::Column* column;
};
/// Every expression of a table, in the order of the table.
void for_each_expression(ir::Table& table, const std::function<void(const PlacedExpression&)>& visit);
/// An expression and all that it is made of.
void for_each_node(const ir::Expression& expression, const std::function<void(const ir::Expression&)>& visit);

/// `c(20)` in an index: the first 20 characters of a column. Null when the part is none.
const ir::Expression* prefix_length(const ir::IndexPart& part);
/// The column that a part indexes, wholly or a prefix of it; empty for an expression.
std::string column_of(const ir::IndexPart& part);
/// By name without regard to case, as the server finds it.
const ir::Column* column_named(const ir::Table& table, std::string_view name);
const ir::Table* table_named(const ir::Schema& schema, const ir::QualifiedName& name);
/// "`a`" or "`a`, `b`".
std::string quoted_list(const std::vector<std::string>& names);

}  // namespace kura::dialect::mysql
