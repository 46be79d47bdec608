// Which values a type does not take, as a condition.
#pragma once

#include <optional>
#include <string>

#include "compiler/dialect/renderer.h"

namespace kura::dialect::postgres {

/// A condition that holds for values of the column that have no place in the new type; none where no query can tell.
std::optional<std::string> misfits(const std::string& column, const ir::Type& from, const ir::Type& to,
                                   const Renderer& renderer, const RenderContext& context);

}  // namespace kura::dialect::postgres
