// Types: what rules ask of them.
#pragma once

#include "compiler/ir/types.h"

namespace kura::lint {

/// char, varchar and text.
bool is_text(const ir::Type& type);
/// Values of the two compare as they are; the length of texts does not matter.
bool joins_without_conversion(const ir::Type& left, const ir::Type& right);

}  // namespace kura::lint
