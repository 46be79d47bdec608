// Types in other words, and numbers that look like truth values.
#include <algorithm>
#include <charconv>

#include "compiler/dialect/mysql/reading.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;
using ir::TypeKind;

/// Words for the same type: what the catalogue says of it.
struct OtherWord {
  std::string_view written;
  std::string_view type;
};
constexpr OtherWord kOtherWords[] = {
    {"bit", "bit(1)"},
    {"long", "mediumtext"},
    {"long varbinary", "mediumblob"},
    {"long varchar", "mediumtext"},
    {"middleint", "mediumint"},
    {"int3", "mediumint"},
};

std::int32_t length_of(std::string_view native) {
  std::int32_t length = -1;
  const std::size_t open = native.find('(');
  if (open != std::string_view::npos) std::from_chars(native.data() + open + 1, native.data() + native.size(), length);
  return length;
}

/// NATIONAL and NCHAR say a character set; the width of a whole number says how clients show it.
void settle_native(ir::Column& column) {
  std::string& native = column.type.native;
  if (column.type.kind != TypeKind::native || native.empty()) return;
  const std::string word = native.substr(0, native.find('('));
  const bool is_national = word.starts_with("nvarchar") || word.starts_with("nchar") || word.starts_with("national ");
  if (is_national) {
    const bool is_variable = word.find("var") != std::string::npos;
    column.type.length = length_of(native);
    column.type.kind = is_variable ? TypeKind::varchar : TypeKind::char_;
    native.clear();
    column.native.push_back({"character set utf8mb3", {}, {}, column.type_at});
    return;
  }
  for (const OtherWord& it : kOtherWords) {
    if (native == it.written || (it.type == "mediumint" && word == it.written)) native = it.type;
  }
  if (word == "blob" && native != word) {
    // BLOB(n) is the smallest type that n bytes fit into.
    const std::int32_t length = length_of(native);
    native = length <= 255 ? "tinyblob" : length <= 65535 ? "blob" : length <= 16777215 ? "mediumblob" : "longblob";
  }
  const bool is_shown_only = native.starts_with("mediumint(") || native.starts_with("year(");
  if (is_shown_only) native.erase(native.find('('));
}

bool has_word(const ir::Column& column, std::string_view word) {
  return std::any_of(column.native.begin(), column.native.end(),
                     [&](const ir::NativeClause& it) { return it.text == word; });
}

/// `TINYINT(1) UNSIGNED`, `TINYINT(1) DEFAULT 5`: a small number, whatever its width.
void settle_boolean(ir::Column& column) {
  if (column.type.kind != TypeKind::boolean) return;
  bool is_number = column.identity.has_value() || has_word(column, "unsigned") || has_word(column, "zerofill");
  if (column.default_value) {
    const ir::Expression& value = *column.default_value;
    const bool is_counted = value.kind == ExpressionKind::number || value.kind == ExpressionKind::string;
    is_number =
        is_number || value.kind == ExpressionKind::unary || (is_counted && value.text != "0" && value.text != "1");
  }
  if (!is_number) return;
  column.type.kind = TypeKind::tinyint;
  if (!column.default_value || column.default_value->kind != ExpressionKind::boolean_literal) return;
  column.default_value->kind = ExpressionKind::number;
  column.default_value->text = std::string(column.default_value->text == "true" ? "1" : "0");
}

/// `mediumint DEFAULT '0'`, which is a number, too.
void unquote_own_numbers(ir::Table& table) {
  ir::Table numbers;
  for (ir::Column& column : table.columns) {
    if (column.type.kind == TypeKind::native && column.type.native == "mediumint") {
      numbers.columns.push_back(column);
      numbers.columns.back().type.kind = TypeKind::int_;
    }
  }
  unquote_numbers(numbers);
  for (ir::Column& number : numbers.columns)
    ir::find_column(table, number.name)->default_value = std::move(number.default_value);
}

}  // namespace

void settle_types(ir::Table& table) {
  for (ir::Column& column : table.columns) {
    settle_native(column);
    // ZEROFILL is unsigned without saying so.
    if (has_word(column, "zerofill") && !has_word(column, "unsigned"))
      column.native.insert(column.native.begin(), {"unsigned", {}, {}, column.at});
    settle_boolean(column);
  }
  unquote_numbers(table);
  unquote_own_numbers(table);
}

}  // namespace kura::dialect::mysql
