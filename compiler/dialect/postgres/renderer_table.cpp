// The renderer of PostgreSQL: tables, constraints and partitions.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/renderer.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

std::string_view action_word(ir::ReferentialAction action) {
  switch (action) {
    case ir::ReferentialAction::restrict:
      return "RESTRICT";
    case ir::ReferentialAction::cascade:
      return "CASCADE";
    case ir::ReferentialAction::set_null:
      return "SET NULL";
    case ir::ReferentialAction::set_default:
      return "SET DEFAULT";
    case ir::ReferentialAction::no_action:
      break;
  }
  return "NO ACTION";
}

std::string_view scheme_word(ir::PartitionScheme scheme) {
  if (scheme == ir::PartitionScheme::range) return "RANGE";
  return scheme == ir::PartitionScheme::hash ? "HASH" : "LIST";
}

std::string constraint_prefix(const std::string& name, const Renderer& renderer, const RenderContext& context) {
  return name.empty() ? std::string() : "CONSTRAINT " + renderer.identifier(name, context) + " ";
}

bool is_not_valid(const std::vector<ir::NativeClause>& native) {
  return has_native(native, "not valid");
}

/// " KEYWORD argument" of the clauses that are there, in this order.
std::string clauses(const std::vector<ir::NativeClause>& native, std::initializer_list<std::string_view> keywords) {
  std::string text;
  for (const std::string_view keyword : keywords) {
    const ir::NativeClause* clause = find_native(native, keyword);
    if (clause == nullptr) continue;
    text += " " + to_upper(keyword);
    if (!clause->argument.empty()) text += " " + clause->argument;
  }
  return text;
}

}  // namespace

std::vector<Statement> PostgresRenderer::create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                      const RenderContext& context) const {
  // CREATE TABLE takes every constraint as valid: what is not is added afterwards.
  std::vector<std::size_t> later = deferred;
  std::vector<Statement> additions;
  for (std::size_t i = 0; i < table.foreign_keys.size(); ++i) {
    const bool is_deferred = std::find(deferred.begin(), deferred.end(), i) != deferred.end();
    if (is_deferred || !is_not_valid(table.foreign_keys[i].native)) continue;
    later.push_back(i);
    for (Statement& statement : add_foreign_key(table, table.foreign_keys[i], context))
      additions.push_back(std::move(statement));
  }
  std::vector<Statement> statements = Renderer::create_table(table, later, context);
  for (Statement& statement : additions) statements.push_back(std::move(statement));
  for (Statement& statement : closing_statements(table, context)) statements.push_back(std::move(statement));
  return statements;
}

std::vector<Statement> PostgresRenderer::closing_statements(const ir::Table& table,
                                                            const RenderContext& context) const {
  std::vector<Statement> statements;
  const std::string name = qualified(table.name, context);
  for (const ir::NativeClause& clause : table.physical.native) {
    if (clause.keyword.starts_with("replica identity")) {
      const std::string index = clause.argument.empty() ? "" : " " + clause.argument;
      statements.push_back({fmt::format("ALTER TABLE {} {}{}", name, to_upper(clause.keyword), index)});
    } else if (clause.keyword == "cluster on") {
      statements.push_back({fmt::format("ALTER TABLE {} CLUSTER ON {}", name, clause.argument)});
    } else if (clause.keyword.ends_with("row level security")) {
      statements.push_back({fmt::format("ALTER TABLE {} {}", name, to_upper(clause.keyword))});
    }
  }
  if (!table.owner.empty() && table.physical.partitioning) {
    for (const ir::Partition& it : table.physical.partitioning->partitions) {
      const std::string child = qualified({table.name.schema, it.name}, context);
      statements.push_back({fmt::format("ALTER TABLE {} OWNER TO {}", child, identifier(table.owner, context))});
    }
  }
  for (Statement& statement : index_comments(table.physical, table.name.schema, context))
    statements.push_back(std::move(statement));
  return statements;
}

std::string PostgresRenderer::table_keyword(const ir::Table& table, const RenderContext&) const {
  return has_native(table.physical.native, "unlogged") ? "UNLOGGED TABLE" : "TABLE";
}

