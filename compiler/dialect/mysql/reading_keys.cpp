// Indexes and foreign keys as the catalogue tells them: without what the server does anyway.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/normalize.h"
#include "compiler/dialect/mysql/reading.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;

/// Keys over prefixes that are the whole column.
void settle_prefixes(ir::Table& table, const Flavour& flavour) {
  std::vector<ir::Index>& indexes = table.physical.indexes;
  for (ir::Index& index : indexes) {
    bool has_prefix = false;
    bool is_plain = true;
    for (ir::IndexPart& part : index.parts) {
      const bool is_prefix = part.expression.kind != ExpressionKind::name;
      has_prefix = has_prefix || is_prefix;
      if (is_prefix && is_whole_column(part, table, {}, flavour)) {
        part.expression.kind = ExpressionKind::name;
        part.expression.operands.clear();
      }
      is_plain = is_plain && part.expression.kind == ExpressionKind::name && !part.is_descending;
    }
    const bool is_key = has_prefix && is_plain && index.is_unique && index.method.empty() && index.comment.empty() &&
                        index.native.empty();
    if (!is_key) continue;
    ir::Key& key = table.unique_keys.emplace_back(ir::Key{index.name, {}, {}, index.at});
    for (const ir::IndexPart& part : index.parts) key.columns.push_back(part.expression.path.back());
    index.parts.clear();
  }
  std::erase_if(indexes, [](const ir::Index& it) { return it.parts.empty(); });
}

std::vector<std::string> columns_of(const ir::Index& index) {
  std::vector<std::string> columns;
  for (const ir::IndexPart& part : index.parts) {
    const bool is_column = part.expression.kind == ExpressionKind::name && !part.is_descending;
    columns.push_back(is_column ? part.expression.path.back() : std::string());
  }
  return columns;
}

bool begins_with(const std::vector<std::string>& columns, const std::vector<std::string>& wanted) {
  return columns.size() >= wanted.size() && std::equal(wanted.begin(), wanted.end(), columns.begin());
}

/// What the server makes by itself for a foreign key where no other index begins with its columns.
bool is_made_for_key(const ir::Index& index, const ir::Table& table) {
  const bool is_plain = !index.is_unique && index.method.empty() && index.comment.empty() && index.native.empty();
  const std::vector<std::string> columns = columns_of(index);
  const bool is_its = std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ir::ForeignKey& key) {
    return equals_ignoring_case(key.name, index.name) && key.columns == columns;
  });
  if (!is_plain || !is_its) return false;
  bool is_only_one = !table.primary_key || !begins_with(table.primary_key->columns, columns);
  for (const ir::Key& key : table.unique_keys) is_only_one = is_only_one && !begins_with(key.columns, columns);
  for (const ir::Index& other : table.physical.indexes)
    is_only_one = is_only_one && (&other == &index || !begins_with(columns_of(other), columns));
  return is_only_one;
}

/// What the engine takes where no method is written is not worth a word.
void settle_methods(ir::Table& table) {
  std::string engine = "innodb";
  for (const ir::NativeClause& clause : table.physical.native) {
    const std::string text = to_lower(clause.text);
    if (text.starts_with("engine ")) engine = text.substr(text.find_last_of(" =") + 1);
  }
  const auto is_usual = [&](const ir::NativeClause& it) {
    return it.text.starts_with("using ") && is_usual_method(it.text.substr(6), engine);
  };
  if (table.primary_key) std::erase_if(table.primary_key->native, is_usual);
  for (ir::Key& key : table.unique_keys) std::erase_if(key.native, is_usual);
  for (ir::Index& index : table.physical.indexes) {
    if (is_usual_method(index.method, engine)) index.method.clear();
  }
}

/// The server prints keys by their names, and their indexes in the order in which they were made.
void drop_made_indexes(ir::Table& table) {
  std::vector<ir::Index>& indexes = table.physical.indexes;
  std::vector<std::string> made;
  for (const ir::Index& index : indexes) {
    if (is_made_for_key(index, table)) made.push_back(index.name);
  }
  const auto place_of = [&](const std::string& name) {
    return std::find_if(made.begin(), made.end(), [&](const auto& it) { return equals_ignoring_case(it, name); });
  };
  std::erase_if(indexes, [&](const ir::Index& it) { return place_of(it.name) != made.end(); });
  std::vector<ir::ForeignKey> ordered;
  for (const ir::ForeignKey& key : table.foreign_keys) {
    if (place_of(key.name) != made.end()) ordered.push_back(key);
  }
  std::sort(ordered.begin(), ordered.end(),
            [&](const auto& left, const auto& right) { return place_of(left.name) < place_of(right.name); });
  auto next = ordered.begin();
  for (ir::ForeignKey& key : table.foreign_keys) {
    if (place_of(key.name) != made.end()) key = *next++;
  }
}

}  // namespace

void settle_keys(ir::Table& table, const Flavour& flavour) {
  settle_methods(table);
  settle_prefixes(table, flavour);
  for (ir::ForeignKey& key : table.foreign_keys) drop_restrict(key);
  // It is always called PRIMARY.
  if (table.primary_key) table.primary_key->name.clear();
  drop_made_indexes(table);
}

}  // namespace kura::dialect::mysql
