// PostgreSQL: its answers and tables, put together.
#include <algorithm>
#include <limits>
#include <tuple>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/deferral.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/migration.h"
#include "compiler/dialect/postgres/moments.h"
#include "compiler/dialect/postgres/renderer.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

constexpr Capabilities kCapabilities{
    .has_namespaces = true,
    .has_case_insensitive_columns = false,
    .identifier_limit = 63,
    .identifier_limit_is_bytes = true,
    .always_names_constraints = true,
    .column_limit = 1600,
    .primary_keys = Support::yes,
    .unique_keys = Support::yes,
    .foreign_keys = Support::yes,
    .needs_foreign_key_target_first = true,
    .has_referential_actions = true,
    .checks = Support::yes,
    .identity = Support::yes,
    .has_identity_always = true,
    .has_identity_options = true,
    .has_stored_columns = true,
    .has_virtual_columns = false,
    .varchar_counts_bytes = false,
    .collations = Support::yes,
    .encodings = Support::left_out,
    .has_aggregate_columns = false,
    .comments = CommentStyle::statement,
    .has_namespace_comments = true,
    .has_owner = true,
    .has_grants = true,
    .distribution = Support::left_out,
    .has_buckets = false,
    .sort_keys = Support::left_out,
    .partitions = Support::yes,
    .partition_columns_in_keys = true,
    .has_key_models = false,
    .has_properties = false,
    .indexes = Support::yes,
    .has_index_methods = true,
    .has_index_include = true,
    .has_index_where = true,
    .has_index_expressions = true,
    .enums = EnumStyle::named_type,
    .has_sequences = true,
    .materialized_views = Support::yes,
    .has_refresh = false,
    .has_late_binding_views = false,
    .has_view_security = true,
    .index_way_out = "",
    .partition_way_out = "",
    .materialized_view_way_out = "",
};

constexpr TypeRow kTypes[] = {
#define KURA_TYPE_ROW(kind, fidelity, plain, with_arguments, longest, note) \
  {ir::TypeKind::kind, Fidelity::fidelity, plain, with_arguments, longest, note},
#include "compiler/dialect/postgres/types.def"
#undef KURA_TYPE_ROW
};

constexpr std::string_view kReservedWords[] = {
#define KURA_WORD(word) word,
#include "compiler/dialect/postgres/keywords.def"
#undef KURA_WORD
};

constexpr std::string_view kNativeTypes[] = {
#define KURA_NATIVE_TYPE(word) word,
#include "compiler/dialect/postgres/native_types.def"
#undef KURA_NATIVE_TYPE
};

constexpr NativeRow kNativeClauses[] = {
#define KURA_NATIVE(scope, words, argument, meaning) {NativeScope::scope, words, NativeArgument::argument, meaning},
#include "compiler/dialect/postgres/native_clauses.def"
#undef KURA_NATIVE
};

constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code, name, severity, message, help) &name,
#include "compiler/dialect/postgres/kinds.def"
#undef KURA_KIND
};

constexpr Rule kRules[] = {
#define KURA_RULE(name) name,
#include "compiler/dialect/postgres/rules.def"
#undef KURA_RULE
};

constexpr std::string_view kAliases[] = {"postgresql"};
constexpr std::string_view kSettings[] = {"owner"};

const PostgresRenderer kRenderer;

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (const Rule rule : kRules) rule(schema, dialect, sink);
}

/// What a sequence does without a word needs none.
void drop_defaults(ir::Sequence& sequence) {
  using Limits = std::numeric_limits<std::int64_t>;
  const ir::TypeKind kind = sequence.type ? sequence.type->kind : ir::TypeKind::bigint;
  const bool is_rising = !sequence.increment || *sequence.increment > 0;
  std::int64_t least = Limits::min();
  std::int64_t most = Limits::max();
  if (kind == ir::TypeKind::smallint) std::tie(least, most) = std::pair(-32768, 32767);
  if (kind == ir::TypeKind::int_) std::tie(least, most) = std::pair(-2147483648LL, 2147483647LL);
  const auto drop = [](Boxed<std::int64_t>& option, std::int64_t value) {
    if (option && *option == value) option.reset();
  };
  if (is_rising) least = 1;
  if (!is_rising) most = -1;
  const std::int64_t first = is_rising ? (sequence.min ? *sequence.min : least) : (sequence.max ? *sequence.max : most);
  drop(sequence.start, first);
  drop(sequence.increment, 1);
  drop(sequence.min, least);
  drop(sequence.max, most);
  drop(sequence.cache, 1);
  if (kind == ir::TypeKind::bigint) sequence.type.reset();
}

