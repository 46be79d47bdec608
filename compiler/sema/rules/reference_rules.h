// Rules about foreign keys whose target is known.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema::rules {

/// Warns where a column and the one it refers to have different types.
void check_reference_types(Lowering& lowering, const ir::Table& table, const ir::ForeignKey& key,
                           const ir::Table& target);
/// Warns where no key of the target makes its columns unique.
void check_reference_is_unique(Lowering& lowering, const ir::ForeignKey& key, const ir::Table& target, SourceRange at);

}  // namespace kura::sema::rules
