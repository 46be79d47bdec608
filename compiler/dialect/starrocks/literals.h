// Literals: constants as StarRocks writes them behind DEFAULT and in partition bounds, always as text in quotes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/types.h"

namespace kura::dialect::starrocks {

/// The text of a constant (`-5`, `2025-01-01`, `true`); nothing when the expression is none.
std::optional<std::string> literal_text(const ir::Expression& expression);

/// The text in double quotes, with backslash escapes.
std::string quoted(std::string_view text);

/// A default that StarRocks computes, in its words: `CURRENT_TIMESTAMP`, `(uuid())`; nothing for any other expression.
std::optional<std::string> computed_default(const ir::Expression& expression);
bool is_now(const ir::Expression& expression);

/// Whether a text is one JSON value.
bool is_json(std::string_view text);

}  // namespace kura::dialect::starrocks
