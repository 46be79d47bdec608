// Foreign keys: types on both sides, a key at the target, actions that the server can carry out.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/normalize.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

using ir::ReferentialAction;

bool is_same_type(const Shape& left, const Shape& right) {
  if (left.family != right.family) return false;
  switch (left.family) {
    case Family::integer:
      return left.bytes == right.bytes && left.is_unsigned == right.is_unsigned;
    case Family::decimal:
      return left.length == right.length && left.scale == right.scale && left.is_unsigned == right.is_unsigned;
    case Family::approximate:
    case Family::bit:
      return left.bytes == right.bytes;
    default:
      return true;  // lengths of texts and bytes may differ
  }
}

/// "int unsigned", "varchar(20) collate utf8mb4_bin": all of a type that has to be the same.
std::string spelt(const ir::Column& column, const Shape& shape, const ir::Table& table, const ir::Schema& schema) {
  std::string text = ir::to_text(column.type);
  if (shape.is_unsigned && column.type.kind != ir::TypeKind::native) text += " unsigned";
  if (shape.family != Family::text) return text;
  const std::string collation = collation_of(column, table, schema);
  if (!collation.empty()) return text + " collate " + collation;
  return text + " character set " + charset_of(column, table, schema);
}

void check_pair(const ir::Table& table, const ir::Column& column, const ir::Table& target, const ir::Column& other,
                SourceRange at, const ir::Schema& schema, const RuleContext& context) {
  const Shape own = shape_of(column, schema, context.flavour);
  const Shape theirs = shape_of(other, schema, context.flavour);
  const bool is_same_text =
      own.family != Family::text || (charset_of(column, table, schema) == charset_of(other, target, schema) &&
                                     whole_collation(column, table, schema, context.flavour) ==
                                         whole_collation(other, target, schema, context.flavour));
  if (is_same_type(own, theirs) && is_same_text) return;
  auto& diagnostic = context.report(foreign_key_type, at,
                                    {column.name, spelt(column, own, table, schema),
                                     target.name.name + "." + other.name, spelt(other, theirs, target, schema)});
  diagnostic.labels.push_back({other.type_at, "the other type"});
}

bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
  if (columns.size() < wanted.size()) return false;
  return std::equal(wanted.begin(), wanted.end(), columns.begin(),
                    [](const auto& left, const auto& right) { return equals_ignoring_case(left, right); });
}

/// Whether a key of the table begins with these columns, which is what the server looks rows up by.
bool leads_a_key(const ir::Table& table, const std::vector<std::string>& wanted, const ir::Schema& schema,
                 const Flavour& flavour) {
  if (table.primary_key && begins_with(table.primary_key->columns, wanted)) return true;
  for (const ir::Key& key : table.unique_keys) {
    if (begins_with(key.columns, wanted)) return true;
  }
  for (const ir::Index& index : table.physical.indexes) {
    std::vector<std::string> columns;
    for (const ir::IndexPart& part : index.parts) {
      if (!is_whole_column(part, table, schema, flavour)) break;
      columns.push_back(column_of(part));
    }
    const bool is_plain = index.method.empty() || index.method == "btree";
    if (is_plain && begins_with(columns, wanted)) return true;
  }
  return false;
}

bool changes_columns(ReferentialAction action) {
  return action == ReferentialAction::cascade || action == ReferentialAction::set_null ||
         action == ReferentialAction::set_default;
}

bool reads(const ir::Expression& expression, const std::string& column) {
  const std::vector<std::string> read = ir::columns_read(expression);
  return std::any_of(read.begin(), read.end(),
                     [&](const std::string& name) { return equals_ignoring_case(name, column); });
}

