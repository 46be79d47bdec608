// Columns: what their types leave open, identity, collations, and how wide a row gets.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/redshift.h"
#include "compiler/dialect/redshift/rules.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

// What one row's columns of fixed width may take; a wider row is created and fails in queries.
constexpr std::int64_t kWidestRow = 65535;
constexpr std::int64_t kLargestScale = 37;
constexpr std::int64_t kLongestVarbyte = 16777216;

constexpr std::string_view kMonths[] = {"year", "month", "year to month"};
constexpr std::string_view kSeconds[] = {
    "day",           "hour",          "minute",         "second",         "day to hour",
    "day to minute", "day to second", "hour to minute", "hour to second", "minute to second"};

template <std::size_t Size>
bool is_one_of(std::string_view text, const std::string_view (&known)[Size]) {
  return std::find(std::begin(known), std::end(known), text) != std::end(known);
}

/// The words of a native type without their arguments, and the number in its parentheses or -1.
struct NativeType {
  std::string words;
  std::int64_t number = -1;
  bool is_well_formed = true;
};

NativeType read_native(std::string_view text) {
  NativeType type;
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].kind == sql::TokenKind::word) {
      type.words += (type.words.empty() ? "" : " ") + to_lower(tokens[i].text);
    } else if (tokens[i].is_symbol("(") && i + 3 == tokens.size() && tokens[i + 1].kind == sql::TokenKind::number &&
               tokens[i + 2].is_symbol(")") && tokens[i + 1].text.size() < 10) {
      type.number = std::stoll(std::string(tokens[i + 1].text));
      break;
    } else {
      type.is_well_formed = false;
    }
  }
  return type;
}

bool is_native_type(const NativeType& type) {
  if (!type.is_well_formed) return false;
  if (type.words == "super" || type.words == "hllsketch" || type.words == "bpchar") return type.number < 0;
  if (type.words == "varbyte") return type.number != 0 && type.number <= kLongestVarbyte;
  if (!type.words.starts_with("interval ")) return false;
  const std::string qualifier = type.words.substr(9);
  if (is_one_of(qualifier, kMonths)) return type.number < 0;
  return is_one_of(qualifier, kSeconds) && (type.number < 0 || (qualifier.ends_with("second") && type.number <= 6));
}

void check_native(const ir::Column& column, diag::Sink& sink) {
  const NativeType type = read_native(column.type.native);
  if (is_native_type(type)) return;
  auto& diagnostic = sink.report(native_type, column.type_at, {column.type.native});
  if (type.words.starts_with("interval")) {
    diagnostic.helps.emplace_back(
        "write `interval year to month` or `interval day to second`, with at most six digits: `second(6)`");
  } else if (type.words == "varbyte") {
    diagnostic.helps.push_back(fmt::format("its length goes from 1 to {}", kLongestVarbyte));
  } else {
    diagnostic.helps.emplace_back("its own types are `super`, `varbyte(n)`, `hllsketch`, `bpchar`, `interval … to …`");
  }
}

void check_type(const ir::Column& column, diag::Sink& sink) {
  const ir::Type& type = column.type;
  switch (type.kind) {
    case ir::TypeKind::native:
      return check_native(column, sink);
    case ir::TypeKind::char_:
    case ir::TypeKind::varchar:
    case ir::TypeKind::varbinary:
    case ir::TypeKind::decimal:
      if (type.length < 0) {
        sink.report(implied_length, column.type_at,
                    {ir::to_text(type), std::string(type_row(kDialect, type.kind).plain)});
      }
      if (type.scale > kLargestScale) sink.report(decimal_scale, column.type_at, {ir::to_text(type)});
      return;
    case ir::TypeKind::time:
    case ir::TypeKind::timetz:
    case ir::TypeKind::timestamp:
    case ir::TypeKind::timestamptz:
      if (type.length >= 0 && type.length < 6) sink.report(precision_dropped, column.type_at, {ir::to_text(type)});
      return;
    default:
      return;
  }
}

void check_identity(const ir::Table& table, diag::Sink& sink) {
  const ir::Column* before[2] = {nullptr, nullptr};
  for (const ir::Column& column : table.columns) {
    if (!column.identity) continue;
    if (column.type.kind != ir::TypeKind::int_ && column.type.kind != ir::TypeKind::bigint) {
      sink.report(identity_type, column.type_at, {ir::to_text(column.type)});
    }
    const ir::Column*& other = before[column.identity->is_always ? 1 : 0];
    if (other != nullptr) {
      auto& diagnostic = sink.report(several_identities, column.at, {ir::to_text(table.name)});
      diagnostic.labels.push_back({other->at, "the other one"});
    }
    other = &column;
  }
}

}  // namespace

void check_types(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    std::int64_t width = 0;
    for (const ir::Column& column : table.columns) {
      check_type(column, sink);
      width += fixed_width(column.type);
    }
    if (width > kWidestRow) sink.report(wide_row, table.at, {ir::to_text(table.name), std::to_string(width)});
  }
}

void check_identity(ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) check_identity(table, sink);
}

void check_collations(ir::Schema& schema, diag::Sink& sink) {
  constexpr std::string_view kCollations[] = {"case_sensitive", "cs", "case_insensitive", "ci"};
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (column.collation.empty()) continue;
      const std::string_view storage = storage_of(column.type);
      if (!is_one_of(to_lower(column.collation), kCollations)) {
        sink.report(unknown_collation, column.at, {column.collation});
      } else if (!storage.empty() && storage != "char" && storage != "varchar" && storage != "super") {
        sink.report(collation_type, column.at, {ir::to_text(column.type)});
      }
    }
  }
}

}  // namespace kura::dialect::redshift