std::string PostgresRenderer::identity(const ir::Column& column) const {
  std::string options;
  const auto [start, step] = std::pair(column.identity->start, column.identity->step);
  const ir::NativeClause* more = find_native(column.native, "sequence");
  const std::string words = more == nullptr ? "" : to_lower(more->argument);
  // A sequence that rises is bounded by 1 below unless told otherwise, one that falls by -1 above.
  if (step > 0 && start < 1 && words.find("minvalue") == std::string::npos)
    options += fmt::format(" MINVALUE {}", start);
  if (step < 0 && start > -1 && words.find("maxvalue") == std::string::npos)
    options += fmt::format(" MAXVALUE {}", start);
  if (start != 1) options += fmt::format(" START WITH {}", start);
  if (step != 1) options += fmt::format(" INCREMENT BY {}", step);
  if (more != nullptr) options += " " + more->argument.substr(1, more->argument.size() - 2);
  std::string text = fmt::format(" GENERATED {} AS IDENTITY", column.identity->is_always ? "ALWAYS" : "BY DEFAULT");
  return options.empty() ? text : fmt::format("{} ({})", text, options.substr(1));
}

std::string PostgresRenderer::column_attributes(const ir::Column& column, const ir::Table&,
                                                const RenderContext& context) const {
  std::string text = clauses(column.native, {"compression"});
  if (!column.collation.empty()) text += " COLLATE " + collation(column.collation, context);
  if (!column.is_nullable) text += " NOT NULL";
  text += default_clause(column, context);
  if (column.identity) text += identity(column);
  if (column.generated) text += " " + generated_clause(*column.generated, context);
  return text;
}

std::vector<std::string> PostgresRenderer::table_constraints(const ir::Table& table,
                                                             const std::vector<std::size_t>& deferred,
                                                             const RenderContext& context) const {
  ir::Table valid = table;
  std::erase_if(valid.checks, [](const ir::Check& check) { return is_not_valid(check.native); });
  std::vector<std::string> lines = Renderer::table_constraints(valid, deferred, context);
  for (const ir::NativeClause& clause : table.physical.native) {
    if (clause.keyword == "constraint") lines.push_back(exclusion(clause, context));
  }
  return lines;
}

std::string PostgresRenderer::exclusion(const ir::NativeClause& clause, const RenderContext& context) const {
  const std::vector<sql::Token> tokens = sql::tokenize(clause.argument);
  std::string rest = clause.argument.substr(tokens[1].end);
  return fmt::format("CONSTRAINT {} EXCLUDE{}", identifier(sql::name_of(tokens[0]), context), rest);
}

std::string PostgresRenderer::key_constraint(const ir::Key& key, bool is_primary, const RenderContext& context) const {
  std::string text = constraint_prefix(key.name, *this, context) + (is_primary ? "PRIMARY KEY" : "UNIQUE");
  text += clauses(key.native, {"nulls not distinct", "nulls distinct"});
  text += fmt::format(" ({})", name_list(key.columns, context));
  return text + clauses(key.native, {"include", "with", "using index tablespace", "not deferrable", "deferrable",
                                     "initially deferred", "initially immediate"});
}

std::string PostgresRenderer::foreign_key_constraint(const ir::ForeignKey& key, const RenderContext& context) const {
  std::string text = fmt::format("{}FOREIGN KEY ({}) REFERENCES {} ({})", constraint_prefix(key.name, *this, context),
                                 name_list(key.columns, context), qualified(key.target, context),
                                 name_list(key.target_columns, context));
  text += clauses(key.native, {"match full", "match simple"});
  if (key.on_delete != ir::ReferentialAction::no_action)
    text += fmt::format(" ON DELETE {}", action_word(key.on_delete));
  if (const ir::NativeClause* columns = find_native(key.native, "columns")) text += " " + columns->argument;
  if (key.on_update != ir::ReferentialAction::no_action)
    text += fmt::format(" ON UPDATE {}", action_word(key.on_update));
  return text + clauses(key.native,
                        {"not deferrable", "deferrable", "initially deferred", "initially immediate", "not valid"});
}