/// Strings of such letters mean what the letters mean.
std::string without_needless_quotes(const std::string& text) {
  std::string result;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (token.begin > 0 && text[token.begin - 1] == ' ') result += ' ';
    std::string_view written = token.text;
    const bool is_string = token.kind == sql::TokenKind::string && written.size() > 2;
    const std::string_view inner = is_string ? written.substr(1, written.size() - 2) : written;
    const bool is_plain = std::all_of(inner.begin(), inner.end(), [](char c) {
      return is_digit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '.';
    });
    result += is_string && is_plain ? inner : written;
  }
  return result;
}

/// `fillfactor = '70'` is `fillfactor = 70`.
void unquote_parameters(std::vector<ir::NativeClause>& native) {
  for (ir::NativeClause& clause : native) {
    if (clause.keyword != "with") continue;
    for (std::string* text : {&clause.argument, &clause.text}) *text = without_needless_quotes(*text);
  }
}

/// Neither does an index of the usual method, nor a default that repeats the type of its column.
void drop_needless_words(ir::Physical& physical) {
  unquote_parameters(physical.native);
  for (ir::Index& index : physical.indexes) {
    if (index.method == "btree") index.method.clear();
    unquote_parameters(index.native);
  }
}

void drop_needless_words(ir::Column& column) {
  if (!column.default_value || column.default_value->kind != ir::ExpressionKind::typed_string) return;
  ir::Expression& value = *column.default_value;
  if (value.path.size() != 1 || value.path[0] != ir::type_word(column.type.kind)) return;
  value.kind = ir::ExpressionKind::string;
  value.path.clear();
}

/// How a key is checked: without what holds anyway, and deferrable when it is deferred.
void normalize_checking(std::vector<ir::NativeClause>& native) {
  constexpr std::string_view kNeedless[] = {"not deferrable", "initially immediate", "match simple", "nulls distinct"};
  std::erase_if(native, [&](const ir::NativeClause& it) {
    return std::find(std::begin(kNeedless), std::end(kNeedless), it.keyword) != std::end(kNeedless);
  });
  say_deferrable(native);
}

/// Identity columns and primary keys hold no nulls, said or not.
void normalize(ir::Schema& schema, const Dialect&) {
  for (ir::Sequence& sequence : schema.sequences) drop_defaults(sequence);
  for (ir::View& view : schema.views) drop_needless_words(view.physical);
  for (ir::Table& table : schema.tables) {
    drop_needless_words(table.physical);
    normalize_moments(table);
    for (ir::Column& column : table.columns) {
      drop_needless_words(column);
      if (column.identity) column.is_nullable = false;
    }
    for (ir::ForeignKey& key : table.foreign_keys) normalize_checking(key.native);
    for (ir::Key& key : table.unique_keys) normalize_checking(key.native);
    if (!table.primary_key) continue;
    normalize_checking(table.primary_key->native);
    for (const std::string& name : table.primary_key->columns) {
      if (ir::Column* column = ir::find_column(table, name)) column->is_nullable = false;
    }
  }
}

// Catalogs and system tables.
constexpr std::string_view kSystemRelations[] = {"information_schema.", "pg_catalog.", "pg_temp.", "pg_toast.", "pg_"};

}  // namespace

extern const Dialect kDialect;
const Dialect kDialect{
    .name = "postgres",
    .display_name = "PostgreSQL",
    .parent = "",
    .aliases = kAliases,
    .capabilities = &kCapabilities,
    .types = kTypes,
    .reserved_words = kReservedWords,
    .native_types = kNativeTypes,
    .native_clauses = kNativeClauses,
    .settings = kSettings,
    .system_relations = kSystemRelations,
    .kinds = kKinds,
    .renderer = &kRenderer,
    .migration = &kMigration,
    .check = check,
    .normalize = normalize,
};

}  // namespace kura::dialect::postgres
