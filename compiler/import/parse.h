// parse: one statement's tokens to its tree. The parser generator is known in parse.cpp only, and no exception leaves.
#pragma once

#include <variant>

#include "compiler/import/tree.h"

namespace kura::import {

/// By grammar/SqlParser.g4.
std::variant<Node, SyntaxError> parse(const Statement& statement, const dialect::LexicalRules& rules);

}  // namespace kura::import
