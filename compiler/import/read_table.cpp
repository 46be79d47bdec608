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
  if (const auto index = element.find(Rule::inlineIndex)) return read_inline_index(*index, table, context);
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
    const auto options = element.find(Rule::part);
    copy_table(*like, options ? options->tokens() : Tokens(), table, context);
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
    report_unknown(context, "partitioned table", parent, written_parent.at());
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

/// INHERITS (parent, …): the parents' columns come first; those that are written again keep that place.
void inherit_columns(const Part& option, ir::Table& table, Context& context) {
  std::vector<ir::Column> columns;
  const auto has = [&](const std::string& name) {
    return std::any_of(columns.begin(), columns.end(), [&](const ir::Column& it) { return it.name == name; });
  };
  for (const Tokens written : split_at_commas(inside(option.find(Rule::group)->tokens()))) {
    const ir::QualifiedName name = qualified_name(written, context);
    const ir::Table* parent = find_table(context, name);
    if (parent == nullptr) {
      report_unknown(context, "table", name, place_of(written, option.at()));
      continue;
    }
    for (const ir::Column& column : parent->columns) {
      if (has(column.name)) continue;
      const ir::Column* own = ir::find_column(table, column.name);
      columns.push_back(own == nullptr ? inherited(column, *parent, context) : *own);
    }
  }
  for (ir::Column& column : table.columns) {
    if (!has(column.name)) columns.push_back(std::move(column));
  }
  table.columns = std::move(columns);
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
  table.name = created_name(written_name, context);
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
  if (statement.has("like")) copy_table(statement.all(Rule::qualifiedName).at(1), {}, table, context);
  for (const Part& option : statement.all(Rule::tableOption)) {
    if (option.begins_with("inherits")) inherit_columns(option, table, context);
  }
  if (modifier == "external" || modifier == "foreign") return add_external(std::move(table), context);
  if (modifier == "unlogged") table.physical.native.push_back({"unlogged", {}, {}, statement.at()});
  context.is_printed_by_server = false;
  read_table_options(statement, table, context);
  if (context.is_printed_by_server) context.printed.insert(table.name);
  if (table.primary_key) set_primary_key(table, *table.primary_key);
  if (table.columns.empty()) {
    context.sink.report(statement_unreadable, statement.at())
        .notes.emplace_back("no columns are written here: a schema needs them");
    context.left_out.emplace(table.name, std::pair(std::size_t{0}, table.at));
    return;
  }
  context.schema.tables.push_back(std::move(table));
}

}  // namespace kura::import
