// prepare: a lowered schema to the physical model of one engine.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/dialect.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/native_clauses.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect {
namespace {

constexpr rules::Rule kRules[] = {
#define KURA_RULE(name) rules::name,
#include "compiler/dialect/rules/rules.def"
#undef KURA_RULE
};

std::vector<std::string> columns_of(const ir::Index& index) {
  std::vector<std::string> columns;
  for (const ir::IndexPart& part : index.parts) {
    const std::vector<std::string> read = ir::columns_read(part.expression);
    columns.push_back(read.empty() ? "expr" : read.front());
  }
  return columns;
}

/// Two constraints over the same columns would get the same made-up name.
std::string unique_name(std::string name, std::vector<std::string>& taken) {
  std::string candidate = name;
  for (int number = 1; std::find(taken.begin(), taken.end(), candidate) != taken.end(); ++number) {
    candidate = fmt::format("{}{}", name, number);
  }
  taken.push_back(candidate);
  return candidate;
}

void name_indexes(ir::Physical& physical, const std::string& relation, const Capabilities& has) {
  std::vector<std::string> taken;
  for (const ir::Index& index : physical.indexes) taken.push_back(index.name);
  for (ir::Index& index : physical.indexes) {
    if (index.name.empty()) index.name = unique_name(made_up_name(relation, columns_of(index), "idx", has), taken);
  }
}

void name_constraints(ir::Table& table, const Capabilities& has) {
  const std::string& name = table.name.name;
  std::vector<std::string> taken;
  for (ir::Key& key : table.unique_keys) {
    if (key.name.empty()) key.name = unique_name(made_up_name(name, key.columns, "key", has), taken);
  }
  for (ir::Check& check : table.checks) {
    std::vector<std::string> columns = ir::columns_read(check.expression);
    if (columns.size() != 1) columns.clear();
    if (check.name.empty()) check.name = unique_name(made_up_name(name, columns, "check", has), taken);
  }
  for (ir::ForeignKey& key : table.foreign_keys) {
    if (key.name.empty()) key.name = unique_name(made_up_name(name, key.columns, "fkey", has), taken);
  }
}

void make_names(ir::Schema& schema, const Capabilities& has) {
  for (ir::Table& table : schema.tables) {
    name_indexes(table.physical, table.name.name, has);
    if (has.always_names_constraints) name_constraints(table, has);
  }
  for (ir::View& view : schema.views) name_indexes(view.physical, view.name.name, has);
}

}  // namespace

void prepare(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  read_native_clauses(schema, dialect, sink);
  for (const rules::Rule rule : kRules) rule(schema, dialect, sink);
  dialect.check(schema, dialect, sink);
  if (sink.has_errors()) return;
  make_names(schema, *dialect.capabilities);
  if (dialect.normalize != nullptr) dialect.normalize(schema, dialect);
}

}  // namespace kura::dialect
