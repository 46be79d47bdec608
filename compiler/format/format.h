// format: a syntax tree to the one canonical layout, comments kept.
#pragma once

#include <string>

#include "compiler/ast/ast.h"
#include "compiler/source/source_manager.h"

namespace kura::format {

/// The canonical text of a file that parsed without errors and with its comments kept. Formatting the result again
/// gives the same text, and it means the same as before.
std::string format(const ast::File& file, const SourceManager& sources);

/// One declaration, without comments: what `inspect` and snapshots print.
std::string format(const ast::Declaration& declaration);

/// One type or expression in its canonical spelling, on one line.
std::string format(const ast::TypeReference& type);
std::string format(const ast::Expression& expression);

}  // namespace kura::format
