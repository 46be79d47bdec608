// Tables, columns and foreign keys of SQLite.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/kinds.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

constexpr std::int32_t kFloatDigits = 15;
constexpr std::int32_t kIntegerDigits = 18;

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), to_lower(word)) != words.end();
}

void check_collation(const std::string& name, SourceRange at, diag::Sink& sink) {
  if (!name.empty() && !is_one_of(name, {"binary", "nocase", "rtrim"})) sink.report(unknown_collation, at, {name});
}

bool is_integer(const ir::Type& type) {
  return type.kind == ir::TypeKind::tinyint || type.kind == ir::TypeKind::smallint || type.kind == ir::TypeKind::int_ ||
         type.kind == ir::TypeKind::bigint;
}

void check_decimal(const ir::Column& column, diag::Sink& sink) {
  const ir::Type& type = column.type;
  if (type.kind != ir::TypeKind::decimal) return;
  const bool has_fraction = type.scale > 0;
  if (type.length > (has_fraction ? kFloatDigits : kIntegerDigits))
    sink.report(decimal_rounded, column.type_at, {ir::to_text(type)});
}

bool are_same(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::is_permutation(left.begin(), left.end(), right.begin(), right.end());
}

bool has_key(const ir::Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && are_same(table.primary_key->columns, columns)) return true;
  const auto is_key = [&columns](const ir::Key& key) { return are_same(key.columns, columns); };
  if (std::any_of(table.unique_keys.begin(), table.unique_keys.end(), is_key)) return true;
  return std::any_of(table.physical.indexes.begin(), table.physical.indexes.end(), [&columns](const ir::Index& index) {
    std::vector<std::string> parts;
    for (const ir::IndexPart& part : index.parts) {
      const bool is_plain = part.expression.kind == ir::ExpressionKind::name && part.native.empty();
      if (is_plain) parts.push_back(part.expression.path.back());
    }
    return index.is_unique && !index.where && parts.size() == index.parts.size() && are_same(parts, columns);
  });
}

void check_deferral(const ir::ForeignKey& key, diag::Sink& sink) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {{"not deferrable", "deferrable"},
                                                                      {"not deferrable", "initially deferred"},
                                                                      {"initially deferred", "initially immediate"}};
  for (const auto& [left, right] : kPairs) {
    if (find_native(key.native, left) == nullptr || find_native(key.native, right) == nullptr) continue;
    sink.report(contradiction, key.at, {std::string(left), std::string(right)});
    return;
  }
}

void check_action(const std::vector<ir::NativeClause>& native, diag::Sink& sink) {
  const ir::NativeClause* clause = find_native(native, "on conflict");
  if (clause == nullptr || is_one_of(clause->argument, {"rollback", "abort", "fail", "ignore", "replace"})) return;
  sink.report(conflict_action, clause->at, {clause->argument});
}

}  // namespace

void check_tables(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    const auto refuse = [&](std::string_view why, std::string_view help) {
      auto& diagnostic = sink.report(rowid_needed, table.at, {ir::to_text(table.name), std::string(why)});
      diagnostic.helps.emplace_back(help);
    };
    if (is_without_rowid(table) && !table.primary_key)
      refuse("it needs a primary key", "declare one, or leave out `without rowid`");
    if (is_without_rowid(table) && rowid_column(table) != nullptr)
      refuse("it cannot count its rows", "leave out `identity` or `without rowid`");
    const bool has_plain =
        std::any_of(table.columns.begin(), table.columns.end(), [](const ir::Column& it) { return !it.generated; });
    if (!table.columns.empty() && !has_plain) sink.report(only_generated_columns, table.at, {ir::to_text(table.name)});
  }
}

void check_columns(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      const bool is_counted = !column.identity || (&column == rowid_column(table) && is_integer(column.type));
      if (!is_counted) sink.report(identity_not_primary_key, column.at, {column.name});
      if (is_strict(table) && strict_word(column.type).empty())
        sink.report(strict_type, column.type_at, {ir::to_text(column.type)});
      check_collation(column.collation, column.at, sink);
      check_decimal(column, sink);
    }
    for (const ir::Index& index : table.physical.indexes) {
      for (const ir::IndexPart& part : index.parts) {
        const ir::NativeClause* clause = find_native(part.native, "collate");
        if (clause != nullptr) check_collation(clause->argument, index.at, sink);
      }
    }
  }
}

void check_foreign_keys(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  std::map<ir::QualifiedName, const ir::Table*> tables;
  for (const ir::Table& table : schema.tables) tables[table.name] = &table;
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) {
      check_deferral(key, sink);
      const auto target = tables.find(key.target);
      if (target == tables.end() || has_key(*target->second, key.target_columns)) continue;
      auto& diagnostic = sink.report(foreign_key_target_not_unique, key.at,
                                     {ir::to_text(key.target), fmt::format("{}", fmt::join(key.target_columns, ", "))});
      diagnostic.labels.push_back({target->second->at, "declared here"});
    }
  }
}

void check_conflicts(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    if (table.primary_key) check_action(table.primary_key->native, sink);
    for (const ir::Key& key : table.unique_keys) check_action(key.native, sink);
    for (const ir::Column& column : table.columns) {
      check_action(column.native, sink);
      const ir::NativeClause* clause = find_native(column.native, "on conflict");
      if (clause != nullptr && column.is_nullable) sink.report(conflict_without_not_null, clause->at, {column.name});
    }
  }
}

}  // namespace kura::dialect::sqlite
