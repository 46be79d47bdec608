// Types whose words mean something else here, what a dump says anyway, defaults in quotes, schemes of partitions.
#include "compiler/dialect/mysql/reading.h"

#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/capabilities.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;
using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"tinyint(1)", TypeKind::boolean, -1, -1, false, ""},
    {"datetime", TypeKind::timestamp, 0, -1, false, ""},
    {"timestamp", TypeKind::timestamptz, 0, -1, false, ""},
    {"time", TypeKind::time, 0, -1, false, ""},
    {"float(53)", TypeKind::double_, -1, -1, false, ""},
    {"float", TypeKind::real, -1, -1, false, ""},
    {"real", TypeKind::double_, -1, -1, false, ""},
    {"decimal", TypeKind::decimal, 10, 0, false, ""},
    {"numeric", TypeKind::decimal, 10, 0, false, ""},
    {"dec", TypeKind::decimal, 10, 0, false, ""},
    {"fixed", TypeKind::decimal, 10, 0, false, ""},
    {"longtext", TypeKind::text, -1, -1, false, ""},
    {"text", TypeKind::text, -1, -1, false, "a schema's text has no limit of 65535 bytes"},
    {"longblob", TypeKind::bytes, -1, -1, false, ""},
    {"int1", TypeKind::tinyint, -1, -1, false, ""},
    {"int2", TypeKind::smallint, -1, -1, false, ""},
    {"national varchar", TypeKind::native, -1, -1, false, ""},
    {"national char", TypeKind::native, -1, -1, false, ""},
    {"national character", TypeKind::native, -1, -1, false, ""},
    {"national character varying", TypeKind::native, -1, -1, false, ""},
    {"national char varying", TypeKind::native, -1, -1, false, ""},
    {"national varcharacter", TypeKind::native, -1, -1, false, ""},
    {"nchar varying", TypeKind::native, -1, -1, false, ""},
    {"nchar varchar", TypeKind::native, -1, -1, false, ""},
    {"nchar varcharacter", TypeKind::native, -1, -1, false, ""},
    {"long varchar", TypeKind::native, -1, -1, false, ""},
    {"long varbinary", TypeKind::native, -1, -1, false, ""},
    {"serial", TypeKind::bigint, -1, -1, true, ""},
};

constexpr CallSpelling kCalls[] = {
    {"current_timestamp(6)", "now"}, {"curdate()", "today"},    {"current_date()", "today"}, {"localtime", "now"},
    {"localtime()", "now"},          {"localtimestamp", "now"}, {"localtimestamp()", "now"},
};

bool is_noise(NativeScope scope, std::string_view words) {
  if (scope == NativeScope::partition) return words == "engine = innodb" || words == "engine=innodb";
  if (scope == NativeScope::column) return words == "visible";
  // Without blanks: as the server prints it, whoever said it.
  return scope == NativeScope::table && words.starts_with("auto_increment=");
}

/// CURRENT_TIMESTAMP with the column's own precision is now().
void settle_now(ir::Column& column) {
  if (!column.default_value || column.default_value->kind != ExpressionKind::call) return;
  ir::Expression& call = *column.default_value;
  const bool is_now = call.path.size() == 1 && (call.path[0] == "now" || call.path[0] == "current_timestamp");
  if (!is_now || call.operands.size() != 1 || call.operands[0].kind != ExpressionKind::number) return;
  call.path = {"now"};
  call.operands.clear();
}

/// The server writes every digit of a decimal's scale, and a truth value as a number.
void settle_number(ir::Column& column) {
  if (!column.default_value) return;
  ir::Expression& value = *column.default_value;
  const bool is_signed = value.kind == ExpressionKind::unary && value.text == "-";
  ir::Expression& number = is_signed ? value.operands[0] : value;
  if (number.kind != ExpressionKind::number) return;
  if (column.type.kind == TypeKind::decimal && number.text.find('.') != std::string::npos) {
    number.text.erase(number.text.find_last_not_of('0') + 1);
    if (number.text.ends_with('.')) number.text.pop_back();
  }
  if (column.type.kind != TypeKind::boolean || (value.text != "0" && value.text != "1")) return;
  value.kind = ExpressionKind::boolean_literal;
  value.text = value.text == "1" ? "true" : "false";
}

/// The last word counts, and InnoDB is what there is without one.
void settle_engine(ir::Table& table) {
  std::vector<ir::NativeClause>& native = table.physical.native;
  const auto is_engine = [](const ir::NativeClause& it) { return to_lower(it.text).starts_with("engine "); };
  const auto last = std::find_if(native.rbegin(), native.rend(), is_engine);
  if (last == native.rend()) return;
  const ir::NativeClause engine = *last;
  std::erase_if(native, [&](const ir::NativeClause& it) { return is_engine(it) && it.text != engine.text; });
  const bool is_usual = to_lower(engine.text).ends_with("innodb");
  if (is_usual) std::erase_if(native, is_engine);
}

/// SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE.
void settle_serial(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    if (!column.identity || column.identity->at != column.type_at) continue;
    column.is_nullable = false;
    column.native.push_back({"unsigned", {}, {}, column.type_at});
    table.unique_keys.push_back({kGivenNames.index(table, column.name), {column.name}, {}, column.type_at});
  }
}

/// `AUTO_INCREMENT = 1000`: where the identity starts.
void settle_start(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    if (!column.identity) continue;
    for (const ir::NativeClause& clause : table.physical.native) {
      if (!clause.text.starts_with("auto_increment ")) continue;
      const char* end = clause.text.data() + clause.text.size();
      std::from_chars(clause.text.data() + clause.text.find_last_of(" =") + 1, end, column.identity->start);
    }
    std::erase_if(table.physical.native,
                  [](const ir::NativeClause& it) { return it.text.starts_with("auto_increment "); });
  }
}

bool is_whole_number(const ir::Table& table, const ir::Expression& name) {
  const ir::Column* column = ir::find_column(table, name.path.back());
  if (column == nullptr) return true;
  const TypeKind kind = column->type.kind;
  return (kind >= TypeKind::boolean && kind <= TypeKind::bigint) || column->type.native.starts_with("mediumint");
}

/// KEY is how a hash over anything but one whole number is written.
void settle_partitions(ir::Table& table) {
  if (!table.physical.partitioning) return;
  ir::Partitioning& partitioning = *table.physical.partitioning;
  const bool is_own = partitioning.scheme == ir::PartitionScheme::expression && partitioning.expressions.size() == 1 &&
                      partitioning.expressions[0].kind == ExpressionKind::call;
  if (!is_own) return;
  const ir::Expression& call = partitioning.expressions[0];
  const bool is_hash = call.path.back() == "key" && !call.operands.empty() &&
                       (call.operands.size() > 1 || !is_whole_number(table, call.operands[0]));
  if (is_hash) {
    partitioning.scheme = ir::PartitionScheme::hash;
    std::vector<ir::Expression> columns = call.operands;
    partitioning.expressions = std::move(columns);
  } else if (partitioning.partition_count > 0) {
    table.physical.native.push_back(
        {"partitions " + std::to_string(partitioning.partition_count), {}, {}, partitioning.at});
    partitioning.partition_count = 0;
  }
}

}  // namespace

void settle_read_table(ir::Table& table, bool is_printed_by_server) {
  settle_types(table);
  for (ir::Column& column : table.columns) {
    settle_now(column);
    settle_number(column);
    const bool is_null = column.default_value && column.default_value->kind == ExpressionKind::null_literal;
    if (is_null && is_printed_by_server) column.default_value.reset();
  }
  settle_engine(table);
  settle_serial(table);
  settle_start(table);
  settle_partitions(table);
}

namespace {

void settle(ir::Table& table, bool is_printed_by_server) {
  settle_read_table(table, is_printed_by_server);
  settle_charsets(table, is_printed_by_server, kFlavour);
  settle_keys(table, kFlavour);
}

/// CASCADED is what the option means without a word.
void settle_view(ir::View& view) {
  for (ir::NativeClause& clause : view.physical.native) {
    if (to_lower(clause.text) == "with cascaded check option") clause.text = "with check option";
  }
}

}  // namespace

const Reading kReading{
    .lexical = {.has_backslash_escapes = true,
                .has_double_quoted_strings = true,
                .has_bracketed_names = false,
                .has_hash_comments = true,
                .has_dollar_strings = false,
                .folds_names = false,
                .has_inline_indexes = true,
                .longest_name = 0},
    .folds_own_words = false,
    .lists_view_columns = false,
    .concatenates_with_bars = false,
    .has_bare_intervals = false,
    .default_index_method = "",
    .default_namespace = "",
    .types = kTypes,
    .calls = kCalls,
    .is_noise = is_noise,
    .other_type = nullptr,
    .settle = settle,
    .settle_sequence = nullptr,
    .settle_view = settle_view,
    .altered_option = [](ir::Table& table,
                         std::string words) { return altered_option(table, std::move(words), kFlavour); },
    .shrinks_indexes = true,
    .given_names = &kGivenNames,
    .has_binary_attribute = true,
};

}  // namespace kura::dialect::mysql
