// names: when a name must be quoted, and how quotes are escaped.
#include "compiler/format/names.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"

namespace kura::format {
namespace {

// The groups of words are those of the grammar (SchemaParser.g4, at its end); each is sorted.
constexpr std::string_view kClauseWords[] = {"check",      "distribute", "for",    "foreign",   "grant",
                                             "index",      "model",      "owner",  "partition", "primary",
                                             "properties", "sort",       "unique", "use",       "watermark"};
constexpr std::string_view kAttributeAndExpressionWords[] = {
    "aggregate",  "always",   "and",     "as",     "asc",   "between", "case",  "cast", "collate",   "default",
    "desc",       "distinct", "else",    "encode", "end",   "escape",  "false", "from", "generated", "identity",
    "ilike",      "in",       "include", "is",     "like",  "not",     "null",  "on",   "only",      "or",
    "references", "stored",   "then",    "true",   "using", "virtual", "was",   "when", "where"};
constexpr std::string_view kEntryWords[] = {"by", "column", "no", "refresh", "security", "with"};
constexpr std::string_view kOtherWords[] = {
    "delete",   "duplicate", "enum", "every",        "external", "hash",   "import", "interleaved", "key",
    "less",     "lint",      "list", "materialized", "mixin",    "param",  "range",  "sequence",    "set",
    "starting", "table",     "than", "to",           "update",   "values", "view",   "warehouse"};

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

bool is_reserved(std::string_view name, NamePlace place) {
  if (place == NamePlace::setting && name == "owner") return false;
  if (holds(kClauseWords, name)) return true;
  const bool is_expression_word = holds(kAttributeAndExpressionWords, name);
  const bool is_entry_word = holds(kEntryWords, name);
  switch (place) {
    case NamePlace::anywhere:
      return false;
    case NamePlace::expression:
      return is_expression_word;
    case NamePlace::clause:
      return ast::is_common_type_word(name);
    case NamePlace::entry:
      return is_entry_word;
    case NamePlace::object:
      return is_expression_word || is_entry_word;
    case NamePlace::setting:
      return is_expression_word || is_entry_word || holds(kOtherWords, name);
  }
  return true;
}

/// What an unquoted name can be after it was folded.
bool is_plain(std::string_view name) {
  const auto is_folded_part = [](char c) { return is_name_part(c) && to_lower(c) == c; };
  return !name.empty() && is_name_start(name[0]) && std::all_of(name.begin(), name.end(), is_folded_part);
}

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

}  // namespace

std::string name_text(std::string_view name, NamePlace place) {
  return is_plain(name) && !is_reserved(name, place) ? std::string(name) : quoted(name, '"');
}

std::string name_text(const ast::Name& name, NamePlace place) {
  return name_text(name.text, place);
}

std::string name_text(const ast::QualifiedName& name) {
  if (name.schema.text.empty()) return name_text(name.name);
  return name_text(name.schema) + "." + name_text(name.name);
}

std::string quoted_name_text(std::string_view name) {
  return quoted(name, '"');
}

std::string names_text(const std::vector<ast::Name>& names) {
  std::string result;
  for (const ast::Name& name : names) result += (result.empty() ? "" : ", ") + name_text(name);
  return result;
}

std::string name_list_text(const std::vector<ast::Name>& names) {
  return "(" + names_text(names) + ")";
}

std::string string_text(std::string_view text) {
  return quoted(text, '\'');
}
std::string setting_text(std::string_view text) {
  return quoted(text, '"');
}

std::string value_text(const ast::Value& value) {
  switch (value.kind) {
    case ast::ValueKind::string:
      return setting_text(value.text);
    case ast::ValueKind::parameter:
      return fmt::format("${{{}}}", value.text);
    case ast::ValueKind::number:
    case ast::ValueKind::word:
    case ast::ValueKind::boolean:
      break;
  }
  return std::string(value.text);
}

std::string label_text(std::string_view label) {
  return is_plain(label) && !is_reserved(label, NamePlace::anywhere) ? std::string(label) : string_text(label);
}

}  // namespace kura::format
