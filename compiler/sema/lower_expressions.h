// Expressions: names looked up, parameters filled in, the portable calls made alike.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

/// Where an expression stands: what its names may be.
enum class ExpressionPlace {
  general,        // names are columns
  default_value,  // `current_date` is the call even if a column has that name
  bound,          // a partition's bound: names are `maxvalue` and `minvalue`
};

ir::Expression lower_expression(Scope& scope, const ast::Expression& written, DialectList native,
                                ExpressionPlace place = ExpressionPlace::general);

}  // namespace kura::sema
