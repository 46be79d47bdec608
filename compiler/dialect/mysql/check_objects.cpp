// Views, grants and sequences.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/rules/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::mysql {
namespace {

// Privileges on one table, and those that may be given on some of its columns; sorted.
constexpr auto kPrivileges = std::to_array<std::string_view>({
    "all",
    "all privileges",
    "alter",
    "create",
    "create view",
    "delete",
    "drop",
    "index",
    "insert",
    "references",
    "select",
    "show view",
    "trigger",
    "update",
});
constexpr auto kColumnPrivileges = std::to_array<std::string_view>({"insert", "references", "select", "update"});
static_assert(std::is_sorted(kPrivileges.begin(), kPrivileges.end()));

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

/// What means something else in this engine's SQL, or nothing, in a query that was written for all.
void check_query(const ir::View& view, const RuleContext& context) {
  const auto report = [&](std::string what, std::string means, std::string_view help) {
    context
        .report(query_means_otherwise, view.body.at.is_valid() ? view.body.at : view.at,
                {std::move(what), std::move(means)})
        .helps.emplace_back(help);
  };
  bool has_or = false, has_cast = false, has_ilike = false, has_backslash = false;
  for (const sql::Token& token : sql::tokenize(view.body.text)) {
    has_or = has_or || token.is_symbol("||");
    has_cast = has_cast || token.is_symbol("::");
    has_ilike = has_ilike || token.is_word("ilike");
    has_backslash =
        has_backslash || (token.kind == sql::TokenKind::string && token.text.find('\\') != std::string_view::npos);
  }
  if (has_or) report("`||`", "means `or`", "write `concat(a, b)`, or give the query in `for … as`");
  if (has_cast) report("`::`", "means nothing", "write `cast(x as type)`, or give the query in `for … as`");
  if (has_ilike) report("`ilike`", "means nothing", "write `lower(a) like lower(b)`, or give the query in `for … as`");
  if (has_backslash)
    report("`\\` in a string", "begins an escape", "give the query in `for … as` with the backslash doubled");
}

void check_privileges(const ir::Grant& grant, const RuleContext& context) {
  for (const ir::Privilege& privilege : grant.privileges) {
    const bool is_known = holds(kPrivileges, privilege.action);
    if (is_known && (privilege.columns.empty() || holds(kColumnPrivileges, privilege.action))) continue;
    auto& diagnostic = context.report(unknown_privilege, grant.at, {privilege.action, is_known ? "columns" : "tables"});
    diagnostic.helps.push_back(is_known ? fmt::format("on columns there are `{}`", fmt::join(kColumnPrivileges, "`, `"))
                                        : fmt::format("on tables there are `{}`", fmt::join(kPrivileges, "`, `")));
  }
}

void check_grant(const ir::Grant& grant, const RuleContext& context) {
  if (grant.grantee_kind == ir::GranteeKind::group) {
    context.refuse("groups", "grant to a role or an account: `grant … to analyst`", grant.at);
  }
  if (grant.grantee_kind == ir::GranteeKind::everyone && !context.flavour.has_public) {
    context.refuse("grants to `public`", "grant to a role that every account has", grant.at);
  }
  check_privileges(grant, context);
}

std::int64_t largest_of(ir::TypeKind kind) {
  switch (kind) {
    case ir::TypeKind::tinyint:
      return std::numeric_limits<std::int8_t>::max();
    case ir::TypeKind::smallint:
      return std::numeric_limits<std::int16_t>::max();
    case ir::TypeKind::int_:
      return std::numeric_limits<std::int32_t>::max();
    default:
      return std::numeric_limits<std::int64_t>::max() - 1;  // the server keeps the last number for itself
  }
}

void check_sequence(ir::Sequence& sequence, const RuleContext& context) {
  if (sequence.owned_by_table) {
    rules::report_support(Support::left_out, "sequences that belong to a column", "", sequence.at, context.dialect,
                          context.sink);
    sequence.owned_by_table.reset();
    sequence.owned_by_column.clear();
  }
  // Sequences have no type: a narrower one is a largest value.
  const std::int64_t largest = sequence.type ? largest_of(sequence.type->kind) : largest_of(ir::TypeKind::bigint);
  if (sequence.type && sequence.type->kind != ir::TypeKind::bigint && !sequence.max) sequence.max = largest;
  sequence.type.reset();
  if (sequence.max && *sequence.max > largest) {
    context.refuse(fmt::format("sequences up to {}", *sequence.max), fmt::format("the largest value is {}", largest),
                   sequence.at);
  }
}

}  // namespace

void check_views(ir::Schema& schema, const RuleContext& context) {
  for (const ir::View& view : schema.views) {
    if (view.is_materialized) continue;
    if (view.security == ir::ViewSecurity::none)
      context.refuse("`security none`", "write `security invoker` or `security definer`", view.at);
    if (!view.physical.indexes.empty())
      context.refuse("indexes on views", "index the tables that it reads", view.physical.indexes[0].at);
    if (!view.body.is_native) check_query(view, context);
  }
}

void check_grants(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    for (const ir::Grant& grant : table.grants) check_grant(grant, context);
  }
  for (const ir::View& view : schema.views) {
    for (const ir::Grant& grant : view.grants) check_grant(grant, context);
  }
}

void check_sequences(ir::Schema& schema, const RuleContext& context) {
  if (!context.dialect.capabilities->has_sequences) return;
  for (ir::Sequence& sequence : schema.sequences) check_sequence(sequence, context);
}

}  // namespace kura::dialect::mysql
