// Keys, checks and foreign keys of PostgreSQL.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"

namespace kura::dialect::postgres {
namespace {

constexpr std::size_t kKeyColumnLimit = 32;

bool is_deferrable(const std::vector<ir::NativeClause>& native) {
  return !has_native(native, "not deferrable") &&
         (has_native(native, "deferrable") || has_native(native, "initially deferred"));
}

void check_contradictions(const std::vector<ir::NativeClause>& native, SourceRange at, diag::Sink& sink) {
  constexpr std::pair<std::string_view, std::string_view> kPairs[] = {
      {"not deferrable", "deferrable"},
      {"not deferrable", "initially deferred"},
      {"initially deferred", "initially immediate"},
      {"match full", "match simple"},
      {"nulls not distinct", "nulls distinct"},
  };
  for (const auto& [left, right] : kPairs) {
    if (has_native(native, left) && has_native(native, right)) {
      sink.report(contradiction, at, {std::string(left), std::string(right)});
      return;
    }
  }
}

std::string key_text(const ir::Key& key, bool is_primary) {
  return fmt::format("`{} ({})`", is_primary ? "primary key" : "unique", fmt::join(key.columns, ", "));
}

void check_key(const ir::Table& table, const ir::Key& key, bool is_primary, const ir::Schema& schema,
               diag::Sink& sink) {
  if (key.columns.size() > kKeyColumnLimit) {
    sink.report(too_many_key_columns, key.at, {key_text(key, is_primary), std::to_string(key.columns.size())});
  }
  for (const std::string& name : key.columns) {
    const ir::Column* column = ir::find_column(table, name);
    if (column == nullptr || has_order(column->type)) continue;
    auto& diagnostic = sink.report(type_without_order, key.at, {name, ir::to_text(column->type), "a key"});
    if (column->type.kind == ir::TypeKind::json)
      diagnostic.helps.emplace_back("declare it `variant`: jsonb can be compared");
  }
  check_contradictions(key.native, key.at, sink);
  const ir::NativeClause* nulls = find_native(key.native, "nulls not distinct");
  if (nulls == nullptr) nulls = find_native(key.native, "nulls distinct");
  if (nulls == nullptr) return;
  require_version(15, schema, "`" + nulls->keyword + "`", nulls->at, sink);
  if (is_primary)
    sink.report(clause_without_its_base, nulls->at, {nulls->keyword, "`unique`: a primary key holds no nulls"});
}

/// PostgreSQL makes one constraint of two equal ones and none of a unique key that equals the primary key.
void drop_duplicates(ir::Table& table, diag::Sink& sink) {
  std::vector<ir::Key> kept;
  for (ir::Key& key : table.unique_keys) {
    const ir::Key* same = nullptr;
    if (table.primary_key && table.primary_key->columns == key.columns && key.native == table.primary_key->native) {
      same = &*table.primary_key;
    }
    for (const ir::Key& other : kept) {
      if (other.columns == key.columns && other.native == key.native) same = &other;
    }
    if (same == nullptr) {
      kept.push_back(std::move(key));
      continue;
    }
    const bool is_primary = table.primary_key && same == &*table.primary_key;
    auto& diagnostic = sink.report(duplicate_key, key.at, {key_text(key, false), key_text(*same, is_primary)});
    diagnostic.labels.push_back({same->at, "the one that is kept"});
  }
  table.unique_keys = std::move(kept);
}

class ForeignKeyChecker {
 public:
  ForeignKeyChecker(const ir::Schema& schema, diag::Sink& sink) : schema_(schema), sink_(sink) {
    for (const ir::Table& table : schema.tables) tables_[table.name] = &table;
  }

  void check(const ir::Table& table, const ir::ForeignKey& key) const {
    check_contradictions(key.native, key.at, sink_);
    check_columns_clause(key);
    const auto found = tables_.find(key.target);
    if (found == tables_.end()) return;
    const ir::Table& target = *found->second;
    check_types(table, target, key);
    check_logging(table, target, key);
    check_target_key(target, key);
  }

