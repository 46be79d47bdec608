// token_source: a buffer's bytes to its tokens; the hand-written twin of grammar/SchemaLexer.g4.
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/parse/source_token.h"
#include "compiler/source/source_manager.h"

namespace kura::parse {

/// How deep brackets, `case` and type parameters may nest: it bounds every recursion over what was written.
inline constexpr std::size_t kDeepestNesting = 200;

/// Reads the whole buffer, which check_source has passed. Mistakes (something never closed, too deep nesting) are
/// reported once and end the list there. Comments are kept only if asked for; doc comments always are.
TokenList read_tokens(const SourceManager& sources, BufferId buffer, diag::Sink& sink, bool keep_comments);

}  // namespace kura::parse
