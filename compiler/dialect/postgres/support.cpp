// Questions that several rules of PostgreSQL ask: versions, comparable types, immutable expressions, parameter lists.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

using ir::TypeKind;

enum class Family { none, integer, numeric, floating, text, moment, time, timetz, interval, bytes };

Family family(TypeKind kind) {
  switch (kind) {
    case TypeKind::tinyint:
    case TypeKind::smallint:
    case TypeKind::int_:
    case TypeKind::bigint:
      return Family::integer;
    case TypeKind::hugeint:
    case TypeKind::decimal:
      return Family::numeric;
    case TypeKind::real:
    case TypeKind::double_:
      return Family::floating;
    case TypeKind::char_:
    case TypeKind::varchar:
    case TypeKind::text:
      return Family::text;
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamptz:
      return Family::moment;
    case TypeKind::time:
      return Family::time;
    case TypeKind::timetz:
      return Family::timetz;
    case TypeKind::interval:
      return Family::interval;
    case TypeKind::binary:
    case TypeKind::varbinary:
    case TypeKind::bytes:
      return Family::bytes;
    default:
      return Family::none;
  }
}

// Whatever reads a clock, a setting or the data gives another value another time; so does every conversion between
// texts and moments, which follows DateStyle and TimeZone.
constexpr std::string_view kUnstable[] = {"array_to_string",
                                          "clock_timestamp",
                                          "concat",
                                          "concat_ws",
                                          "current_setting",
                                          "currval",
                                          "format",
                                          "gen_random_uuid",
                                          "json_build_array",
                                          "json_build_object",
                                          "jsonb_build_array",
                                          "jsonb_build_object",
                                          "lastval",
                                          "localtime",
                                          "localtimestamp",
                                          "nextval",
                                          "now",
                                          "pg_backend_pid",
                                          "random",
                                          "row_to_json",
                                          "setval",
                                          "statement_timestamp",
                                          "timeofday",
                                          "to_char",
                                          "to_date",
                                          "to_json",
                                          "to_jsonb",
                                          "to_number",
                                          "today",
                                          "transaction_timestamp",
                                          "txid_current",
                                          "unaccent",
                                          "uuid",
                                          "uuid_generate_v1",
                                          "uuid_generate_v4",
                                          "version"};

constexpr std::string_view kUnstableWords[] = {"current_catalog", "current_role", "current_schema",
                                               "current_time",    "current_user", "localtime",
                                               "localtimestamp",  "session_user", "user"};

TypeKind type_of(const ir::Expression& expression, const ir::Table* table) {
  if (expression.kind == ir::ExpressionKind::typed_string && expression.path[0] == "interval")
    return TypeKind::interval;
  if (expression.kind == ir::ExpressionKind::cast) return expression.type->kind;
  if (table == nullptr || expression.kind != ir::ExpressionKind::name) return TypeKind::native;
  const ir::Column* column = ir::find_column(*table, expression.path.back());
  return column == nullptr ? TypeKind::native : column->type.kind;
}

bool is_unstable_call(const ir::Expression& call, const ir::Table* table) {
  const std::string name = to_lower(call.path.back());
  if (std::find(std::begin(kUnstable), std::end(kUnstable), name) != std::end(kUnstable)) return true;
  const std::size_t count = call.operands.size();
  if (name == "age" || name == "to_tsvector") return count == 1;
  if (name == "to_timestamp") return count == 2;
  if (name != "date_trunc" && name != "date_part" && name != "date_bin") return false;
  if (count < 2) return false;
  const TypeKind type = type_of(call.operands[1], table);
  return type == TypeKind::timestamptz || (type == TypeKind::date && name == "date_trunc");
}

bool is_unstable_cast(const ir::Expression& cast, const ir::Table* table) {
  const TypeKind from = type_of(cast.operands[0], table);
  const TypeKind to = cast.type->kind;
  if (family(to) == Family::text) return family(from) == Family::moment;
  if (family(from) == Family::text) return family(to) == Family::moment || family(to) == Family::timetz;
  const bool crosses_zone = (from == TypeKind::timestamptz) != (to == TypeKind::timestamptz);
  return crosses_zone && family(from) == Family::moment && (family(to) == Family::moment || family(to) == Family::time);
}

