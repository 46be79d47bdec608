// Changes of a column's storage, statistics and identity options.
#include "compiler/dialect/postgres/column_options.h"

#include <fmt/format.h>

#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_alteration.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

/// How PostgreSQL stores a type when nothing is said.
std::string_view default_storage(const ir::Type& type) {
  using ir::TypeKind;
  switch (type.kind) {
    case TypeKind::decimal:
    case TypeKind::hugeint:
    case TypeKind::geometry:
    case TypeKind::geography:
      return "MAIN";
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::bytes:
    case TypeKind::json:
    case TypeKind::variant:
    case TypeKind::array:
    case TypeKind::native:
      return "EXTENDED";
    default:
      return "PLAIN";
  }
}

const std::string& argument_of(const ir::Column& column, std::string_view keyword) {
  static const std::string kNone;
  const ir::NativeClause* clause = find_native(column.native, keyword);
  return clause == nullptr ? kNone : clause->argument;
}

/// The options that differ from what a sequence has by itself, by their word.
std::map<std::string, std::string> identity_options(const ir::Column& column) {
  std::map<std::string, std::string> options;
  const ir::Identity& identity = *column.identity;
  if (identity.step > 0 && identity.start < 1) options["MINVALUE"] = std::to_string(identity.start);
  if (identity.step < 0 && identity.start > -1) options["MAXVALUE"] = std::to_string(identity.start);
  options["START WITH"] = std::to_string(identity.start);
  options["INCREMENT BY"] = std::to_string(identity.step);
  std::string word;
  for (const sql::Token& token : sql::tokenize(argument_of(column, "sequence"))) {
    if (token.is_symbol("(") || token.is_symbol(")")) continue;
    const bool is_value = token.kind == sql::TokenKind::number || token.is_symbol("-");
    if (is_value) {
      options[word] += token.text;
      continue;
    }
    const std::string next = to_upper(token.text);
    if (next == "NO") {
      word = next;
    } else if (next != "BY" && next != "WITH" && next != "AS") {
      const bool is_off = word == "NO";
      word = next == "START" ? "START WITH" : next == "INCREMENT" ? "INCREMENT BY" : next;
      if (is_off) {
        options.erase(word);
      } else {
        options[word].clear();
      }
    }
  }
  return options;
}

}  // namespace

std::vector<std::string> option_changes(const ir::Column& before, const ir::Column& after) {
  std::vector<std::string> changes;
  const bool is_new = before.name.empty();
  const std::string& compression = argument_of(after, "compression");
  if (!is_new && compression != argument_of(before, "compression")) {
    changes.push_back("SET COMPRESSION " + (compression.empty() ? std::string("DEFAULT") : compression));
  }
  const std::string& storage = argument_of(after, "storage");
  if (storage != argument_of(before, "storage")) {
    changes.push_back("SET STORAGE " + (storage.empty() ? std::string(default_storage(after.type)) : storage));
  }
  const std::string& statistics = argument_of(after, "statistics");
  if (statistics != argument_of(before, "statistics")) {
    changes.push_back("SET STATISTICS " + (statistics.empty() ? std::string("-1") : statistics));
  }
  for (std::string& change : parameter_changes(find_native(before.native, "with"), find_native(after.native, "with"))) {
    changes.push_back(std::move(change));
  }
  return changes;
}

std::vector<std::string> options_behind_a_type(const ir::Column& before, const ir::Column& after) {
  std::vector<std::string> options;
  for (const std::string_view word : {"compression", "storage"}) {
    const std::string& value = argument_of(after, word);
    if (!value.empty() && value == argument_of(before, word))
      options.push_back(fmt::format("SET {} {}", to_upper(word), value));
  }
  return options;
}

std::vector<std::string> identity_changes(const ir::Column& before, const ir::Column& after) {
  std::vector<std::string> changes;
  const std::map<std::string, std::string> old_options = identity_options(before);
  const std::map<std::string, std::string> new_options = identity_options(after);
  for (const auto& [word, value] : new_options) {
    const auto old = old_options.find(word);
    if (old != old_options.end() && old->second == value) continue;
    changes.push_back(value.empty() ? word : word + " " + value);
  }
  for (const auto& [word, value] : old_options) {
    if (!new_options.contains(word)) changes.push_back(word == "CACHE" ? "CACHE 1" : "NO " + word);
  }
  return changes;
}

}  // namespace kura::dialect::postgres
