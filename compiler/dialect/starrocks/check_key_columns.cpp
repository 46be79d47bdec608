// Key columns: their types, their nullability, and the width of a PRIMARY KEY.
#include <fmt/format.h>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int64_t kKeyWidth = 128;

void report_type(const ir::Table& table, const ir::Column& column, diag::Sink& sink) {
  const ir::KeyModelKind kind = table.key_model->kind;
  auto& diagnostic = sink.report(key_type_refused, column.type_at,
                                 {column.name, ir::to_text(column.type), std::string(model_word(kind))});
  diagnostic.labels.push_back({table.key_model->at, "the key"});
  if (kind == ir::KeyModelKind::primary && is_keyable(family_of(column.type))) {
    diagnostic.notes.emplace_back("a PRIMARY KEY takes boolean, integers, dates and `varchar`");
    diagnostic.helps.emplace_back(
        family_of(column.type) == TypeFamily::char_
            ? "declare it as `varchar`, or write `model unique key (…)` or `model duplicate key (…)` for StarRocks"
            : "write `model unique key (…)` or `model duplicate key (…)` for StarRocks");
  } else {
    diagnostic.helps.emplace_back("choose key columns of numbers (without fractions or as `decimal`), dates or texts");
  }
}

void check_width(const ir::Table& table, diag::Sink& sink) {
  std::int64_t fixed = 0;
  std::int64_t longest = 0;
  for (const std::string& name : table.key_model->columns) {
    const ir::Column* column = ir::find_column(table, name);
    if (column == nullptr) continue;
    const std::int64_t width = key_width(column->type);
    longest += width;
    if (!is_text(family_of(column->type))) fixed += width;
  }
  const SourceRange at = table.key_model->at;
  if (fixed > kKeyWidth) {
    sink.report(key_too_long, at, {ir::to_text(table.name), std::to_string(fixed)});
  } else if (longest > kKeyWidth) {
    sink.report(key_may_be_too_long, at, {ir::to_text(table.name), std::to_string(longest)});
  }
}

}  // namespace

void check_key_columns(ir::Table& table, const Target&, diag::Sink& sink) {
  if (!table.key_model) return;
  const bool is_primary = has_model(table, ir::KeyModelKind::primary);
  for (ir::Column& column : table.columns) {
    if (!is_key_column(table, column.name)) continue;
    const TypeFamily family = family_of(column.type);
    if (!(is_primary ? is_primary_keyable(family) : is_keyable(family))) report_type(table, column, sink);
    if (is_primary && column.is_nullable && !column.generated) {
      if (!column.identity) sink.report(key_column_not_null, column.at, {column.name, ir::to_text(table.name)});
      column.is_nullable = false;
    }
  }
  if (is_primary) check_width(table, sink);
}

}  // namespace kura::dialect::starrocks