bool is_unstable_sum(const ir::Expression& sum, const ir::Table* table) {
  if (sum.text != "+" && sum.text != "-") return false;
  const TypeKind left = type_of(sum.operands[0], table);
  const TypeKind right = type_of(sum.operands[1], table);
  return (left == TypeKind::timestamptz && right == TypeKind::interval) ||
         (left == TypeKind::interval && right == TypeKind::timestamptz);
}

}  // namespace

int major_version(const ir::Schema& schema) {
  const std::string text = schema.warehouse.setting("version");
  int version = 0;
  std::from_chars(text.data(), text.data() + text.size(), version);
  return version;
}

void require_version(int version, const ir::Schema& schema, std::string_view feature, SourceRange at,
                     diag::Sink& sink) {
  const int said = major_version(schema);
  if (said == 0 || said >= version) return;
  sink.report(needs_newer_version, at, {std::string(feature), std::to_string(version), std::to_string(said)});
}

bool has_native(const std::vector<ir::NativeClause>& clauses, std::string_view keyword) {
  return find_native(clauses, keyword) != nullptr;
}

bool has_order(const ir::Type& type) {
  if (type.kind == TypeKind::array && !type.fields.empty()) return has_order(type.fields[0].type);
  if (type.kind != TypeKind::native) return type.kind != TypeKind::json;
  constexpr std::string_view kWithout[] = {"box",   "circle",  "jsonpath",      "line", "lseg", "path",
                                           "point", "polygon", "txid_snapshot", "xid",  "xml"};
  return std::find(std::begin(kWithout), std::end(kWithout), to_lower(type.native)) == std::end(kWithout);
}

bool are_comparable(const ir::Type& from, const ir::Type& to) {
  if (from.kind == TypeKind::native || to.kind == TypeKind::native) return true;
  if (from.kind == TypeKind::enumeration && to.kind == TypeKind::enumeration) return from.enum_name == to.enum_name;
  if (from.kind == TypeKind::array && to.kind == TypeKind::array)
    return from.fields[0].type.kind == to.fields[0].type.kind;
  const Family left = family(from.kind);
  const Family right = family(to.kind);
  if (left == right) return left != Family::none || from.kind == to.kind;
  if (right == Family::numeric) return left == Family::integer;
  if (right == Family::floating) return left == Family::integer || left == Family::numeric;
  return left == Family::time && (right == Family::timetz || right == Family::interval);
}

std::optional<Unstable> find_unstable(const ir::Expression& expression, const ir::Table* table) {
  const SourceRange at = expression.at;
  const auto is_unstable_word = [](const std::string& text) {
    return std::find(std::begin(kUnstableWords), std::end(kUnstableWords), to_lower(text)) != std::end(kUnstableWords);
  };
  if (expression.kind == ir::ExpressionKind::raw && is_unstable_word(expression.text)) {
    return Unstable{fmt::format("`{}`", expression.text), at};
  }
  if (expression.kind == ir::ExpressionKind::call && is_unstable_call(expression, table)) {
    return Unstable{fmt::format("`{}(…)`", fmt::join(expression.path, ".")), at};
  }
  if (expression.kind == ir::ExpressionKind::cast && is_unstable_cast(expression, table)) {
    return Unstable{fmt::format("the cast to `{}`", ir::to_text(*expression.type)), at};
  }
  if (expression.kind == ir::ExpressionKind::binary && is_unstable_sum(expression, table)) {
    return Unstable{"a sum of `timestamptz` and `interval`", at};
  }
  for (const ir::Expression& operand : expression.operands) {
    if (std::optional<Unstable> found = find_unstable(operand, table)) return found;
  }
  return std::nullopt;
}

std::vector<Parameter> read_parameters(std::string_view list) {
  std::vector<Parameter> parameters;
  bool is_key_next = true;
  for (const sql::Token& token : sql::tokenize(list)) {
    if (token.is_symbol("(") || token.is_symbol(")") || token.is_symbol("=")) continue;
    if (token.is_symbol(",")) {
      is_key_next = true;
    } else if (is_key_next) {
      parameters.push_back({to_lower(token.text), {}});
      is_key_next = false;
    } else if (token.is_symbol(".") || (!parameters.empty() && parameters.back().key.ends_with('.'))) {
      parameters.back().key += to_lower(token.text);
    } else {
      parameters.back().value += to_lower(token.text);
    }
  }
  return parameters;
}

std::string described(std::string_view kind, std::string_view name) {
  return fmt::format("{} `{}`", kind, name);
}

}  // namespace kura::dialect::postgres
