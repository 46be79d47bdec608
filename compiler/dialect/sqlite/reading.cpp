// What sqlite_schema holds and people write, read back: any word is a type, and INTEGER PRIMARY KEY counts itself.
#include "compiler/dialect/reading.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::sqlite {
namespace {

using ir::TypeKind;

constexpr TypeSpelling kTypes[] = {
    {"integer", TypeKind::bigint, -1, -1, true, ""},
    {"long", TypeKind::bigint, -1, -1, false, ""},
    {"unsigned big int", TypeKind::bigint, -1, -1, false, ""},
    {"native character", TypeKind::char_, -1, -1, false, ""},
    {"varying character", TypeKind::varchar, -1, -1, false, ""},
};

constexpr CallSpelling kCalls[] = {
    {"lower(hex(randomblob(16)))", "uuid"},
    {"(lower(hex(randomblob(16))))", "uuid"},
};

/// By the substrings in which SQLite sees an affinity.
ir::Type other_type(std::string_view words) {
  const std::string upper = to_upper(words);
  const auto has = [&](std::string_view part) { return upper.find(part) != std::string::npos; };
  ir::Type type;
  type.kind = TypeKind::decimal;
  if (has("INT")) {
    type.kind = TypeKind::bigint;
  } else if (has("CHAR") || has("CLOB") || has("TEXT")) {
    type.kind = TypeKind::text;
  } else if (has("BLOB") || words.empty()) {
    type.kind = TypeKind::bytes;
  } else if (has("REAL") || has("FLOA") || has("DOUB")) {
    type.kind = TypeKind::double_;
  }
  return type;
}

/// Names of collations have no case.
void fold_collation(std::string& collation) {
  for (const std::string_view known : {"binary", "nocase", "rtrim"}) {
    if (equals_ignoring_case(collation, known)) collation = known;
  }
}

/// What is deferred at first is deferrable anyway.
void fold_deferral(ir::ForeignKey& key) {
  const auto has = [&](std::string_view text) {
    return std::any_of(key.native.begin(), key.native.end(),
                       [&](const ir::NativeClause& it) { return it.text == text; });
  };
  if (has("initially deferred"))
    std::erase_if(key.native, [](const ir::NativeClause& it) { return it.text == "deferrable"; });
}

void settle(ir::Table& table, bool) {
  const bool is_without_rowid = std::any_of(table.physical.native.begin(), table.physical.native.end(),
                                            [](const ir::NativeClause& it) { return it.text == "without rowid"; });
  for (ir::ForeignKey& key : table.foreign_keys) fold_deferral(key);
  for (ir::Column& column : table.columns) {
    fold_collation(column.collation);
    const bool is_key = table.primary_key && table.primary_key->columns == std::vector<std::string>{column.name};
    if (!is_key || is_without_rowid) column.identity.reset();
  }
}

}  // namespace

extern const Reading kReading;
const Reading kReading{
    .lexical = {.has_backslash_escapes = false,
                .has_double_quoted_strings = false,
                .has_bracketed_names = true,
                .has_hash_comments = false,
                .has_dollar_strings = false,
                .folds_names = false,
                .has_inline_indexes = false,
                .longest_name = 0},
    .folds_own_words = true,
    .lists_view_columns = false,
    .concatenates_with_bars = true,
    .has_bare_intervals = false,
    .default_index_method = "",
    .default_namespace = "",
    .types = kTypes,
    .calls = kCalls,
    .is_noise = nullptr,
    .other_type = other_type,
    .settle = settle,
    .settle_sequence = nullptr,
    .settle_view = nullptr,
};

}  // namespace kura::dialect::sqlite
