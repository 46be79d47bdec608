// expressions: types and expressions in their canonical spelling, on one line.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"

namespace kura::format {

/// Which words a type is printed with: inside a `for` block and before `only on` an alias may be the engine's own type.
enum class TypeWords { portable, as_written };

std::string type_text(const ast::TypeReference& type, TypeWords words = TypeWords::portable);

/// How tightly an expression's outermost operator binds, loosest first; the levels are the grammar's rules.
enum class Binding { disjunction, conjunction, negation, comparison, additive, multiplicative, unary, primary };

/// In parentheses when its operator binds looser than its place asks for.
std::string expression_text(const ast::Expression& expression, TypeWords words, Binding place = Binding::disjunction);
/// "a, b"
std::string expressions_text(const std::vector<ast::Expression>& expressions, TypeWords words);

}  // namespace kura::format
