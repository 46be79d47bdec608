// Columns: words that do not go with the type, on update, visibility, decimals, generated ones.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

constexpr std::int32_t kLargestScale = 30;

bool is_number(const Shape& shape) {
  return shape.family == Family::integer || shape.family == Family::decimal || shape.family == Family::approximate;
}

void check_word(const ir::Column& column, std::string_view word, bool is_right, std::string_view help,
                const RuleContext& context) {
  if (is_right || find_native(column.native, word) == nullptr) return;
  auto& diagnostic = context.report(column_word_type, column.at, {std::string(word), ir::to_text(column.type)});
  diagnostic.helps.emplace_back(help);
}

void check_collation(const ir::Column& column, const Shape& shape, const ir::Table& table, const ir::Schema& schema,
                     const RuleContext& context) {
  if (column.collation.empty()) return;
  if (!is_character(shape)) {
    auto& diagnostic = context.report(column_word_type, column.at, {"collate", ir::to_text(column.type)});
    diagnostic.helps.emplace_back("only texts and enums have a collation");
  }
  const std::string collation = to_lower(column.collation);
  const std::string charset = charset_of(column, table, schema);
  const std::string of_collation = charset_of_collation(collation);
  if (!of_collation.empty() && of_collation != charset) {
    auto& diagnostic = context.report(wrong_collation, column.at,
                                      {collation, fmt::format("is not one of the character set `{}`", charset)});
    diagnostic.helps.push_back(
        fmt::format("write `character set {}` too, or a collation that begins with `{}_`", of_collation, charset));
  }
}

void check_known_collation(const std::string& collation, SourceRange at, const RuleContext& context) {
  if (collation.find(context.flavour.absent_collation) == std::string::npos) return;
  auto& diagnostic = context.report(wrong_collation, at,
                                    {collation, fmt::format("is not one that {} has", context.dialect.display_name)});
  diagnostic.helps.emplace_back(
      "`utf8mb4_bin`, `utf8mb4_general_ci` and `utf8mb4_unicode_ci` are on all servers; or put it into a `for` block");
}

bool is_now(std::string text) {
  text = to_lower(text);
  const std::string word = text.substr(0, text.find('('));
  return word == "now" || word == "current_timestamp" || word == "localtime" || word == "localtimestamp";
}

}  // namespace

void check_column_words(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    check_known_collation(collation_of(table, schema), table.at, context);
    for (const ir::Column& column : table.columns) {
      const Shape shape = shape_of(column, schema, context.flavour);
      const bool has_sign = is_number(shape) && column.type.kind != ir::TypeKind::boolean;
      check_word(column, "unsigned", has_sign, "only numbers are unsigned", context);
      check_word(column, "zerofill", has_sign, "only numbers are filled with zeros", context);
      check_word(column, "character set", is_character(shape), "only texts and enums have a character set", context);
      check_word(column, "charset", is_character(shape), "only texts and enums have a character set", context);
      check_word(column, "srid", shape.family == Family::geometry, "only geometries have a reference system", context);
      check_known_collation(to_lower(column.collation), column.at, context);
      check_collation(column, shape, table, schema, context);
    }
  }
}

void check_on_update(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      const ir::NativeClause* clause = find_native(column.native, "on update");
      if (clause == nullptr) continue;
      if (!has_time_of_day_and_date(shape_of(column, schema, context.flavour))) {
        context.report(wrong_on_update, column.at,
                       {fmt::format("wants a date with a time of day, not `{}`", ir::to_text(column.type))});
      } else if (!is_now(clause->argument)) {
        context.report(wrong_on_update, column.at, {fmt::format("can only be `now()`, not `{}`", clause->argument)});
      }
    }
  }
}

void check_visibility(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    const auto is_hidden = [](const ir::Column& column) { return find_native(column.native, "invisible") != nullptr; };
    if (!table.columns.empty() && std::all_of(table.columns.begin(), table.columns.end(), is_hidden)) {
      context.report(no_visible_column, table.at, {table.name.name});
    }
    if (context.flavour.has_hidden_not_null) continue;
    for (const ir::Column& column : table.columns) {
      const bool has_value = column.is_nullable || column.default_value || column.identity || column.generated;
      if (is_hidden(column) && !has_value) {
        context.refuse("invisible `not null` columns without a default", "give it a `default`, or leave out `not null`",
                       column.at);
      }
    }
  }
}

void check_decimals(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (column.type.kind != ir::TypeKind::decimal || column.type.scale <= kLargestScale) continue;
      context.report(diag::type_too_long, column.type_at,
                     {ir::to_text(column.type), fmt::format("{} digits behind the point", kLargestScale)});
    }
  }
}

void check_generated(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const ir::Column& column = table.columns[i];
      if (!column.generated) continue;
      for (const std::string& read : ir::columns_read(column.generated->expression)) {
        const ir::Column* other = column_named(table, read);
        if (other == nullptr || !other->generated || other < &column) continue;
        context.report(generated_read_too_early, column.at, {column.name, other->name});
      }
    }
  }
}

void check_row_size(ir::Schema& schema, const RuleContext& context) {
  constexpr std::int64_t kLargestRow = 65535;
  for (const ir::Table& table : schema.tables) {
    std::int64_t bytes = 0;
    std::int64_t nullable = 0;
    const ir::Column* widest = nullptr;
    std::int64_t most = 0;
    for (const ir::Column& column : table.columns) {
      const std::int64_t own = row_bytes(shape_of(column, schema, context.flavour), charset_of(column, table, schema));
      bytes += own;
      nullable += column.is_nullable ? 1 : 0;
      if (own > most) {
        most = own;
        widest = &column;
      }
    }
    bytes += (nullable + 7) / 8;
    if (bytes <= kLargestRow || widest == nullptr) continue;
    auto& diagnostic = context.report(row_too_long, widest->type_at,
                                      {table.name.name, std::to_string(bytes), std::to_string(kLargestRow)});
    diagnostic.notes.push_back(fmt::format("`{}` takes {} of them; `{}` has {} bytes a character", widest->name, most,
                                           charset_of(*widest, table, schema),
                                           bytes_per_character(charset_of(*widest, table, schema))));
    diagnostic.helps.push_back(
        fmt::format("make `{}` shorter, or a `text` or `bytes` column, which is stored aside", widest->name));
  }
}

}  // namespace kura::dialect::mysql
