// What pg_dump and people write, read back.
#include <algorithm>
#include <string>

#include "compiler/dialect/postgres/deferral.h"
#include "compiler/dialect/reading.h"

namespace kura::dialect::postgres {
namespace {

using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"serial", TypeKind::int_, -1, -1, true, ""},          {"serial4", TypeKind::int_, -1, -1, true, ""},
    {"bigserial", TypeKind::bigint, -1, -1, true, ""},     {"serial8", TypeKind::bigint, -1, -1, true, ""},
    {"smallserial", TypeKind::smallint, -1, -1, true, ""}, {"serial2", TypeKind::smallint, -1, -1, true, ""},
    {"jsonb", TypeKind::variant, -1, -1, false, ""},       {"bit varying", TypeKind::native, -1, -1, false, ""},
};

void settle(ir::Table& table, bool) {
  drop_added_casts(table);
  unquote_bounds(table);
  // What counts up holds no nulls, said or not.
  for (ir::Column& column : table.columns) column.is_nullable = column.is_nullable && !column.identity;
  if (table.primary_key) say_deferrable(table.primary_key->native);
  for (ir::Key& key : table.unique_keys) say_deferrable(key.native);
  for (ir::ForeignKey& key : table.foreign_keys) say_deferrable(key.native);
}

/// The option has a portable word. Dumps put the value in quotes.
bool is_invoker_option(std::string_view option) {
  std::string bare;
  for (const char c : option) {
    if (c != ' ' && c != '\'') bare += c;
  }
  return bare == "security_invoker" || bare == "security_invoker=true" || bare == "security_invoker=on";
}

/// `with (security_barrier = true, security_invoker = true)`
void settle_view(ir::View& view) {
  constexpr std::string_view kOpen = "with (";
  for (ir::NativeClause& clause : view.physical.native) {
    if (!clause.text.starts_with(kOpen)) continue;
    std::string kept;
    std::string_view rest(clause.text);
    rest = rest.substr(kOpen.size(), rest.size() - kOpen.size() - 1);
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(", "), rest.size());
      const std::string_view option = rest.substr(0, comma);
      if (is_invoker_option(option)) view.security = ir::ViewSecurity::invoker;
      if (!is_invoker_option(option)) kept += (kept.empty() ? "" : ", ") + std::string(option);
      rest.remove_prefix(std::min(comma + 2, rest.size()));
    }
    clause.text = kept.empty() ? std::string() : std::string(kOpen) + kept + ")";
  }
  std::erase_if(view.physical.native, [](const ir::NativeClause& clause) { return clause.text.empty(); });
}

}  // namespace

extern const Reading kReading;
const Reading kReading{
    .lexical = {.has_backslash_escapes = false,
                .has_double_quoted_strings = false,
                .has_bracketed_names = false,
                .has_hash_comments = false,
                .has_dollar_strings = true,
                .folds_names = true,
                .has_inline_indexes = false,
                .longest_name = 63},
    .folds_own_words = true,
    .lists_view_columns = false,
    .concatenates_with_bars = true,
    .has_bare_intervals = false,
    .default_index_method = "btree",
    .default_namespace = "public",
    .types = kTypes,
    .calls = {},
    .is_noise = nullptr,
    .other_type = nullptr,
    .settle = settle,
    .settle_sequence = nullptr,
    .settle_view = settle_view,
};

}  // namespace kura::dialect::postgres
