// dump of names, types, expressions, values and raw text.
#include <fmt/format.h>

#include "compiler/ast/dump.h"
#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"

namespace kura::ast {
namespace {

std::string_view word_of(ExpressionKind kind) {
  switch (kind) {
    case ExpressionKind::null_literal:
      return "null";
    case ExpressionKind::boolean_literal:
      return "boolean";
    case ExpressionKind::number:
      return "number";
    case ExpressionKind::string:
      return "string";
    case ExpressionKind::typed_string:
      return "typed_string";
    case ExpressionKind::name:
      return "name";
    case ExpressionKind::call:
      return "call";
    case ExpressionKind::star:
      return "star";
    case ExpressionKind::unary:
      return "unary";
    case ExpressionKind::binary:
      return "binary";
    case ExpressionKind::is_test:
      return "is";
    case ExpressionKind::in_list:
      return "in";
    case ExpressionKind::between:
      return "between";
    case ExpressionKind::like:
      return "like";
    case ExpressionKind::case_when:
      return "case";
    case ExpressionKind::cast:
      return "cast";
    case ExpressionKind::row:
      return "row";
    case ExpressionKind::raw:
      return "raw";
    case ExpressionKind::parameter:
      return "parameter";
  }
  return "";
}

/// Where the string, quoted name or dollar-quoted text that begins at `at` ends; `at` itself when none begins there.
std::size_t quoted_end(std::string_view text, std::size_t at) {
  if (text[at] == '\'' || text[at] == '"' || text[at] == '`') {
    const std::size_t end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
  }
  if (text[at] != '$') return at;
  std::size_t tag = at + 1;
  while (tag < text.size() && is_name_part(text[tag])) ++tag;
  if (tag >= text.size() || text[tag] != '$') return at;
  const std::string_view mark = text.substr(at, tag + 1 - at);
  const std::size_t end = text.find(mark, tag + 1);
  return end == std::string_view::npos ? text.size() : end + mark.size();
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  const std::string_view start = text.substr(at, 2);
  if (start == "--" || start == "//") return std::min(text.find('\n', at), text.size());
  if (start != "/*") return at;
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

/// Single blanks for white space and comments outside quotes.
std::string without_layout(std::string_view text) {
  std::string result;
  bool has_gap = false;
  for (std::size_t at = 0; at < text.size();) {
    if (is_space(text[at])) {
      has_gap = true;
      ++at;
      continue;
    }
    if (const std::size_t end = comment_end(text, at); end > at) {
      has_gap = true;
      at = end;
      continue;
    }
    if (has_gap && !result.empty()) result += ' ';
    has_gap = false;
    const std::size_t end = std::max(quoted_end(text, at), at + 1);
    result += text.substr(at, end - at);
    at = end;
  }
  return result;
}

}  // namespace

std::string dump_text(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string dump(const Name& name) {
  return dump_text(name.text);
}

std::string dump(const QualifiedName& name) {
  return name.schema.text.empty() ? dump(name.name) : dump(name.schema) + "." + dump(name.name);
}

std::string dump(const Value& value) {
  static constexpr std::string_view kKinds[] = {"string", "number", "word", "boolean", "parameter"};
  return fmt::format("{}:{}", kKinds[static_cast<std::size_t>(value.kind)], dump_text(value.text));
}

std::string dump(const RawText& text) {
  return dump_text(without_layout(text.text));
}

std::string dump(const TypeReference& type) {
  const std::string_view portable = portable_type_word(type.words);
  std::string result(portable.empty() || type.is_quoted ? type.words : portable);
  if (type.is_quoted) result = fmt::format("\"{}\"", result);
  if (!type.arguments.empty()) result += fmt::format("({})", fmt::join(type.arguments, ","));
  std::string parameters;
  for (const TypeParameter& parameter : type.parameters) {
    if (!parameters.empty()) parameters += ",";
    if (!parameter.field.text.empty()) parameters += dump(parameter.field) + ":";
    parameters += dump(parameter.type);
  }
  if (!parameters.empty()) result += "<" + parameters + ">";
  for (std::uint32_t i = 0; i < type.array_suffixes; ++i) result = fmt::format("array<{}>", result);
  return result;
}

std::string dump(const Expression& expression) {
  std::string result = "(" + std::string(word_of(expression.kind));
  if (expression.is_negated) result += " negated";
  if (expression.has_case_operand) result += " operand";
  if (expression.has_else) result += " else";
  if (!expression.text.empty() || expression.kind == ExpressionKind::string) result += " " + dump_text(expression.text);
  for (const Name& part : expression.path) result += " ." + dump(part);
  if (expression.type) result += " " + dump(*expression.type);
  for (const Expression& operand : expression.operands) result += " " + dump(operand);
  return result + ")";
}

}  // namespace kura::ast
