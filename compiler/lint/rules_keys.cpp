// Rules on keys and indexes.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/context.h"
#include "compiler/lint/types.h"

namespace kura::lint {
namespace {

using Names = std::vector<std::string>;

/// A key or index by its columns; what is no plain list of columns in ascending order has none.
struct Lookup {
  std::string words;  // "index `by_day`", "the primary key"
  Names columns;
  const ir::Index* index = nullptr;
};

std::string words_of(const ir::Index& index) {
  return index.name.empty() ? std::string("an index") : fmt::format("index `{}`", index.name);
}

Names plain_columns(const ir::Index& index) {
  Names columns;
  if (index.where || !index.native.empty() || !index.method.empty()) return {};
  for (const ir::IndexPart& part : index.parts) {
    if (part.expression.kind != ir::ExpressionKind::name || part.is_descending || !part.native.empty()) return {};
    columns.push_back(part.expression.path.back());
  }
  return columns;
}

std::vector<Lookup> lookups_of(const ir::Table& table) {
  std::vector<Lookup> lookups;
  if (table.primary_key) lookups.push_back({"the primary key", table.primary_key->columns, nullptr});
  for (const ir::Key& key : table.unique_keys) {
    lookups.push_back(
        {key.name.empty() ? "a unique key" : fmt::format("the unique key `{}`", key.name), key.columns, nullptr});
  }
  for (const ir::Index& index : table.physical.indexes)
    lookups.push_back({words_of(index), plain_columns(index), &index});
  return lookups;
}

bool begins_with(const Names& all, const Names& first) {
  return !first.empty() && all.size() >= first.size() && std::equal(first.begin(), first.end(), all.begin());
}

bool has_indexes(const Warehouse& warehouse) {
  return warehouse.dialect == nullptr || warehouse.dialect->capabilities->indexes == dialect::Support::yes;
}

/// Taking the index out is the same for every warehouse: it and the other one stand in the table itself, and nothing is
/// said about it.
bool is_safe_to_drop(const Context& context, const ir::Index& index, const ir::Index* other) {
  const PlacedMember* placed = context.syntax.clause(index.at);
  if (placed == nullptr || placed->block != nullptr || !placed->member->doc.empty() || !placed->member->only_on.empty())
    return false;
  if (!std::holds_alternative<ast::TableDecl>(placed->declaration->node) || !index.include.empty()) return false;
  if (other == nullptr) return false;
  const PlacedMember* kept = context.syntax.clause(other->at);
  return kept != nullptr && kept->block == nullptr && kept->member->only_on.empty() &&
         kept->declaration == placed->declaration;
}

void check_duplicates(Context& context, const ir::Table& table) {
  const std::vector<Lookup> lookups = lookups_of(table);
  for (std::size_t i = 0; i < lookups.size(); ++i) {
    const ir::Index* index = lookups[i].index;
    if (index == nullptr || index->is_unique || !index->include.empty() || lookups[i].columns.empty()) continue;
    for (std::size_t k = 0; k < lookups.size(); ++k) {
      const ir::Index* other = lookups[k].index;
      // Of two plain indexes the later one is the second.
      const bool is_kept = k < i || (other != nullptr && other->is_unique);
      if (k == i || !is_kept || lookups[k].columns != lookups[i].columns) continue;
      Finding& finding = context.report(index->at, {lookups[i].words, ir::to_text(table.name), lookups[k].words});
      if (is_safe_to_drop(context, *index, other)) {
        finding.fix = {without_entry(context.input.sources, index->at)};
        finding.fixed = fmt::format("took out {}", lookups[i].words);
      }
      break;
    }
  }
}

void check_prefixes(Context& context, const ir::Table& table) {
  const std::vector<Lookup> lookups = lookups_of(table);
  for (const Lookup& lookup : lookups) {
    if (lookup.index == nullptr || lookup.index->is_unique || !lookup.index->include.empty()) continue;
    for (const Lookup& other : lookups) {
      if (other.columns.size() <= lookup.columns.size() || !begins_with(other.columns, lookup.columns)) continue;
      context.report(lookup.index->at, {lookup.words, ir::to_text(table.name), other.words});
      break;
    }
  }
}

void check_nullable(Context& context, const ir::Table& table, const Names& columns, SourceRange at) {
  for (const std::string& name : columns) {
    const ir::Column* column = ir::find_column(table, name);
    const bool is_in_key =
        table.primary_key && std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(), name) !=
                                 table.primary_key->columns.end();
    if (column != nullptr && column->is_nullable && !is_in_key) context.report(at, {name});
  }
}

const ir::Column* target_column(const ir::Schema& schema, const ir::ForeignKey& key, std::size_t i) {
  if (i >= key.target_columns.size()) return nullptr;
  for (const ir::Table& table : schema.tables) {
    if (table.name == key.target) return ir::find_column(table, key.target_columns[i]);
  }
  for (const ir::ExternalRelation& external : schema.externals) {
    if (external.name != key.target) continue;
    for (const ir::Column& column : external.columns) {
      if (column.name == key.target_columns[i]) return &column;
    }
  }
  return nullptr;
}

}  // namespace

namespace rules {

void missing_primary_key(Context& context) {
  context.each_table([&](const Warehouse&, const ir::Table& table) {
    // A key model says already what rows are, duplicates included.
    if (!table.primary_key && !table.key_model) context.report(table.at, {ir::to_text(table.name)});
  });
}

void foreign_key_type(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    for (const ir::ForeignKey& key : table.foreign_keys) {
      for (std::size_t i = 0; i < key.columns.size(); ++i) {
        const ir::Column* column = ir::find_column(table, key.columns[i]);
        const ir::Column* target = target_column(warehouse.declared, key, i);
        if (column == nullptr || target == nullptr || joins_without_conversion(column->type, target->type)) continue;
        const std::string target_text = fmt::format("{}.{}", ir::to_text(key.target), target->name);
        Finding& finding = context.report(
            column->at, {column->name, ir::to_text(column->type), target_text, ir::to_text(target->type)});
        finding.diagnostic.labels.push_back({target->at, "it refers to this"});
      }
    }
  });
}

void foreign_key_index(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (warehouse.dialect == nullptr || !has_indexes(warehouse) ||
        dialect::advice_of(*warehouse.dialect).indexes_foreign_keys)
      return;
    if (warehouse.dialect->capabilities->foreign_keys != dialect::Support::yes) return;
    const std::vector<Lookup> lookups = lookups_of(table);
    for (const ir::ForeignKey& key : table.foreign_keys) {
      const bool is_found = std::any_of(lookups.begin(), lookups.end(),
                                        [&](const Lookup& it) { return begins_with(it.columns, key.columns); });
      if (!is_found)
        context.report(key.at, {fmt::format("{}", fmt::join(key.columns, ", ")), ir::to_text(key.target),
                                ir::to_text(table.name)});
    }
  });
}

void nullable_unique(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (warehouse.dialect != nullptr && warehouse.dialect->capabilities->unique_keys != dialect::Support::yes) return;
    for (const ir::Key& key : table.unique_keys) check_nullable(context, table, key.columns, key.at);
    for (const ir::Index& index : table.physical.indexes) {
      if (index.is_unique) check_nullable(context, table, plain_columns(index), index.at);
    }
  });
}

void duplicate_index(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (has_indexes(warehouse)) check_duplicates(context, table);
  });
}

void prefix_index(Context& context) {
  context.each_table([&](const Warehouse& warehouse, const ir::Table& table) {
    if (has_indexes(warehouse)) check_prefixes(context, table);
  });
}

}  // namespace rules
}  // namespace kura::lint
