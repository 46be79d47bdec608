// What the admin views that print Redshift's DDL and people write, read back.
#include "compiler/dialect/reading.h"

#include <charconv>

namespace kura::dialect::redshift {
namespace {

using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"text", TypeKind::varchar, 256, -1, false, "Redshift's TEXT holds 256 bytes"},
    {"decimal", TypeKind::decimal, 18, 0, false, ""},
    {"numeric", TypeKind::decimal, 18, 0, false, ""},
    {"dec", TypeKind::decimal, 18, 0, false, ""},
    {"super", TypeKind::variant, -1, -1, false, ""},
    {"hllsketch", TypeKind::hll, -1, -1, false, ""},
    {"varbyte", TypeKind::varbinary, -1, -1, false, ""},
    {"interval year to month", TypeKind::native, -1, -1, false, ""},
    {"interval day to second", TypeKind::native, -1, -1, false, ""},
};

constexpr CallSpelling kCalls[] = {
    {"getdate()", "now"},
    {"sysdate", "now"},
    {"('now'::text)::timestamp with time zone", "now"},
    {"('now'::text)::timestamp without time zone", "now"},
    {"('now'::text)::date", "today"},
    {"('now'::character varying)::timestamp without time zone", "now"},
};

/// `DEFAULT "identity"(1234, 0, '1,1'::text)`: how the catalog keeps an identity.
void read_identity(ir::Column& column) {
  if (!column.default_value || column.default_value->kind != ir::ExpressionKind::call) return;
  const ir::Expression& call = *column.default_value;
  const bool is_default = call.path.back() == "default_identity";
  if ((call.path.back() != "identity" && !is_default) || call.operands.size() != 3) return;
  const ir::Expression& last = call.operands[2];
  const std::string text = last.kind == ir::ExpressionKind::cast ? last.operands[0].text : last.text;
  ir::Identity identity;
  identity.is_always = !is_default;
  const std::size_t comma = text.find(',');
  std::from_chars(text.data(), text.data() + text.size(), identity.start);
  if (comma != std::string::npos) std::from_chars(text.data() + comma + 1, text.data() + text.size(), identity.step);
  column.identity = identity;
  column.default_value.reset();
}

void settle(ir::Table& table, bool) {
  for (ir::Column& column : table.columns) read_identity(column);
  drop_added_casts(table);
}

}  // namespace

extern const Reading kReading;
const Reading kReading{
    .lexical = {.has_backslash_escapes = true,
                .has_double_quoted_strings = false,
                .has_bracketed_names = false,
                .has_hash_comments = false,
                .has_dollar_strings = true,
                .folds_names = true,
                .has_inline_indexes = false,
                .longest_name = 0},
    .folds_own_words = true,
    .lists_view_columns = false,
    .concatenates_with_bars = true,
    .has_bare_intervals = false,
    .default_index_method = "",
    .default_namespace = "public",
    .types = kTypes,
    .calls = kCalls,
    .is_noise = nullptr,
    .other_type = nullptr,
    .settle = settle,
    .settle_sequence = nullptr,
    .settle_view = nullptr,
};

}  // namespace kura::dialect::redshift