 private:
  void check_columns_clause(const ir::ForeignKey& key) const {
    const ir::NativeClause* columns = find_native(key.native, "columns");
    if (columns == nullptr) return;
    require_version(15, schema_, "`columns (…)`", columns->at, sink_);
    if (key.on_delete == ir::ReferentialAction::set_null || key.on_delete == ir::ReferentialAction::set_default) return;
    sink_.report(clause_without_its_base, columns->at, {"columns", "`on delete set null` or `on delete set default`"});
  }

  void check_types(const ir::Table& table, const ir::Table& target, const ir::ForeignKey& key) const {
    for (std::size_t i = 0; i < key.columns.size() && i < key.target_columns.size(); ++i) {
      const ir::Column* from = ir::find_column(table, key.columns[i]);
      const ir::Column* to = ir::find_column(target, key.target_columns[i]);
      if (from == nullptr || to == nullptr || are_comparable(from->type, to->type)) continue;
      auto& diagnostic = sink_.report(
          foreign_key_types, key.at,
          {key.columns[i], ir::to_text(from->type), ir::to_text(target.name) + "." + to->name, ir::to_text(to->type)});
      diagnostic.labels.push_back({to->at, "declared here"});
    }
  }

  void check_logging(const ir::Table& table, const ir::Table& target, const ir::ForeignKey& key) const {
    if (has_native(table.physical.native, "unlogged") || !has_native(target.physical.native, "unlogged")) return;
    auto& diagnostic =
        sink_.report(foreign_key_to_unlogged, key.at, {ir::to_text(table.name), ir::to_text(target.name)});
    diagnostic.labels.push_back({target.at, "declared here"});
  }

  void check_target_key(const ir::Table& target, const ir::ForeignKey& key) const {
    std::vector<const ir::Key*> candidates;
    if (target.primary_key) candidates.push_back(&*target.primary_key);
    for (const ir::Key& candidate : target.unique_keys) candidates.push_back(&candidate);
    for (const ir::Key* candidate : candidates) {
      if (!are_same(candidate->columns, key.target_columns)) continue;
      if (!is_deferrable(candidate->native)) return;
      auto& diagnostic = sink_.report(foreign_key_to_deferrable, key.at, {ir::to_text(target.name)});
      diagnostic.labels.push_back({candidate->at, "the deferrable key"});
      return;
    }
    if (has_unique_index(target, key.target_columns)) return;
    auto& diagnostic = sink_.report(foreign_key_target_not_unique, key.at,
                                    {ir::to_text(target.name), fmt::format("{}", fmt::join(key.target_columns, ", "))});
    diagnostic.labels.push_back({target.at, "declared here"});
  }

  static bool are_same(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::is_permutation(left.begin(), left.end(), right.begin(), right.end());
  }

  /// A unique index over all rows and plain columns serves as well as a key.
  static bool has_unique_index(const ir::Table& target, const std::vector<std::string>& columns) {
    return std::any_of(
        target.physical.indexes.begin(), target.physical.indexes.end(), [&columns](const ir::Index& index) {
          std::vector<std::string> parts;
          for (const ir::IndexPart& part : index.parts) {
            if (part.expression.kind == ir::ExpressionKind::name) parts.push_back(part.expression.path.back());
          }
          return index.is_unique && !index.where && parts.size() == index.parts.size() && are_same(parts, columns);
        });
  }

  const ir::Schema& schema_;
  diag::Sink& sink_;
  std::map<ir::QualifiedName, const ir::Table*> tables_;
};

}  // namespace

void check_keys(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    if (table.primary_key) check_key(table, *table.primary_key, true, schema, sink);
    for (const ir::Key& key : table.unique_keys) check_key(table, key, false, schema, sink);
    drop_duplicates(table, sink);
  }
}

void check_foreign_keys(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  const ForeignKeyChecker checker(schema, sink);
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) checker.check(table, key);
  }
}

}  // namespace kura::dialect::postgres
