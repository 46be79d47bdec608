// Columns: how many, identity, generated values, encodings, collations, aggregates.
#include <map>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

void check_identity(ir::Column& column, const Dialect& dialect, diag::Sink& sink) {
  if (!column.identity) return;
  const Capabilities& has = *dialect.capabilities;
  if (report_support(has.identity, "identity columns", "give the value in the load, or use `uuid()`", column.at,
                     dialect, sink)) {
    column.identity.reset();
    return;
  }
  const std::string name(dialect.display_name);
  if (column.identity->is_always && !has.has_identity_always) {
    auto& diagnostic = sink.report(diag::identity_option, column.at, {name, "`always`"});
    diagnostic.helps.emplace_back("write `identity` alone: values may then be given");
  }
  const bool has_options = column.identity->start != 1 || column.identity->step != 1;
  if (has_options && !has.has_identity_options) {
    auto& diagnostic = sink.report(diag::identity_option, column.at, {name, "start and step"});
    diagnostic.helps.emplace_back("write `identity` without `(start, step)`");
  }
}

void check_generated(ir::Column& column, const Dialect& dialect, diag::Sink& sink) {
  if (!column.generated) return;
  const Capabilities& has = *dialect.capabilities;
  if (!has.has_stored_columns && !has.has_virtual_columns) {
    report_support(Support::refused, "generated columns", "compute it in a view", column.at, dialect, sink);
    return;
  }
  ir::GeneratedStorage& storage = column.generated->storage;
  if (storage == ir::GeneratedStorage::virtual_ && !has.has_virtual_columns) {
    sink.report(diag::virtual_column_stored, column.at, {std::string(dialect.display_name), column.name});
    storage = ir::GeneratedStorage::stored;
  }
  if (storage == ir::GeneratedStorage::unspecified) storage = ir::GeneratedStorage::stored;
}

void check_storage(ir::Column& column, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  if (!column.encoding.empty() && report_support(has.encodings, "column encodings", "", column.at, dialect, sink)) {
    column.encoding.clear();
  }
  if (!column.collation.empty() && report_support(has.collations, "column collations", "", column.at, dialect, sink)) {
    column.collation.clear();
  }
  if (!column.aggregate.empty() && !has.has_aggregate_columns) {
    report_support(Support::refused, "aggregate columns",
                   "aggregate in a view, or keep the table on other warehouses with `only on`", column.at, dialect,
                   sink);
    column.aggregate.clear();
  }
}

void check_count(const ir::Table& table, const Dialect& dialect, diag::Sink& sink) {
  const std::string name(dialect.display_name);
  const std::uint32_t limit = dialect.capabilities->column_limit;
  if (table.columns.empty()) sink.report(diag::table_without_columns, table.at, {name, ir::to_text(table.name)});
  if (limit > 0 && table.columns.size() > limit) {
    sink.report(diag::too_many_columns, table.at,
                {name, ir::to_text(table.name), std::to_string(table.columns.size()), std::to_string(limit)});
  }
}

void check_case(const ir::Table& table, const Dialect& dialect, diag::Sink& sink) {
  if (!dialect.capabilities->has_case_insensitive_columns) return;
  std::map<std::string, const ir::Column*> seen;
  for (const ir::Column& column : table.columns) {
    const auto [found, is_new] = seen.try_emplace(to_lower(column.name), &column);
    if (is_new) continue;
    auto& diagnostic = sink.report(diag::names_differ_by_case, column.at,
                                   {std::string(dialect.display_name), found->second->name, column.name});
    diagnostic.labels.push_back({found->second->at, "the other one"});
  }
}

}  // namespace

void check_columns(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    check_count(table, dialect, sink);
    check_case(table, dialect, sink);
    for (ir::Column& column : table.columns) {
      check_identity(column, dialect, sink);
      check_generated(column, dialect, sink);
      check_storage(column, dialect, sink);
    }
  }
}

}  // namespace kura::dialect::rules
