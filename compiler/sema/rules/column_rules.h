// Rules about one column.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema::rules {

/// Attributes of one declaration: none that exclude each other.
void check_attributes(Lowering& lowering, const ast::Column& column);
/// The finished column: identity only on whole numbers, defaults of an enum among its values.
void check_column(Lowering& lowering, const ir::Column& column);

}  // namespace kura::sema::rules