void check_readers(const ir::Table& table, const ir::ForeignKey& key, const std::string& name,
                   const RuleContext& context) {
  const bool may_set = changes_columns(key.on_update) || key.on_delete == ReferentialAction::set_null;
  const bool may_cascade = key.on_delete == ReferentialAction::cascade && !context.flavour.has_cascade_under_stored;
  for (const ir::Check& check : table.checks) {
    if (may_set && reads(check.expression, name))
      context.report(foreign_key_changes_read_column, key.at, {name, "a check reads it"});
  }
  for (const ir::Column& column : table.columns) {
    if (!column.generated || column.generated->storage == ir::GeneratedStorage::virtual_ ||
        !reads(column.generated->expression, name))
      continue;
    if (may_set || may_cascade)
      context.report(foreign_key_changes_read_column, key.at,
                     {name, fmt::format("the stored column `{}` reads it", column.name)});
  }
}

void check_own_column(const ir::Column& column, const ir::ForeignKey& key, const Shape& shape,
                      const RuleContext& context) {
  const bool sets_null = key.on_delete == ReferentialAction::set_null || key.on_update == ReferentialAction::set_null;
  if (sets_null && !column.is_nullable) context.report(foreign_key_sets_null, key.at, {column.name});
  if (is_stored_aside(shape)) {
    auto& diagnostic = context.report(unbounded_key_column, key.at, {column.name, ir::to_text(column.type)});
    diagnostic.helps.emplace_back("give it a length: `varchar(n)` or `varbinary(n)`, on both sides");
  }
  if (!column.generated) return;
  if (column.generated->storage == ir::GeneratedStorage::virtual_ && !context.flavour.has_foreign_keys_on_virtual) {
    context.refuse("foreign keys on virtual columns", "write `generated as (…) stored`", key.at);
  } else if (changes_columns(key.on_update) || sets_null) {
    context.report(foreign_key_changes_read_column, key.at, {column.name, "the server computes it"});
  }
}

}  // namespace

void check_foreign_key_types(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) {
      const ir::Table* target = table_named(schema, key.target);
      if (target == nullptr) continue;
      for (std::size_t i = 0; i < std::min(key.columns.size(), key.target_columns.size()); ++i) {
        const ir::Column* column = column_named(table, key.columns[i]);
        const ir::Column* other = column_named(*target, key.target_columns[i]);
        if (column != nullptr && other != nullptr) check_pair(table, *column, *target, *other, key.at, schema, context);
      }
    }
  }
}

/// REFERENCES without a database means the one of the table itself.
void check_foreign_key_databases(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    if (table.name.schema.empty()) continue;
    for (const ir::ForeignKey& key : table.foreign_keys) {
      if (!key.target.schema.empty() || table_named(schema, key.target) == nullptr) continue;
      context.report(foreign_key_leaves_database, key.at, {key.target.name, table.name.schema});
    }
  }
}

void check_foreign_key_targets(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) {
      const ir::Table* target = table_named(schema, key.target);
      if (target == nullptr) continue;
      if (leads_a_key(*target, key.target_columns, schema, context.flavour)) continue;
      context.report(foreign_key_target_without_key, key.at, {target->name.name, quoted_list(key.target_columns)});
    }
  }
}

void check_foreign_key_actions(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    if (table.foreign_keys.empty()) continue;
    const std::string engine = engine_of(table);
    if (engine != "innodb" && engine != "ndb" && engine != "ndbcluster") {
      context.report(foreign_key_engine, table.foreign_keys.front().at, {engine});
    }
    for (const ir::ForeignKey& key : table.foreign_keys) {
      if (key.on_delete == ReferentialAction::set_default || key.on_update == ReferentialAction::set_default) {
        context.refuse("`set default` in foreign keys", "use `set null`, `cascade` or `restrict`", key.at);
      }
      for (const std::string& name : key.columns) {
        const ir::Column* column = column_named(table, name);
        if (column == nullptr) continue;
        check_readers(table, key, column->name, context);
        check_own_column(*column, key, shape_of(*column, schema, context.flavour), context);
      }
    }
  }
}

}  // namespace kura::dialect::mysql
