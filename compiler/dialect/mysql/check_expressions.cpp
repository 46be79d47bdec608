// Expressions: what the server cannot say, and what may not stand in a check, a generated column, an index or a
// partition.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/cast_types.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

using ir::Expression;
using ir::ExpressionKind;

// Functions that give another value each time or for each session, sorted.
constexpr auto kChanging = std::to_array<std::string_view>({
    "benchmark",
    "connection_id",
    "curdate",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "curtime",
    "database",
    "found_rows",
    "get_lock",
    "last_insert_id",
    "load_file",
    "localtime",
    "localtimestamp",
    "master_pos_wait",
    "now",
    "rand",
    "release_lock",
    "row_count",
    "schema",
    "session_user",
    "sleep",
    "sysdate",
    "system_user",
    "today",
    "user",
    "utc_date",
    "utc_time",
    "utc_timestamp",
    "uuid",
    "uuid_short",
    "version",
});

static_assert(std::is_sorted(kChanging.begin(), kChanging.end()));

std::string_view place_name(Place place) {
  switch (place) {
    case Place::default_value:
      return "a default";
    case Place::check:
      return "a check";
    case Place::generated:
      return "a generated column";
    case Place::index:
      return "an index";
    case Place::partition:
      return "a partition expression";
  }
  return "";
}

SourceRange place_of(const Expression& node, const PlacedExpression& placed) {
  return node.at.is_valid() ? node.at : placed.at;
}

void check_node(const Expression& node, const PlacedExpression& placed, const RuleContext& context) {
  const auto refuse = [&](std::string what, std::string_view help) {
    context.report(expression_refused, place_of(node, placed), {std::move(what)}).helps.emplace_back(help);
  };
  switch (node.kind) {
    case ExpressionKind::like:
      if (node.text == "ilike")
        refuse("`ilike`", "write `lower(a) like lower(b)`; most collations ignore case in `like` already");
      return;
    case ExpressionKind::typed_string: {
      const std::string word = to_lower(node.path[0]);
      if (word != "date" && word != "time" && word != "timestamp")
        refuse(fmt::format("literals `{} '…'`", word), "write the string alone, or `cast(… as …)`");
      return;
    }
    case ExpressionKind::cast:
      if (cast_type(*node.type, context.flavour).empty()) {
        refuse(fmt::format("cast to `{}`", ir::to_text(*node.type)),
               "cast to text, a number, a date or a time; or write it as `sql'…'` in a `for` block");
      }
      return;
    case ExpressionKind::call:
      if (placed.place != Place::default_value && node.path.size() == 1 && node.path[0] == "nextval")
        refuse("`nextval` here", "use it in a `default`");
      return;
    default:
      return;
  }
}

bool is_changing(const Expression& node) {
  if (node.kind != ExpressionKind::call || node.path.size() != 1) return false;
  const std::string name = to_lower(node.path[0]);
  if (name == "unix_timestamp") return node.operands.empty();
  return std::binary_search(kChanging.begin(), kChanging.end(), std::string_view(name));
}

bool may_change(const PlacedExpression& placed, const RuleContext& context) {
  if (placed.place == Place::default_value) return true;
  return placed.place == Place::generated && context.flavour.has_changing_virtual &&
         placed.column->generated->storage == ir::GeneratedStorage::virtual_;
}

void check_identity_read(const ir::Table& table, const PlacedExpression& placed, const RuleContext& context) {
  const bool is_strict = placed.place == Place::check || placed.place == Place::generated;
  if (!is_strict || may_change(placed, context)) return;
  for (const std::string& name : ir::columns_read(placed.expression)) {
    const ir::Column* column = column_named(table, name);
    if (column != nullptr && column->identity)
      context.report(auto_increment_read, placed.at,
                     {placed.place == Place::check ? "check" : "generated column", column->name});
  }
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The columns of a table whose values may end in blanks or not, by a setting of the session.
bool is_padded(const Expression& node, const ir::Table& table, const ir::Schema& schema, const RuleContext& context) {
  if (node.kind != ExpressionKind::name || node.path.empty()) return false;
  const ir::Column* column = column_named(table, node.path.back());
  if (column == nullptr) return false;
  const Shape shape = shape_of(*column, schema, context.flavour);
  return shape.family == Family::text && !shape.is_variable;
}

/// The name of a CHAR column whose blanks matter to the value; neither comparisons nor rtrim() see them.
const Expression* blanks_read(const Expression& node, const ir::Table& table, const ir::Schema& schema,
                              const RuleContext& context) {
  if (is_padded(node, table, schema, context)) return &node;
  const bool is_comparison =
      node.kind == ExpressionKind::like ||
      (node.kind == ExpressionKind::binary && is_one_of(node.text, {"=", "<>", "!=", "<", "<=", ">", ">="}));
  const bool is_trimmed = node.kind == ExpressionKind::call && node.path.size() == 1 &&
                          is_one_of(to_lower(node.path[0]), {"rtrim", "trim"});
  for (const Expression& operand : node.operands) {
    if ((is_comparison || is_trimmed) && operand.kind == ExpressionKind::name) continue;
    if (const Expression* found = blanks_read(operand, table, schema, context)) return found;
  }
  return nullptr;
}

bool is_in_a_key(const ir::Table& table, const std::string& name) {
  const auto holds = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
  };
  if (table.primary_key && holds(table.primary_key->columns)) return true;
  const auto& keys = table.unique_keys;
  if (std::any_of(keys.begin(), keys.end(), [&](const ir::Key& it) { return holds(it.columns); })) return true;
  const auto& indexes = table.physical.indexes;
  return std::any_of(indexes.begin(), indexes.end(), [&](const ir::Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(),
                       [&](const ir::IndexPart& part) { return column_of(part) == name; });
  });
}

}  // namespace

void check_padded_reads(ir::Schema& schema, const RuleContext& context) {
  if (context.flavour.has_char_in_stored) return;
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      if (!column.generated) continue;
      const bool is_virtual = column.generated->storage == ir::GeneratedStorage::virtual_;
      if (is_virtual && !is_in_a_key(table, column.name)) continue;
      const Expression* read = blanks_read(column.generated->expression, table, schema, context);
      if (read == nullptr) continue;
      context.report(mysql::padded_read, read->at.is_valid() ? read->at : column.at,
                     {column.name, is_virtual ? "indexed" : "stored", read->path.back()});
    }
  }
}

void check_expressions(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    for_each_expression(table, [&](const PlacedExpression& placed) {
      for_each_node(placed.expression, [&](const Expression& node) { check_node(node, placed, context); });
      check_identity_read(table, placed, context);
    });
  }
}

void check_changing_calls(ir::Schema& schema, const RuleContext& context) {
  for (ir::Table& table : schema.tables) {
    for_each_expression(table, [&](const PlacedExpression& placed) {
      if (may_change(placed, context)) return;
      for_each_node(placed.expression, [&](const Expression& node) {
        if (!is_changing(node)) return;
        context.report(changing_expression, place_of(node, placed),
                       {node.path[0] + "()", std::string(place_name(placed.place))});
      });
    });
  }
}

}  // namespace kura::dialect::mysql
