// Expressions of SQLite: what changes from one time to the next, functions it has not, loops of generated columns.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/dialect/sqlite/kinds.h"
#include "compiler/dialect/sqlite/rules.h"

namespace kura::dialect::sqlite {
namespace {

using ir::ExpressionKind;

struct FunctionRow {
  std::string_view name;
  std::string_view instead;
};
constexpr FunctionRow kFunctions[] = {
#define KURA_FUNCTION(name, instead) {name, instead},
#include "compiler/dialect/sqlite/functions.def"
#undef KURA_FUNCTION
};

constexpr std::string_view kUnstable[] = {"changes", "last_insert_rowid", "now", "random", "randomblob",
                                          "today",   "total_changes",     "uuid"};
constexpr std::string_view kClocks[] = {"date", "datetime", "julianday", "strftime", "time", "unixepoch"};

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::string_view (&words)[Size]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// `date('now')` and `date()` read the clock; `date(column)` does not.
bool reads_clock(const ir::Expression& call) {
  if (!is_one_of(to_lower(call.path.back()), kClocks)) return false;
  return call.operands.empty() ||
         std::any_of(call.operands.begin(), call.operands.end(), [](const ir::Expression& operand) {
           return operand.kind == ExpressionKind::string && to_lower(operand.text) == "now";
         });
}

std::string_view place_word(Place place) {
  if (place == Place::generated) return "a generated column";
  return place == Place::check ? "a check" : "an index";
}

bool has_letters(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return is_letter(c); });
}

class ExpressionChecker {
 public:
  ExpressionChecker(Place place, SourceRange at, diag::Sink& sink) : place_(place), at_(at), sink_(sink) {}

  void check(const ir::Expression& expression) const {
    if (expression.kind == ExpressionKind::call) check_call(expression);
    if (expression.kind == ExpressionKind::typed_string && expression.path[0] == "interval") {
      sink_.report(interval_literal, place_of(expression), {expression.text});
    }
    const bool is_like =
        expression.kind == ExpressionKind::like && expression.text == "like" && expression.operands.size() > 1;
    if (is_like && has_letters(expression.operands[1].text)) sink_.report(like_ignores_case, place_of(expression));
    for (const ir::Expression& operand : expression.operands) check(operand);
  }

 private:
  [[nodiscard]] SourceRange place_of(const ir::Expression& expression) const {
    return expression.at.is_valid() ? expression.at : at_;
  }

  void check_call(const ir::Expression& call) const {
    const std::string name = to_lower(call.path.back());
    const auto* row = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                   [&name](const FunctionRow& it) { return it.name == name; });
    if (row != std::end(kFunctions)) {
      auto& diagnostic = sink_.report(unknown_function, place_of(call), {name});
      diagnostic.helps.push_back(
          fmt::format("`{}` may do; override the column or the clause in `for sqlite`", row->instead));
    }
    // A check may read a random number, but no clock by way of a function.
    const bool is_unstable = reads_clock(call) || (place_ != Place::check && is_one_of(name, kUnstable));
    if (place_ == Place::default_value || !is_unstable) return;
    auto& diagnostic = sink_.report(not_deterministic, place_of(call),
                                    {fmt::format("`{}(…)`", name), std::string(place_word(place_))});
    diagnostic.helps.emplace_back("set it in the load, or use a default");
  }

  Place place_;
  SourceRange at_;
  diag::Sink& sink_;
};

/// Follows generated columns; true when it comes back to the first one.
bool leads_back(const ir::Table& table, const ir::Column& column, const std::string& first,
                std::set<std::string>& seen) {
  for (const std::string& name : ir::columns_read(column.generated->expression)) {
    if (name == first) return true;
    const ir::Column* read = ir::find_column(table, name);
    if (read == nullptr || !read->generated || !seen.insert(name).second) continue;
    if (leads_back(table, *read, first, seen)) return true;
  }
  return false;
}

}  // namespace

void check_expressions(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for_each_expression(schema, [&sink](ir::Expression& expression, Place place, SourceRange at) {
    ExpressionChecker(place, at, sink).check(expression);
  });
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!column.default_value) continue;
      for (const std::string& name : ir::columns_read(*column.default_value)) {
        sink.report(default_reads_column, column.default_value->at, {column.name, name});
      }
    }
  }
}

void check_generated_columns(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Table& table : schema.tables) {
    std::set<std::string> looping;
    for (const ir::Column& column : table.columns) {
      if (!column.generated) continue;
      std::set<std::string> seen{column.name};
      if (!looping.contains(column.name) && leads_back(table, column, column.name, seen)) {
        sink.report(generated_loop, column.at, {column.name});
        looping.merge(seen);
      }
      const bool is_key =
          table.primary_key && std::find(table.primary_key->columns.begin(), table.primary_key->columns.end(),
                                         column.name) != table.primary_key->columns.end();
      if (is_key) sink.report(generated_in_key, column.at, {column.name});
    }
  }
}

}  // namespace kura::dialect::sqlite
