// Expressions: from what was written to the model's.
#include "compiler/sema/lower_expressions.h"

#include <algorithm>
#include <array>

#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_types.h"
#include "compiler/sema/wording.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Functions that are called without parentheses.
constexpr auto kNiladic = std::to_array<std::string_view>(
    {"current_timestamp", "current_date", "current_time", "localtime", "localtimestamp", "current_user", "session_user",
     "system_user", "user", "current_role", "current_schema", "current_catalog", "sysdate", "systimestamp", "utc_date",
     "utc_time", "utc_timestamp"});
/// Parts of a date, which some engines' functions take as a bare word.
constexpr auto kDateParts = std::to_array<std::string_view>(
    {"year",         "years",       "quarter",      "month",  "months",  "week",      "weeks",     "day",
     "days",         "hour",        "hours",        "minute", "minutes", "second",    "seconds",   "millisecond",
     "milliseconds", "microsecond", "microseconds", "dow",    "doy",     "dayofweek", "dayofyear", "epoch",
     "decade",       "century",     "yy",           "mm",     "dd",      "hh",        "mi",        "ss"});
constexpr auto kOpenEnds = std::to_array<std::string_view>({"maxvalue", "minvalue"});

/// The portable function that a spelling without arguments stands for.
std::string_view portable_function(std::string_view name) {
  if (name == "now" || name == "current_timestamp") return "now";
  if (name == "today" || name == "current_date") return "today";
  if (name == "uuid" || name == "gen_random_uuid" || name == "newid") return "uuid";
  return {};
}

ir::ExpressionKind kind_of(ast::ExpressionKind kind) {
  switch (kind) {
#define KURA_SAME_KIND(name)      \
  case ast::ExpressionKind::name: \
    return ir::ExpressionKind::name;
#include "compiler/ir/expression_kinds.def"
#undef KURA_SAME_KIND
    case ast::ExpressionKind::parameter:
      return ir::ExpressionKind::string;
  }
  return ir::ExpressionKind::null_literal;
}

class ExpressionLowerer {
 public:
  ExpressionLowerer(Scope& scope, DialectList native, ExpressionPlace place)
      : scope_(scope), lowering_(scope.lowering), native_(native), place_(place) {}

  ir::Expression lower(const ast::Expression& written) {
    ir::Expression result;
    result.kind = kind_of(written.kind);
    result.at = written.at;
    result.is_negated = written.is_negated;
    result.has_case_operand = written.has_case_operand;
    result.has_else = written.has_else;
    result.is_parenthesised = written.is_parenthesised;
    switch (written.kind) {
      case ast::ExpressionKind::name:
        lower_name(written, result);
        break;
      case ast::ExpressionKind::call:
        lower_call(written, result);
        break;
      case ast::ExpressionKind::parameter:
        lower_parameter(written, result);
        break;
      case ast::ExpressionKind::typed_string:
        result.path.emplace_back(written.operands.at(0).path.at(0).text);
        result.text = lowering_.parameters.fill_in(written.text, written.at);
        break;
      case ast::ExpressionKind::string:
        result.text = lowering_.parameters.fill_in(written.text, written.at);
        break;
      case ast::ExpressionKind::raw:
        result.text = lowering_.parameters.fill_in_sql(written.text, written.at);
        break;
      default:
        result.text = written.text;
        lower_operands(written, result);
    }
    if (written.type) lower_cast_type(*written.type, result);
    return result;
  }

 private:
  void lower_operands(const ast::Expression& written, ir::Expression& result) {
    result.operands.reserve(written.operands.size());
    for (const ast::Expression& operand : written.operands) result.operands.push_back(lower(operand));
  }

  void lower_cast_type(const ast::TypeReference& written, ir::Expression& result) {
    if (auto type = lower_type(lowering_, written, scope_.schema, native_)) result.type = std::move(*type);
  }

  void lower_parameter(const ast::Expression& written, ir::Expression& result) {
    const ParameterValue* value = lowering_.parameters.find(written.text, written.at);
    if (value == nullptr) return;
    result.text = value->text;
    if (value->kind == ast::ValueKind::number) return set_number(value->text, result);
    if (value->kind == ast::ValueKind::boolean) result.kind = ir::ExpressionKind::boolean_literal;
  }

