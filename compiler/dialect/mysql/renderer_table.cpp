// Renderer: tables with their indexes and options, partitions, views, grantees.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/partition_style.h"
#include "compiler/dialect/mysql/renderer.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

// Table options that have a default here and so are not rendered from what was written.
constexpr auto kComputed = std::to_array<std::string_view>({
    "engine",
    "auto_increment",
    "default character set",
    "default charset",
    "character set",
    "charset",
    "default collate",
    "collate",
});
// Clauses of a table that are no options.
constexpr auto kElsewhere =
    std::to_array<std::string_view>({"partitions", "subpartition by", "period for", "with system versioning"});

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string value_of_option(const ir::Table& table, std::string_view keyword, std::string_view fallback) {
  const ir::NativeClause* clause = find_native(table.physical.native, keyword);
  return clause == nullptr ? std::string(fallback) : clause->argument;
}

std::string first_number(const ir::Table& table) {
  std::string number = value_of_option(table, "auto_increment", "");
  for (const ir::Column& column : table.columns) {
    if (number.empty() && column.identity && column.identity->start != 1)
      number = std::to_string(column.identity->start);
  }
  return number;
}

std::string_view kind_of(const ir::Index& index) {
  if (index.method == "fulltext") return "FULLTEXT ";
  if (index.method == "spatial") return "SPATIAL ";
  return index.is_unique ? "UNIQUE " : "";
}

std::string method_of(const ir::Index& index) {
  const bool is_said = index.method == "btree" || index.method == "hash";
  return is_said ? " USING " + to_upper(index.method) : std::string();
}

}  // namespace

std::vector<Statement> MysqlRenderer::create_table(const ir::Table& table, const std::vector<std::size_t>& deferred,
                                                   const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_table(table, deferred, context);
  // The indexes stand inside: an AUTO_INCREMENT column and a foreign key need theirs at once.
  const auto first = statements.begin() + 1;
  statements.erase(first, first + static_cast<std::ptrdiff_t>(table.physical.indexes.size()));
  return statements;
}

std::vector<std::string> MysqlRenderer::table_constraints(const ir::Table& table,
                                                          const std::vector<std::size_t>& deferred,
                                                          const RenderContext& context) const {
  std::vector<std::string> lines;
  if (table.primary_key) lines.push_back(key_constraint(*table.primary_key, true, context));
  for (const ir::Key& key : table.unique_keys) lines.push_back(key_constraint(key, false, context));
  for (const ir::Index& index : table.physical.indexes) lines.push_back(inline_index(index, context));
  ir::Table rest = table;
  rest.primary_key.reset();
  rest.unique_keys.clear();
  for (std::string& line : Renderer::table_constraints(rest, deferred, context)) lines.push_back(std::move(line));
  return lines;
}

std::string MysqlRenderer::index_part(const ir::IndexPart& part, const RenderContext& context) const {
  const ir::Expression& it = part.expression;
  const bool is_prefix = it.kind == ir::ExpressionKind::call && it.path.size() == 1 && it.operands.size() == 1 &&
                         it.operands[0].kind == ir::ExpressionKind::number;
  std::string text;
  if (is_prefix) {
    text = fmt::format("{}({})", identifier(it.path[0], context), it.operands[0].text);
  } else {
    text =
        it.kind == ir::ExpressionKind::name ? identifier(it.path.back(), context) : "(" + expression(it, context) + ")";
  }
  return part.is_descending ? text + " DESC" : text;
}

std::string MysqlRenderer::index_tail(const ir::Index& index, const RenderContext& context) const {
  std::string text = native_tail(index.native, NativeScope::index, context);
  if (!index.comment.empty()) text += " COMMENT " + string_literal(index.comment);
  return text;
}

std::string MysqlRenderer::inline_index(const ir::Index& index, const RenderContext& context) const {
  std::vector<std::string> parts;
  for (const ir::IndexPart& part : index.parts) parts.push_back(index_part(part, context));
  return fmt::format("{}INDEX {}{} ({}){}", kind_of(index), identifier(index.name, context), method_of(index),
                     join(parts, ", "), index_tail(index, context));
}

std::string MysqlRenderer::create_index(const ir::Index& index, const ir::QualifiedName& relation,
                                        const RenderContext& context) const {
  std::vector<std::string> parts;
  for (const ir::IndexPart& part : index.parts) parts.push_back(index_part(part, context));
  return fmt::format("CREATE {}INDEX {}{} ON {} ({}){}", kind_of(index), identifier(index.name, context),
                     method_of(index), qualified(relation, context), join(parts, ", "), index_tail(index, context));
}

