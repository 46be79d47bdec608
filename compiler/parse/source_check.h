// source_check: is a buffer text that can be read at all?
#pragma once

#include "compiler/diag/sink.h"
#include "compiler/source/source_manager.h"

namespace kura::parse {

/// Reports a file that is not UTF-8 or holds control characters; false when it cannot be read as a schema.
bool check_source(const SourceManager& sources, BufferId buffer, diag::Sink& sink);

/// The length of the UTF-8 sequence at the start of `text`, or 0 when it is none (surrogates and overlong forms are
/// none).
std::size_t utf8_length(std::string_view text);

}  // namespace kura::parse
