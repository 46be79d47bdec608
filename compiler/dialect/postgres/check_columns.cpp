// Columns of PostgreSQL: the values that they get by themselves, and how they are stored.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"

namespace kura::dialect::postgres {
namespace {

using ir::TypeKind;

constexpr std::string_view kSystemColumns[] = {"cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"};
constexpr std::string_view kMovingWords[] = {"now", "today", "tomorrow", "yesterday"};

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::string_view (&words)[Size]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

void check_identity(const ir::Column& column, diag::Sink& sink) {
  if (!column.identity) return;
  constexpr TypeKind kIntegers[] = {TypeKind::tinyint, TypeKind::smallint, TypeKind::int_, TypeKind::bigint};
  if (std::find(std::begin(kIntegers), std::end(kIntegers), column.type.kind) == std::end(kIntegers)) {
    sink.report(identity_type, column.type_at, {column.name, ir::to_text(column.type)});
  }
}

void check_generated(const ir::Column& column, const ir::Table& table, diag::Sink& sink) {
  if (!column.generated) return;
  const ir::Expression& expression = column.generated->expression;
  for (const std::string& name : ir::columns_read(expression)) {
    const ir::Column* read = ir::find_column(table, name);
    if (read == nullptr || !read->generated) continue;
    auto& diagnostic = sink.report(generated_reads_generated, expression.at, {column.name, name});
    diagnostic.labels.push_back({read->at, "generated here"});
  }
  if (const auto unstable = find_unstable(expression, &table)) {
    auto& diagnostic = sink.report(not_immutable, unstable->at, {unstable->text, "a generated column"});
    diagnostic.helps.emplace_back("compute it in a view or in the load, or use `default` where no column is read");
  }
}

bool is_moment(TypeKind kind) {
  return kind == TypeKind::date || kind == TypeKind::time || kind == TypeKind::timetz || kind == TypeKind::timestamp ||
         kind == TypeKind::timestamptz;
}

void check_default(const ir::Column& column, diag::Sink& sink) {
  if (!column.default_value) return;
  const ir::Expression& value = *column.default_value;
  const bool is_text = value.kind == ir::ExpressionKind::string || value.kind == ir::ExpressionKind::typed_string;
  if (is_text && is_moment(column.type.kind) && is_one_of(to_lower(value.text), kMovingWords)) {
    auto& diagnostic = sink.report(frozen_default, value.at, {value.text});
    diagnostic.helps.emplace_back(column.type.kind == TypeKind::date ? "write `default today()`"
                                                                     : "write `default now()`");
  }
  for (const std::string& name : ir::columns_read(value))
    sink.report(default_reads_column, value.at, {column.name, name});
}

bool has_variable_length(const ir::Type& type) {
  switch (type.kind) {
    case TypeKind::hugeint:
    case TypeKind::decimal:
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::text:
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::bytes:
    case TypeKind::json:
    case TypeKind::variant:
    case TypeKind::array:
    case TypeKind::geometry:
    case TypeKind::geography:
    case TypeKind::native:
      return true;
    default:
      return false;
  }
}

bool has_collation(const ir::Type& type) {
  if (type.kind == TypeKind::array && !type.fields.empty()) return has_collation(type.fields[0].type);
  if (type.kind == TypeKind::native) {
    const std::string word = to_lower(type.native.substr(0, type.native.find('(')));
    return word == "citext" || word == "name" || word == "bpchar";
  }
  return type.kind == TypeKind::char_ || type.kind == TypeKind::varchar || type.kind == TypeKind::text;
}

void check_word(const ir::NativeClause& clause, const std::vector<std::string>& known, diag::Sink& sink) {
  if (std::find(known.begin(), known.end(), to_lower(clause.argument)) != known.end()) return;
  auto& diagnostic = sink.report(unknown_parameter, clause.at, {clause.argument, "`" + clause.keyword + "`"});
  diagnostic.helps.push_back(fmt::format("what may stand here: `{}`", fmt::join(known, "`, `")));
}

void check_native(const ir::Column& column, const ir::Schema& schema, diag::Sink& sink) {
  for (const ir::NativeClause& clause : column.native) {
    const bool is_about_length =
        clause.keyword == "compression" || (clause.keyword == "storage" && to_lower(clause.argument) != "plain");
    if (is_about_length && !has_variable_length(column.type)) {
      sink.report(clause_without_its_base, clause.at, {clause.keyword, "columns of variable length"});
    }
    if (clause.keyword == "compression") {
      check_word(clause, {"pglz", "lz4", "default"}, sink);
      require_version(14, schema, "`compression`", clause.at, sink);
    }
    if (clause.keyword == "storage") check_word(clause, {"plain", "external", "extended", "main"}, sink);
    if (clause.keyword == "sequence" && !column.identity) {
      sink.report(clause_without_its_base, clause.at, {clause.keyword, "an `identity` column"});
    }
  }
}

}  // namespace

void check_column_values(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (is_one_of(column.name, kSystemColumns)) sink.report(system_column, column.at, {column.name});
      check_identity(column, sink);
      check_generated(column, table, sink);
      check_default(column, sink);
    }
  }
}

void check_column_storage(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!column.collation.empty() && !has_collation(column.type)) {
        sink.report(collation_on_type, column.at, {column.name, ir::to_text(column.type)});
      }
      check_native(column, schema, sink);
    }
  }
}

}  // namespace kura::dialect::postgres
