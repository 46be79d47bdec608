// types: the portable word of a type, its arguments and parameters.
#include <fmt/format.h>

#include "compiler/ast/type_aliases.h"
#include "compiler/format/expressions.h"
#include "compiler/format/names.h"
#include "compiler/format/raw_text.h"
#include "compiler/sql/tokens.h"

namespace kura::format {
namespace {

std::string arguments_text(const ast::TypeReference& type) {
  if (type.arguments.empty()) return {};
  std::vector<std::string> arguments;
  for (std::string_view argument : type.arguments) arguments.push_back(native_text(argument));
  return fmt::format("({})", fmt::join(arguments, ", "));
}

/// Words and arguments. A precision stands behind the first word of `timestamp(3) with time zone`.
std::string head_text(const ast::TypeReference& type, TypeWords words) {
  if (type.is_quoted) return quoted_name_text(type.words);
  const std::string_view portable = ast::portable_type_word(type.words);
  if (words == TypeWords::portable && !portable.empty()) return std::string(portable) + arguments_text(type);
  const std::size_t blank = type.words.find(' ');
  if (type.words.ends_with(" time zone")) {
    return fmt::format("{}{}{}", type.words.substr(0, blank), arguments_text(type), type.words.substr(blank));
  }
  return std::string(type.words) + arguments_text(type);
}

}  // namespace

std::string type_text(const ast::TypeReference& type, TypeWords words) {
  // Words may follow the arguments: `with (n_distinct = -0.5) storage main` reads like a type.
  const bool is_own = words == TypeWords::as_written && !type.arguments.empty() && !type.written.empty();
  if (is_own) return sql::normalized(type.written);
  std::string result = head_text(type, words);
  std::vector<std::string> parameters;
  for (const ast::TypeParameter& parameter : type.parameters) {
    const std::string field =
        parameter.field.text.empty() ? "" : name_text(parameter.field, NamePlace::expression) + ": ";
    parameters.push_back(field + type_text(parameter.type, words));
  }
  if (!parameters.empty()) result += fmt::format("<{}>", fmt::join(parameters, ", "));
  for (std::uint32_t i = 0; i < type.array_suffixes; ++i) {
    result = words == TypeWords::portable ? fmt::format("array<{}>", result) : result + "[]";
  }
  return result;
}

}  // namespace kura::format