  /// A number with a sign is what it would be if it were written in the parameter's place.
  static void set_number(std::string_view text, ir::Expression& result) {
    result.kind = ir::ExpressionKind::number;
    if (!text.starts_with('-') && !text.starts_with('+')) return;
    ir::Expression number = result;
    number.text = text.substr(1);
    result.kind = ir::ExpressionKind::unary;
    result.text = text.substr(0, 1);
    result.operands.push_back(std::move(number));
  }

  void lower_call(const ast::Expression& written, ir::Expression& result) {
    for (const ast::Name& part : written.path) result.path.emplace_back(part.text);
    const bool is_plain = written.path.size() == 1 && !written.path[0].is_quoted && written.operands.empty();
    const std::string_view portable = is_plain ? portable_function(written.path[0].text) : std::string_view{};
    if (!portable.empty()) result.path[0] = portable;
    result.operands.reserve(written.operands.size());
    for (const ast::Expression& operand : written.operands) {
      if (is_date_part(operand)) {
        result.operands.push_back(raw_word(operand));
      } else {
        result.operands.push_back(lower(operand));
      }
    }
  }

  [[nodiscard]] bool is_date_part(const ast::Expression& written) const {
    return written.kind == ast::ExpressionKind::name && written.path.size() == 1 && !written.path[0].is_quoted &&
           is_one_of(written.path[0].text, kDateParts) && !has_column(written.path[0].text);
  }
  [[nodiscard]] bool has_column(std::string_view name) const { return scope_.columns.find(name).has_value(); }

  static ir::Expression raw_word(const ast::Expression& written) {
    ir::Expression result;
    result.kind = ir::ExpressionKind::raw;
    result.text = written.path[0].text;
    result.at = written.at;
    return result;
  }

  void lower_name(const ast::Expression& written, ir::Expression& result) {
    const ast::Name& first = written.path.front();
    if (written.path.size() == 1 && !first.is_quoted && lower_keyword(written, result)) return;
    std::size_t begin = 0;
    // `orders.amount` in a table's own check is its column; `payload.id` a field of one.
    if (written.path.size() > 1 && first.text == scope_.relation && !has_column(first.text)) begin = 1;
    for (std::size_t i = begin; i < written.path.size(); ++i) result.path.emplace_back(written.path[i].text);
    if (place_ == ExpressionPlace::bound) {
      report_name_in_bound(first);
    } else {
      find_column(scope_, written.path[begin]);
    }
  }

  /// A word that is no column: a function without parentheses, an open end.
  bool lower_keyword(const ast::Expression& written, ir::Expression& result) {
    const std::string_view word = written.path[0].text;
    if (place_ == ExpressionPlace::bound && is_one_of(word, kOpenEnds)) {
      result.path.emplace_back(word);
      return true;
    }
    const bool is_column = place_ == ExpressionPlace::general && has_column(word);
    if (is_column || !is_one_of(word, kNiladic)) return false;
    const std::string_view portable = portable_function(word);
    if (portable.empty()) {
      result.kind = ir::ExpressionKind::raw;
      result.text = word;
    } else {
      result.kind = ir::ExpressionKind::call;
      result.path.emplace_back(portable);
    }
    return true;
  }

  void report_name_in_bound(const ast::Name& name) {
    auto& diagnostic =
        lowering_.sink.report(diag::unknown_word, name.at, {std::string(name.text), "a value that bounds a partition"});
    suggest(diagnostic, name.text, {"maxvalue", "minvalue"});
    diagnostic.helps.push_back("write a constant, `maxvalue` or `minvalue`");
  }

  Scope& scope_;
  Lowering& lowering_;
  DialectList native_;
  ExpressionPlace place_;
};

}  // namespace

ir::Expression lower_expression(Scope& scope, const ast::Expression& written, DialectList native,
                                ExpressionPlace place) {
  return ExpressionLowerer(scope, native, place).lower(written);
}

}  // namespace kura::sema
