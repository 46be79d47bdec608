// Carry: the catalog's grants, comments and owner as statements.
#include "compiler/dialect/redshift/carry.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::dialect::redshift {
namespace {

/// Queries over the catalog that name one relation.
class Queries {
 public:
  Queries(const Carried& carried, const RenderContext& context) : carried_(carried), context_(context) {}

  [[nodiscard]] std::string grants() const {
    return fmt::format(
        "SELECT 'GRANT ' || privilege_type || {} || {} || CASE WHEN admin_option AND identity_type = 'user' THEN ' "
        "WITH GRANT OPTION' "
        "ELSE '' END\n"
        "FROM svv_relation_privileges\n"
        "WHERE {} AND privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'DROP', 'REFERENCES', 'ALTER', "
        "'TRUNCATE'){}",
        text(" ON " + target() + " TO "), kGrantee, relation(), not_declared(false));
  }

  [[nodiscard]] std::string column_grants() const {
    return fmt::format(
        "SELECT 'GRANT ' || privilege_type || ' (' || QUOTE_IDENT({}) || {} || {}\n"
        "FROM svv_column_privileges\n"
        "WHERE {}{}{}",
        renamed_column(), text(") ON " + target() + " TO "), kGrantee, relation(), staying_columns(),
        not_declared(true));
  }

  [[nodiscard]] std::string owner() const {
    return fmt::format("SELECT {} || QUOTE_IDENT(PG_GET_USERBYID(relowner))\nFROM pg_class\nWHERE pg_class.oid = {}",
                       text("ALTER TABLE " + target() + " OWNER TO "), regclass(carried_.from, context_));
  }

  [[nodiscard]] std::string comment() const {
    return fmt::format(
        "SELECT {} || QUOTE_LITERAL(description)\nFROM pg_description\nWHERE objoid = {} AND objsubid = 0",
        text(fmt::format("COMMENT ON {} {} IS ", carried_.comment_keyword, target())),
        regclass(carried_.from, context_));
  }

  [[nodiscard]] std::string column_comments() const {
    std::string commented;
    for (const std::string& column : carried_.commented_columns)
      commented += (commented.empty() ? "" : ", ") + text(column);
    if (!commented.empty()) commented = fmt::format(" AND a.attname NOT IN ({})", commented);
    return fmt::format(
        "SELECT {} || QUOTE_IDENT({}) || ' IS ' || QUOTE_LITERAL(d.description)\n"
        "FROM pg_description AS d JOIN pg_attribute AS a ON a.attrelid = d.objoid AND a.attnum = d.objsubid\n"
        "WHERE d.objoid = {}{}{}",
        text("COMMENT ON COLUMN " + target() + "."), renamed_column("a.attname"), regclass(carried_.from, context_),
        staying_columns("a.attname"), commented);
  }

 private:
  static constexpr std::string_view kGrantee =
      "CASE identity_type WHEN 'public' THEN 'PUBLIC' WHEN 'role' THEN 'ROLE ' || QUOTE_IDENT(identity_name) WHEN "
      "'group' THEN 'GROUP ' "
      "|| QUOTE_IDENT(identity_name) ELSE QUOTE_IDENT(identity_name) END";

  [[nodiscard]] std::string text(std::string_view literal) const {
    return context_.dialect.renderer->string_literal(literal);
  }
  [[nodiscard]] std::string target() const { return context_.dialect.renderer->qualified(carried_.to, context_); }

  [[nodiscard]] std::string relation() const {
    // Names without a schema are looked up along the search path, which these views do not know.
    const std::string space = carried_.from.schema.empty() ? "public" : carried_.from.schema;
    return fmt::format("namespace_name = {} AND relation_name = {}", text(space), text(carried_.from.name));
  }

  [[nodiscard]] std::string renamed_column(std::string_view expression = "column_name") const {
    std::string cases;
    for (const auto& [from, to] : carried_.columns) {
      if (from != to) cases += fmt::format(" WHEN {} THEN {}", text(from), text(to));
    }
    return cases.empty() ? std::string(expression) : fmt::format("CASE {0}{1} ELSE {0} END", expression, cases);
  }

  [[nodiscard]] std::string staying_columns(std::string_view expression = "column_name") const {
    std::string names;
    for (const auto& [from, to] : carried_.columns) names += (names.empty() ? "" : ", ") + text(from);
    return names.empty() ? names : fmt::format(" AND {} IN ({})", expression, names);
  }

  /// What the previous state declares is declared still, or was to go.
  [[nodiscard]] std::string not_declared(bool is_column) const {
    std::string conditions;
    for (const ir::Grant& grant : carried_.declared) {
      for (const ir::Privilege& privilege : grant.privileges) {
        if (privilege.columns.empty() == is_column) continue;
        conditions += fmt::format("\n  AND NOT ({}{}{})", identity(grant), action(privilege), columns(privilege));
      }
    }
    return conditions;
  }

  [[nodiscard]] std::string identity(const ir::Grant& grant) const {
    switch (grant.grantee_kind) {
      case ir::GranteeKind::everyone:
        return "identity_type = 'public'";
      case ir::GranteeKind::role:
        return fmt::format("identity_type = 'role' AND identity_name = {}", text(grant.grantee));
      case ir::GranteeKind::group:
        return fmt::format("identity_type = 'group' AND identity_name = {}", text(grant.grantee));
      case ir::GranteeKind::user:
        break;
    }
    return fmt::format("identity_type = 'user' AND identity_name = {}", text(grant.grantee));
  }

  [[nodiscard]] std::string action(const ir::Privilege& privilege) const {
    if (privilege.action.starts_with("all")) return {};
    return fmt::format(" AND privilege_type = {}", text(to_upper(privilege.action)));
  }

  [[nodiscard]] std::string columns(const ir::Privilege& privilege) const {
    if (privilege.columns.empty()) return {};
    std::string names;
    for (const std::string& column : privilege.columns) names += (names.empty() ? "" : ", ") + text(column);
    return fmt::format(" AND column_name IN ({})", names);
  }

  const Carried& carried_;
  const RenderContext& context_;
};

}  // namespace

std::vector<change::Carry> carry_all(const Carried& carried, const RenderContext& context) {
  const Queries queries(carried, context);
  std::vector<change::Carry> carries;
  carries.push_back({"grants", queries.grants()});
  carries.push_back({"grants on columns", queries.column_grants()});
  if (!carried.has_comment) carries.push_back({"the comment", queries.comment()});
  if (carried.takes_column_comments) carries.push_back({"comments on columns", queries.column_comments()});
  // Last: who is not the owner any more may do nothing else.
  if (!carried.has_owner) carries.push_back({"the owner", queries.owner()});
  return carries;
}

std::vector<change::Carry> carry_column(const ir::QualifiedName& table, const std::string& column,
                                        const std::vector<ir::Grant>& declared, bool has_comment,
                                        const RenderContext& context) {
  Carried carried;
  carried.from = table;
  carried.to = table;
  carried.columns = {{column, column}};
  carried.declared = declared;
  const Queries queries(carried, context);
  std::vector<change::Carry> carries{{fmt::format("grants on column `{}`", column), queries.column_grants()}};
  if (!has_comment) carries.push_back({fmt::format("the comment on column `{}`", column), queries.column_comments()});
  return carries;
}

std::string regclass(const ir::QualifiedName& name, const RenderContext& context) {
  const Renderer& renderer = *context.dialect.renderer;
  return renderer.string_literal(renderer.qualified(name, context)) + "::regclass::oid";
}

}  // namespace kura::dialect::redshift
