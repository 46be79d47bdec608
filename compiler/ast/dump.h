// dump: a syntax tree as stable text without places, so that two trees can be compared.
#pragma once

#include <string>

#include "compiler/ast/ast.h"

namespace kura::ast {

/// One declaration or member a line, indented. Two files with the same dump mean the same: what a formatter may change
/// (aliases of types, the order of attributes, parentheses, blanks and comments in raw text) is evened out.
std::string dump(const File& file);
std::string dump(const Declaration& declaration);
std::string dump(const TypeReference& type);
std::string dump(const Expression& expression);
std::string dump(const Name& name);
std::string dump(const QualifiedName& name);
std::string dump(const Value& value);
std::string dump(const RawText& text);

/// A text in quotes, with what is not printable escaped.
std::string dump_text(std::string_view text);

}  // namespace kura::ast