std::vector<std::string> MysqlRenderer::table_options(const ir::Table& table, const RenderContext& context) const {
  // Engine and character set are always said, so that the server's own defaults do not matter.
  std::vector<std::string> options{"ENGINE = " + value_of_option(table, "engine", "InnoDB")};
  if (const std::string number = first_number(table); !number.empty()) options.push_back("AUTO_INCREMENT = " + number);
  options.push_back("DEFAULT CHARSET = " + charset_of(table, context.schema));
  if (const std::string collation = collation_of(table, context.schema); !collation.empty())
    options.push_back("COLLATE = " + collation);
  for (const NativeRow& row : context.dialect.native_clauses) {
    if (row.scope != NativeScope::table || holds(kComputed, row.words) || holds(kElsewhere, row.words)) continue;
    const ir::NativeClause* clause = find_native(table.physical.native, row.words);
    if (clause == nullptr) continue;
    options.push_back(to_upper(row.words) + (clause->argument.empty() ? "" : " = " + clause->argument));
  }
  if (!table.comment.empty()) options.push_back("COMMENT = " + string_literal(table.comment));
  if (find_native(table.physical.native, "with system versioning") != nullptr)
    options.emplace_back("WITH SYSTEM VERSIONING");
  if (table.physical.partitioning) options.push_back(partition_clause(table, context));
  return options;
}

std::string MysqlRenderer::bound(const ir::Expression& value, const RenderContext& context) const {
  if (is_open_end(value, "maxvalue")) return "MAXVALUE";
  if (value.kind == ir::ExpressionKind::typed_string) return string_literal(value.text);
  return expression(value, context);
}

std::string MysqlRenderer::partition(const ir::Partition& partition, std::string_view words,
                                     const RenderContext& context) const {
  std::string text = "PARTITION " + identifier(partition.name, context);
  std::vector<std::string> values;
  for (const ir::Expression& value : partition.bound.upper) values.push_back(bound(value, context));
  if (partition.bound.kind == ir::PartitionBound::Kind::default_) {
    text += " DEFAULT";
  } else if (words.starts_with("RANGE")) {
    text += fmt::format(" VALUES LESS THAN ({})", join(values, ", "));
  } else if (words.starts_with("LIST")) {
    text += fmt::format(" VALUES IN ({})", join(values, ", "));
  }
  std::vector<ir::NativeClause> options;
  for (const ir::NativeClause& clause : partition.native) {
    if (clause.keyword != "subpartitions") options.push_back(clause);
  }
  text += native_tail(options, NativeScope::partition, context);
  const ir::NativeClause* parts = find_native(partition.native, "subpartitions");
  if (parts == nullptr) return text;
  std::string names = parts->argument;
  for (std::size_t at = 1; at != std::string::npos && at < names.size();) {
    at = names.find_first_not_of(' ', at);
    names.insert(at, "SUBPARTITION ");
    at = names.find(',', at);
    if (at != std::string::npos) ++at;
  }
  return text + " " + names;
}

std::string MysqlRenderer::partition_clause(const ir::Table& table, const RenderContext& context) const {
  const ir::Partitioning& partitioning = *table.physical.partitioning;
  const PartitionStyle style = style_of(table, context.schema, flavour_);
  std::string text = fmt::format("PARTITION BY {} ({})", style.words, expression_list(style.expressions, context));
  if (partitioning.partitions.empty()) {
    const std::string count = value_of_option(table, "partitions", std::to_string(partitioning.partition_count));
    if (count != "0") text += " PARTITIONS " + count;
  }
  if (const ir::NativeClause* clause = find_native(table.physical.native, "subpartition by"))
    text += "\nSUBPARTITION BY " + clause->argument;
  if (partitioning.partitions.empty()) return text;
  std::vector<std::string> parts;
  for (const ir::Partition& it : partitioning.partitions) parts.push_back(partition(it, style.words, context));
  return text + " (\n  " + join(parts, ",\n  ") + "\n)";
}

std::string MysqlRenderer::view_head(const ir::View& view, const RenderContext& context) const {
  std::string text = "CREATE";
  const auto& native = view.physical.native;
  if (const ir::NativeClause* clause = find_native(native, "algorithm"))
    text += " ALGORITHM = " + to_upper(clause->argument);
  if (const ir::NativeClause* clause = find_native(native, "definer")) {
    const std::size_t begin = clause->argument.find_first_not_of("= ");
    text += " DEFINER = " + clause->argument.substr(std::min(begin, clause->argument.size()));
  }
  if (view.security == ir::ViewSecurity::invoker) text += " SQL SECURITY INVOKER";
  if (view.security == ir::ViewSecurity::definer) text += " SQL SECURITY DEFINER";
  return text + " VIEW " + qualified(view.name, context);
}

std::string MysqlRenderer::view_tail(const ir::View& view, const RenderContext&) const {
  for (const ir::NativeClause& clause : view.physical.native) {
    if (clause.keyword.starts_with("with ")) return "\n" + to_upper(clause.keyword);
  }
  return {};
}

std::string MysqlRenderer::grantee(const ir::Grant& grant, const RenderContext& context) const {
  if (grant.grantee_kind == ir::GranteeKind::everyone) return "PUBLIC";
  // An account is `name`@`host`; a role has no host.
  const std::size_t at = grant.grantee.rfind('@');
  if (at == std::string::npos || at == 0) return identifier(grant.grantee, context);
  return identifier(std::string_view(grant.grantee).substr(0, at), context) + "@" +
         identifier(std::string_view(grant.grantee).substr(at + 1), context);
}

}  // namespace kura::dialect::mysql
