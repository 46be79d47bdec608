// Keys and indexes: methods, prefixes, special indexes, sizes and counts.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

constexpr std::int64_t kLongestKey = 3072;
constexpr std::int64_t kLongestOldPart = 767;  // one column with ROW_FORMAT COMPACT or REDUNDANT
constexpr std::size_t kMostIndexes = 64;
constexpr std::size_t kMostColumns = 16;

bool is_special(const ir::Index& index) {
  return index.method == "fulltext" || index.method == "spatial";
}

std::int64_t number_of(const ir::Expression& expression) {
  std::int64_t value = 0;
  std::from_chars(expression.text.data(), expression.text.data() + expression.text.size(), value);
  return value;
}

void report_unbounded(const ir::Column& column, const Shape& shape, SourceRange at, bool is_constraint,
                      const RuleContext& context) {
  auto& diagnostic = context.report(unbounded_key_column, at, {column.name, ir::to_text(column.type)});
  if (shape.family == Family::json) {
    diagnostic.helps.emplace_back("declare a `generated` column with the part that is looked for, and index that");
  } else if (shape.family == Family::geometry) {
    diagnostic.helps.push_back(fmt::format("`index on ({}) using spatial`", column.name));
  } else if (is_constraint) {
    diagnostic.helps.push_back(fmt::format(
        "give it a length, or write `unique index on ({}(20))`, which compares the first 20 characters", column.name));
  } else {
    diagnostic.helps.push_back(
        fmt::format("give it a length, or index its first characters: `index on ({}(20))`", column.name));
  }
}

void check_prefix(const ir::Index& index, const std::string& name, const ir::Column* column, std::int64_t length,
                  const ir::Schema& schema, const RuleContext& context) {
  if (column == nullptr) {
    auto& diagnostic = context.report(wrong_prefix, index.at, {std::to_string(length), name});
    diagnostic.helps.emplace_back("there is no such column; an index on a function wants more than a number");
    return;
  }
  const Shape shape = shape_of(*column, schema, context.flavour);
  const bool is_bounded = shape.family == Family::text || shape.family == Family::binary;
  const bool is_right = is_bounded || shape.family == Family::long_text || shape.family == Family::long_binary;
  if (is_right && length > 0 && (!is_bounded || length <= shape.length)) return;
  auto& diagnostic = context.report(wrong_prefix, index.at, {std::to_string(length), name});
  diagnostic.helps.push_back(
      is_right ? fmt::format("`{}` is `{}`: index it whole", name, ir::to_text(column->type))
               : fmt::format("`{}` is `{}`; only texts and bytes have prefixes", name, ir::to_text(column->type)));
}

void check_part(const ir::Index& index, const ir::IndexPart& part, const ir::Table& table, const ir::Schema& schema,
                const RuleContext& context) {
  const std::string name = column_of(part);
  if (name.empty()) {
    if (!context.flavour.has_functional_keys) {
      context.refuse("indexes on expressions", "declare a `generated` column with the expression and index that",
                     index.at);
    }
    return;
  }
  const ir::Column* column = column_named(table, name);
  if (const ir::Expression* length = prefix_length(part)) {
    check_prefix(index, name, column, number_of(*length), schema, context);
  } else if (column != nullptr && !is_special(index)) {
    const Shape shape = shape_of(*column, schema, context.flavour);
    if (is_stored_aside(shape)) report_unbounded(*column, shape, index.at, false, context);
  }
}

void check_method(ir::Index& index, const ir::Table& table, const RuleContext& context) {
  if (index.method.empty() || index.method == "btree" || is_special(index)) return;
  if (index.method != "hash") {
    context.report(unknown_index_method, index.at, {index.method});
  } else if (engine_of(table) == "innodb") {
    context.report(hash_becomes_btree, index.at);
    index.method.clear();
  }
}

/// Bytes of one part of a key; 0 for what is not known.
std::int64_t part_bytes(const std::string& name, std::int64_t prefix, const ir::Table& table, const ir::Schema& schema,
                        const RuleContext& context) {
  const ir::Column* column = column_named(table, name);
  if (column == nullptr) return 0;
  const Shape shape = shape_of(*column, schema, context.flavour);
  const std::string charset = charset_of(*column, table, schema);
  if (prefix > 0) return prefix * (is_character(shape) ? bytes_per_character(charset) : 1);
  return is_stored_aside(shape) ? 0 : key_bytes(shape, charset);
}

/// What the size rules need to know of a key, however it was declared.
struct KeyParts {
  std::string what;
  SourceRange at;
  std::vector<std::int64_t> bytes;
};

