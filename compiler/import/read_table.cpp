// CREATE TABLE: its entries and its options; a table that is a partition of another.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

/// The word before TABLE that changes what the statement is, if any.
std::string modifier_of(const Part& statement) {
  for (const Part& modifier : statement.all(Rule::createModifier)) {
    std::string word = to_lower(modifier.tokens().front().text);
    if (word != "global" && word != "local") return word;
  }
  return {};
}

bool is_temporary(std::string_view modifier) {
  return modifier == "temp" || modifier == "temporary";
}

void read_element(const Part& element, ir::Table& table, Context& context) {
  if (const auto constraint = element.find(Rule::namedConstraint)) return read_constraint(*constraint, table, context);
  if (const auto index = element.find(Rule::inlineIndex)) return read_inline_index(*index, table.physical, context);
  if (const auto definition = element.find(Rule::columnDefinition)) {
    table.columns.push_back(read_column(*definition, table, context));
    return;
  }
  if (element.begins_with("period")) {
    const std::string words = own_words(element.tokens().subspan(2), context);
    for (ir::NativeClause& clause : native_clauses("period for " + words, NativeScope::table, element.at(), context))
      table.physical.native.push_back(std::move(clause));
    return;
  }
  if (const auto like = element.find(Rule::qualifiedName)) {
    const ir::Table* other = find_table(context, qualified_name(*like, context));
    if (other != nullptr) {
      table.columns.insert(table.columns.end(), other->columns.begin(), other->columns.end());
      return;
    }
    context.sink.report(import_unknown_object, like->at(), {"table", ir::to_text(qualified_name(*like, context))});
  }
}

/// CREATE TABLE child PARTITION OF parent …
void add_partition(const Part& statement, const ir::QualifiedName& name, Context& context) {
  const Part written_parent = statement.all(Rule::qualifiedName).at(1);
  const ir::QualifiedName parent = qualified_name(written_parent, context);
  ir::Table* table = find_table(context, parent);
  if (table == nullptr || !table->physical.partitioning) {
    const bool is_nested = context.partitions.contains(parent);
    if (is_nested) return report_left_out(context, "partition of a partition", statement.at());
    context.sink.report(import_unknown_object, written_parent.at(), {"partitioned table", ir::to_text(parent)});
    return;
  }
  ir::Partition partition;
  partition.name = name.name;
  partition.bound = read_bound(statement.find(Rule::partitionBound)->tokens(), context);
  partition.at = statement.at();
  ir::Table options;
  read_table_options(statement, options, context);
  if (modifier_of(statement) == "unlogged") partition.native.push_back({"unlogged", {}, {}, statement.at()});
  for (ir::NativeClause& clause : partition_words(std::move(options.physical.native)))
    partition.native.push_back(std::move(clause));
  if (options.physical.partitioning) report_left_out(context, "partitions of a partition", statement.at());
  table->physical.partitioning->partitions.push_back(std::move(partition));
  context.partitions.emplace(name, parent);
}

void add_external(ir::Table table, Context& context) {
  ir::ExternalRelation external;
  external.name = table.name;
  external.columns = std::move(table.columns);
  external.primary_key = std::move(table.primary_key);
  external.unique_keys = std::move(table.unique_keys);
  external.at = table.at;
  context.schema.externals.push_back(std::move(external));
}

void copy_like(const Part& statement, ir::Table& table, Context& context) {
  const std::vector<Part> names = statement.all(Rule::qualifiedName);
  const ir::Table* other = names.size() < 2 ? nullptr : find_table(context, qualified_name(names[1], context));
  if (other == nullptr) return report_left_out(context, "like", statement.at());
  const ir::QualifiedName name = table.name;
  table = *other;
  table.name = name;
}

}  // namespace

std::vector<ir::NativeClause> partition_words(std::vector<ir::NativeClause> native) {
  // USING begins something else behind a partition.
  for (ir::NativeClause& clause : native) {
    if (clause.text.starts_with("using ")) clause.text.replace(0, 5, "access method");
  }
  return native;
}

void create_table(const Part& statement, Context& context) {
  const Part written_name = *statement.find(Rule::qualifiedName);
  ir::Table table;
  table.name = qualified_name(written_name, context);
  table.at = written_name.at();
  const std::string modifier = modifier_of(statement);
  if (is_temporary(modifier)) {
    ++context.passed_over.try_emplace("CREATE TEMPORARY TABLE", 0, statement.at()).first->second.first;
    return;
  }
  if (is_taken(context, table.name)) {
    if (!statement.find(Rule::ifNotExists))
      context.sink.report(import_declared_twice, table.at, {ir::to_text(table.name)});
    return;
  }
  if (statement.find(Rule::partitionBound)) return add_partition(statement, table.name, context);
  for (const Part& element : statement.all(Rule::tableElement)) read_element(element, table, context);
  if (statement.has("like")) copy_like(statement, table, context);
  if (modifier == "external" || modifier == "foreign") return add_external(std::move(table), context);
  if (modifier == "unlogged") table.physical.native.push_back({"unlogged", {}, {}, statement.at()});
  context.is_printed_by_server = false;
  read_table_options(statement, table, context);
  if (context.is_printed_by_server) context.printed.insert(table.name);
  if (table.primary_key) set_primary_key(table, *table.primary_key);
  if (table.columns.empty()) {
    context.sink.report(statement_unreadable, statement.at())
        .notes.emplace_back("no columns are written here: a schema needs them");
    return;
  }
  context.schema.tables.push_back(std::move(table));
}

}  // namespace kura::import