std::vector<std::string> PostgresRenderer::table_options(const ir::Table& table, const RenderContext& context) const {
  std::vector<std::string> lines;
  const auto add = [&](std::string_view keyword) {
    const ir::NativeClause* clause = find_native(table.physical.native, keyword);
    if (clause != nullptr) lines.push_back(to_upper(keyword) + " " + clause->argument);
  };
  add("inherits");
  if (table.physical.partitioning) {
    std::vector<std::string> parts;
    for (const ir::Expression& part : table.physical.partitioning->expressions) {
      const std::string text = expression(part, context);
      parts.push_back(part.kind == ir::ExpressionKind::name ? text : "(" + text + ")");
    }
    lines.push_back(
        fmt::format("PARTITION BY {} ({})", scheme_word(table.physical.partitioning->scheme), join(parts, ", ")));
  }
  for (const std::string_view keyword : {"using", "with", "tablespace"}) add(keyword);
  return lines;
}

std::vector<Statement> PostgresRenderer::table_extras(const ir::Table& table, const RenderContext& context) const {
  std::vector<Statement> statements;
  const std::string name = qualified(table.name, context);
  if (table.physical.partitioning) {
    for (const ir::Partition& it : table.physical.partitioning->partitions)
      statements.push_back({partition(it, table, context)});
  }
  for (const ir::Column& column : table.columns) {
    // CREATE TABLE takes STORAGE only since 16, ALTER TABLE always.
    const std::string alter = fmt::format("ALTER TABLE {} ALTER COLUMN {} SET", name, identifier(column.name, context));
    for (const std::string_view keyword : {"storage", "statistics"}) {
      const std::string clause = clauses(column.native, {keyword});
      if (!clause.empty()) statements.push_back({alter + clause});
    }
    if (const ir::NativeClause* with = find_native(column.native, "with"))
      statements.push_back({alter + " " + with->argument});
  }
  for (const ir::Check& check : table.checks) {
    if (is_not_valid(check.native))
      statements.push_back({fmt::format("ALTER TABLE {} ADD {}", name, check_constraint(check, context))});
  }
  return statements;
}

std::string PostgresRenderer::partition(const ir::Partition& partition, const ir::Table& table,
                                        const RenderContext& context) const {
  std::string sql =
      fmt::format("CREATE {}TABLE {} PARTITION OF {} {}", has_native(partition.native, "unlogged") ? "UNLOGGED " : "",
                  qualified({table.name.schema, partition.name}, context), qualified(table.name, context),
                  bound(partition.bound, context));
  for (const std::string_view keyword : {"access method", "with", "tablespace"}) {
    const ir::NativeClause* clause = find_native(partition.native, keyword);
    if (clause == nullptr) continue;
    sql += fmt::format("\n{} {}", keyword == "access method" ? "USING" : to_upper(keyword), clause->argument);
  }
  return sql;
}

std::string PostgresRenderer::bound(const ir::PartitionBound& bound, const RenderContext& context) const {
  using Kind = ir::PartitionBound::Kind;
  switch (bound.kind) {
    case Kind::default_:
      return "DEFAULT";
    case Kind::modulus:
      return fmt::format("FOR VALUES WITH (MODULUS {}, REMAINDER {})", bound.modulus, bound.remainder);
    case Kind::in:
      return fmt::format("FOR VALUES IN ({})", bound_values(bound.upper, context));
    case Kind::from_to:
    case Kind::less_than:
      break;
  }
  return fmt::format("FOR VALUES FROM ({}) TO ({})", bound_values(bound.lower, context),
                     bound_values(bound.upper, context));
}

std::string PostgresRenderer::bound_values(const std::vector<ir::Expression>& values,
                                           const RenderContext& context) const {
  std::vector<std::string> spelt;
  for (const ir::Expression& value : values) {
    const bool is_end = value.kind == ir::ExpressionKind::name && value.path.size() == 1;
    spelt.push_back(is_end ? to_upper(value.path[0]) : expression(value, context));
  }
  return join(spelt, ", ");
}

}  // namespace kura::dialect::postgres
