// recovery: questions about the tokens around a mistake: where does its entry end, what is still open, what begins
// here.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/parse/source_token.h"

namespace kura::parse {

using Tokens = std::vector<SourceToken>;

/// Do the first tokens read like a declaration (`table NAME {`, `param NAME =`), and stand first on their line?
bool looks_like_declaration(const Tokens& tokens, std::uint32_t index);

/// The token behind the entry of a block that begins at `start` and is broken at `from`: behind its `;` or its own
/// block, or at the `}` that closes the block around it.
std::uint32_t entry_end(const Tokens& tokens, std::uint32_t start, std::uint32_t from);

/// The first token of the next line.
std::uint32_t line_end(const Tokens& tokens, std::uint32_t at);

/// The token behind the declaration that begins at `start` and is broken at `from`.
std::uint32_t declaration_end(const Tokens& tokens, std::uint32_t start, std::uint32_t from);

/// The token behind the `}` that closes a block whose `{` should stand before `at`, or the next declaration.
std::uint32_t block_end(const Tokens& tokens, std::uint32_t at);

/// The innermost `(` or `[` between `start` and `at` that is still open at `at`.
std::optional<std::uint32_t> open_bracket(const Tokens& tokens, std::uint32_t start, std::uint32_t at);

/// Bytes between the start of the token's line and the token.
std::uint32_t indentation(std::string_view text, const SourceToken& token);

}  // namespace kura::parse
