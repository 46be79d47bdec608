// Questions about tables: what reads what, what points where, which names are taken.
#include "compiler/dialect/postgres/table_facts.h"

#include <algorithm>

#include "compiler/dialect/dialect.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

bool is_column(const ir::Expression& expression) {
  return expression.kind == ir::ExpressionKind::name;
}

bool is_same_set(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return left.size() == right.size() && std::is_permutation(left.begin(), left.end(), right.begin());
}

}  // namespace

const ir::Table* find_table(const ir::Schema& schema, const ir::QualifiedName& name) {
  const auto found = std::find_if(schema.tables.begin(), schema.tables.end(),
                                  [&name](const ir::Table& it) { return it.name == name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

bool is_partitioned(const ir::Table* table) {
  return table != nullptr && table->physical.partitioning;
}

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool mentions(std::string_view text, const std::string& name) {
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  return std::any_of(tokens.begin(), tokens.end(), [&name](const sql::Token& token) {
    const bool is_name = token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
    return is_name && sql::name_of(token) == name;
  });
}

bool reads(const ir::Expression& expression, const std::string& column) {
  if (expression.kind == ir::ExpressionKind::raw) return mentions(expression.text, column);
  if (is_column(expression) && !expression.path.empty() && expression.path.back() == column) return true;
  return std::any_of(expression.operands.begin(), expression.operands.end(),
                     [&column](const ir::Expression& operand) { return reads(operand, column); });
}

bool has_list(const ir::Expression& expression) {
  if (expression.kind == ir::ExpressionKind::raw) return mentions(expression.text, "in");
  return expression.kind == ir::ExpressionKind::in_list ||
         std::any_of(expression.operands.begin(), expression.operands.end(), has_list);
}

bool touches(const ir::Index& index, const std::string& column) {
  const bool is_part = std::any_of(index.parts.begin(), index.parts.end(),
                                   [&](const ir::IndexPart& part) { return reads(part.expression, column); });
  return is_part || has_name(index.include, column) || (index.where && reads(*index.where, column));
}

bool computes_from(const ir::Index& index, const std::string& column) {
  const bool is_part = std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::IndexPart& part) {
    return !is_column(part.expression) && reads(part.expression, column);
  });
  return is_part || (index.where && reads(*index.where, column));
}

bool is_in_partition_key(const ir::Table& table, const std::string& column) {
  if (!table.physical.partitioning) return false;
  const auto& key = table.physical.partitioning->expressions;
  return std::any_of(key.begin(), key.end(), [&](const ir::Expression& it) { return reads(it, column); });
}

bool is_pointed_to(const ir::Schema& schema, const ir::QualifiedName& table) {
  return std::any_of(schema.tables.begin(), schema.tables.end(), [&table](const ir::Table& it) {
    if (it.name == table) return false;
    return std::any_of(it.foreign_keys.begin(), it.foreign_keys.end(),
                       [&table](const ir::ForeignKey& key) { return key.target == table; });
  });
}

bool is_pointed_to(const ir::Schema& schema, const ir::QualifiedName& table, const std::vector<std::string>& columns) {
  return std::any_of(schema.tables.begin(), schema.tables.end(), [&](const ir::Table& it) {
    return std::any_of(it.foreign_keys.begin(), it.foreign_keys.end(), [&](const ir::ForeignKey& key) {
      return key.target == table && is_same_set(key.target_columns, columns);
    });
  });
}

bool is_grouped(const ir::Schema& schema, const ir::QualifiedName& table) {
  return std::any_of(schema.views.begin(), schema.views.end(), [&table](const ir::View& view) {
    const bool is_reader = std::any_of(view.body.relations.begin(), view.body.relations.end(),
                                       [&table](const ir::RelationUse& use) { return use.name == table; });
    return is_reader && mentions(view.body.text, "group");
  });
}

std::vector<ir::QualifiedName> inherited(const ir::Table& table) {
  std::vector<ir::QualifiedName> names;
  const ir::NativeClause* clause = find_native(table.physical.native, "inherits");
  if (clause == nullptr) return names;
  bool is_last_part = false;
  for (const sql::Token& token : sql::tokenize(clause->argument)) {
    if (token.is_symbol(".")) {
      is_last_part = true;
    } else if (token.kind == sql::TokenKind::symbol) {
      is_last_part = false;
    } else if (is_last_part && !names.empty()) {
      names.back() = {names.back().name, sql::name_of(token)};
      is_last_part = false;
    } else {
      names.push_back({"", sql::name_of(token)});
    }
  }
  return names;
}

bool is_in_inheritance(const ir::Schema& schema, const ir::Table& table) {
  if (find_native(table.physical.native, "inherits") != nullptr) return true;
  return std::any_of(schema.tables.begin(), schema.tables.end(), [&table](const ir::Table& it) {
    const std::vector<ir::QualifiedName> parents = inherited(it);
    return std::find(parents.begin(), parents.end(), table.name) != parents.end();
  });
}

std::set<std::string> relation_names(const ir::Schema& schema, const std::string& space) {
  std::set<std::string> names;
  const auto add_indexes = [&names](const ir::Physical& physical) {
    for (const ir::Index& index : physical.indexes) names.insert(index.name);
  };
  for (const ir::Table& table : schema.tables) {
    if (table.name.schema != space) continue;
    names.insert(table.name.name);
    if (table.primary_key) names.insert(table.primary_key->name);
    for (const ir::Key& key : table.unique_keys) names.insert(key.name);
    add_indexes(table.physical);
    if (!table.physical.partitioning) continue;
    for (const ir::Partition& partition : table.physical.partitioning->partitions) names.insert(partition.name);
  }
  for (const ir::View& view : schema.views) {
    if (view.name.schema != space) continue;
    names.insert(view.name.name);
    add_indexes(view.physical);
  }
  for (const ir::Sequence& sequence : schema.sequences) {
    if (sequence.name.schema == space) names.insert(sequence.name.name);
  }
  return names;
}

}  // namespace kura::dialect::postgres