void check_size(const KeyParts& key, bool has_old_rows, const RuleContext& context) {
  if (key.bytes.size() > kMostColumns) {
    auto& diagnostic = context.report(
        too_many_keys, key.at, {key.what, std::to_string(key.bytes.size()), "columns", std::to_string(kMostColumns)});
    diagnostic.helps.emplace_back("leave the last ones out; they narrow a search the least");
  }
  std::int64_t whole = 0;
  for (const std::int64_t bytes : key.bytes) {
    whole += bytes;
    if (has_old_rows && bytes > kLongestOldPart) {
      context.report(key_too_long, key.at,
                     {"a column of " + key.what, std::to_string(bytes), std::to_string(kLongestOldPart)});
    }
  }
  if (whole > kLongestKey)
    context.report(key_too_long, key.at, {key.what, std::to_string(whole), std::to_string(kLongestKey)});
}

std::vector<KeyParts> keys_of(const ir::Table& table, const ir::Schema& schema, const RuleContext& context) {
  std::vector<KeyParts> keys;
  const auto add = [&](const ir::Key& key, std::string what) {
    KeyParts& parts = keys.emplace_back(KeyParts{std::move(what), key.at, {}});
    for (const std::string& name : key.columns) parts.bytes.push_back(part_bytes(name, 0, table, schema, context));
  };
  if (table.primary_key) add(*table.primary_key, fmt::format("the primary key of `{}`", table.name.name));
  for (const ir::Key& key : table.unique_keys) add(key, fmt::format("a unique key of `{}`", table.name.name));
  for (const ir::Index& index : table.physical.indexes) {
    if (is_special(index)) continue;
    KeyParts& parts = keys.emplace_back(KeyParts{fmt::format("an index of `{}`", table.name.name), index.at, {}});
    for (const ir::IndexPart& part : index.parts) {
      const ir::Expression* length = prefix_length(part);
      parts.bytes.push_back(
          part_bytes(column_of(part), length == nullptr ? 0 : number_of(*length), table, schema, context));
    }
  }
  return keys;
}

void check_fulltext(const ir::Index& index, const ir::Table& table, const ir::Schema& schema,
                    const RuleContext& context) {
  for (const ir::IndexPart& part : index.parts) {
    const ir::Column* column = column_named(table, column_of(part));
    const Family family = column == nullptr ? Family::other : shape_of(*column, schema, context.flavour).family;
    if (family == Family::text || family == Family::long_text) continue;
    context.report(special_index, index.at, {"fulltext", "holds columns of text only"})
        .helps.emplace_back("`char`, `varchar` and `text` columns can stand in it");
  }
}

void check_spatial(const ir::Index& index, const ir::Table& table, const ir::Schema& schema,
                   const RuleContext& context) {
  const ir::Column* column = index.parts.size() == 1 ? column_named(table, column_of(index.parts[0])) : nullptr;
  const bool is_geometry = column != nullptr && shape_of(*column, schema, context.flavour).family == Family::geometry;
  if (is_geometry && !column->is_nullable) return;
  auto& diagnostic =
      context.report(special_index, index.at, {"spatial", "holds one `geometry` column that is `not null`"});
  if (is_geometry) diagnostic.helps.push_back(fmt::format("add `not null` to `{}`", column->name));
}

}  // namespace

void check_index_parts(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    for (ir::Index& index : table.physical.indexes) {
      check_method(index, table, context);
      for (const ir::IndexPart& part : index.parts) check_part(index, part, table, schema, context);
    }
    const auto check_key = [&](const ir::Key& key) {
      for (const std::string& name : key.columns) {
        const ir::Column* column = column_named(table, name);
        if (column == nullptr) continue;
        const Shape shape = shape_of(*column, schema, context.flavour);
        if (is_stored_aside(shape)) report_unbounded(*column, shape, key.at, true, context);
      }
    };
    if (table.primary_key) check_key(*table.primary_key);
    for (const ir::Key& key : table.unique_keys) check_key(key);
  }
}

void check_special_indexes(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Index& index : table.physical.indexes) {
      if (!is_special(index)) continue;
      if (index.is_unique) {
        context.report(special_index, index.at, {index.method, "cannot be unique"})
            .helps.emplace_back("leave out `unique`");
      }
      const bool is_ordered = std::any_of(index.parts.begin(), index.parts.end(),
                                          [](const ir::IndexPart& part) { return part.is_descending; });
      if (is_ordered)
        context.report(special_index, index.at, {index.method, "has no order"}).helps.emplace_back("leave out `desc`");
      if (index.method == "fulltext") check_fulltext(index, table, schema, context);
      if (index.method == "spatial") check_spatial(index, table, schema, context);
    }
  }
}

void check_key_sizes(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    const std::string format = option_of(table, "row_format");
    const bool has_old_rows = format == "compact" || format == "redundant";
    for (const KeyParts& key : keys_of(table, schema, context)) check_size(key, has_old_rows, context);
    const std::size_t count = table.unique_keys.size() + table.physical.indexes.size();
    if (count <= kMostIndexes) continue;
    auto& diagnostic = context.report(
        too_many_keys, table.at,
        {"`" + table.name.name + "`", std::to_string(count), "indexes and unique keys", std::to_string(kMostIndexes)});
    diagnostic.helps.emplace_back("one index over (a, b) also serves a search by a");
  }
}

}  // namespace kura::dialect::mysql
