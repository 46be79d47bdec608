// names: names, lists of names, strings and values as they are written; quoted only where they need it.
#pragma once

#include <string>
#include <string_view>

#include "compiler/ast/ast.h"

namespace kura::format {

/// Where a name stands decides which words are reserved there.
enum class NamePlace {
  anywhere,    // what begins a clause is quoted
  expression,  // the words of attributes and expressions too
  entry,       // a view's column alone in its entry: also what begins other entries there
  object,      // a partition or a grantee: all of these
  clause,      // alone behind the word that begins a clause: a type's word is quoted too
  setting,     // every word of the language but `schema` and `owner`
};

std::string name_text(std::string_view name, NamePlace place = NamePlace::anywhere);
std::string name_text(const ast::Name& name, NamePlace place = NamePlace::anywhere);
std::string name_text(const ast::QualifiedName& name);
/// The name in quotes, for where a plain one could mean something else.
std::string quoted_name_text(std::string_view name);
/// "a, b, c"
std::string names_text(const std::vector<ast::Name>& names);
/// "(a, b, c)"
std::string name_list_text(const std::vector<ast::Name>& names);

/// A SQL string literal: 'it''s'.
std::string string_text(std::string_view text);
/// A setting's or property's string: "…".
std::string setting_text(std::string_view text);
std::string value_text(const ast::Value& value);

/// A label of an enum, as a name where it can be one.
std::string label_text(std::string_view label);

}  // namespace kura::format
