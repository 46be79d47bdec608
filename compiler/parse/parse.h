// parse: one file's text to its syntax tree; the only door to the grammar, and no exception leaves it.
#pragma once

#include "compiler/ast/ast.h"
#include "compiler/diag/sink.h"
#include "compiler/source/source_manager.h"

namespace kura::parse {

struct Options {
  bool keep_comments = false;  // fill File::comments, for the formatter
};

/// Parses one buffer. Errors go into the sink; what could be read is in the tree all the same, a broken declaration or
/// member is left out. The tree's texts are views into the manager.
ast::File parse(SourceManager& sources, BufferId buffer, diag::Sink& sink, Options options = {});

}  // namespace kura::parse
