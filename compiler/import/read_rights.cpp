// GRANT: privileges on tables and views, merged by grantee as declarations are.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

std::vector<ir::Privilege> privileges_of(const Part& statement, const Context& context) {
  std::vector<ir::Privilege> privileges;
  for (const Part& written : statement.all(Rule::privilege)) {
    ir::Privilege privilege;
    Tokens words = written.tokens();
    if (const auto columns = written.find(Rule::nameList)) {
      privilege.columns = name_list(columns->tokens(), context);
      words = words.first(words.size() - columns->tokens().size());
    }
    privilege.action = lower_text(words);
    if (privilege.action == "all") privilege.action = "all privileges";
    privileges.push_back(std::move(privilege));
  }
  return privileges;
}

ir::Grant grantee_of(const Part& written, const Context& context) {
  ir::Grant grant;
  grant.at = written.at();
  Tokens tokens = written.tokens();
  const bool has_kind = tokens.size() > 1 && !tokens[1].is_symbol("@");
  if (has_kind) {
    if (tokens[0].is("role")) grant.grantee_kind = ir::GranteeKind::role;
    if (tokens[0].is("group")) grant.grantee_kind = ir::GranteeKind::group;
    grant.is_kind_written = true;
    tokens = tokens.subspan(1);
  }
  if (tokens.front().is("public") && tokens.size() == 1) {
    grant.grantee_kind = ir::GranteeKind::everyone;
    grant.is_kind_written = true;
    return grant;
  }
  for (const Token& token : tokens) grant.grantee += token.is_symbol("@") ? "@" : name_of(token, context.rules());
  return grant;
}

void add_privilege(std::vector<ir::Privilege>& privileges, const ir::Privilege& added) {
  for (ir::Privilege& privilege : privileges) {
    if (privilege.action != added.action) continue;
    // A privilege on the whole relation holds that on its columns.
    if (privilege.columns.empty() || added.columns.empty()) {
      privilege.columns.clear();
      return;
    }
    privilege.columns.insert(privilege.columns.end(), added.columns.begin(), added.columns.end());
    std::sort(privilege.columns.begin(), privilege.columns.end());
    privilege.columns.erase(std::unique(privilege.columns.begin(), privilege.columns.end()), privilege.columns.end());
    return;
  }
  privileges.push_back(added);
  std::sort(privileges.back().columns.begin(), privileges.back().columns.end());
}

auto key_of(const ir::Grant& grant) {
  return std::tuple(grant.grantee_kind, grant.grantee, grant.with_grant_option);
}

void merge(std::vector<ir::Grant>& grants, ir::Grant added) {
  auto found =
      std::find_if(grants.begin(), grants.end(), [&](const ir::Grant& it) { return key_of(it) == key_of(added); });
  if (found == grants.end()) {
    std::vector<ir::Privilege> privileges = std::move(added.privileges);
    added.privileges.clear();
    grants.push_back(std::move(added));
    found = grants.end() - 1;
    for (const ir::Privilege& privilege : privileges) add_privilege(found->privileges, privilege);
  } else {
    found->is_kind_written = found->is_kind_written || added.is_kind_written;
    for (const ir::Privilege& privilege : added.privileges) add_privilege(found->privileges, privilege);
  }
  std::sort(found->privileges.begin(), found->privileges.end(),
            [](const auto& left, const auto& right) { return left.action < right.action; });
  std::sort(grants.begin(), grants.end(),
            [](const auto& left, const auto& right) { return key_of(left) < key_of(right); });
}

/// GRANT … ON SCHEMA, SEQUENCE, FUNCTION …: no tables or views.
bool is_of_relations(const Part& target) {
  const Tokens tokens = target.tokens();
  const std::size_t names = target.find(Rule::qualifiedName)->tokens().size();
  if (target.has("table") || target.has("view") || target.has("materialized")) return true;
  return target.all(Rule::name).empty() && tokens.size() >= names;
}

/// GRANT … ON ALL TABLES IN SCHEMA s: on those that are there, views among them.
bool is_of_all_tables(const Part& target) {
  const Tokens tokens = target.tokens();
  return tokens.size() > 4 && tokens[0].is("all") && tokens[1].is("tables") && tokens[2].is("in") &&
         tokens[3].is("schema");
}

std::vector<ir::Grant> grants_of(const Part& statement, const Context& context) {
  std::vector<ir::Grant> grants;
  for (const Part& grantee : statement.all(Rule::grantee)) {
    grants.push_back(grantee_of(grantee, context));
    grants.back().privileges = privileges_of(statement, context);
    grants.back().with_grant_option = statement.has("option");
  }
  return grants;
}

void grant_all_tables(const Part& statement, const Part& target, Context& context) {
  const std::string_view default_namespace = context.reading.default_namespace;
  for (const Part& written : target.all(Rule::qualifiedName)) {
    const std::string space = name_of(written.tokens().back(), context.rules());
    const auto merge_into = [&](auto& relations) {
      for (auto& relation : relations) {
        const std::string& own = relation.name.schema;
        if (own != space && (!own.empty() || space != default_namespace)) continue;
        for (ir::Grant& added : grants_of(statement, context)) merge(relation.grants, std::move(added));
      }
    };
    merge_into(context.schema.tables);
    merge_into(context.schema.views);
  }
}

}  // namespace

void grant(const Part& statement, Context& context) {
  const Part target = *statement.find(Rule::grantTarget);
  if (is_of_all_tables(target)) return grant_all_tables(statement, target, context);
  if (!is_of_relations(target)) {
    const std::string kind = to_upper(target.tokens().front().text);
    ++context.passed_over.try_emplace("GRANT … ON " + kind, 0, statement.at()).first->second.first;
    return;
  }
  for (const Part& written : target.all(Rule::qualifiedName)) {
    const ir::QualifiedName name = qualified_name(written, context);
    ir::Table* table = find_table(context, name);
    ir::View* view = table == nullptr ? find_view(context, name) : nullptr;
    if (table == nullptr && view == nullptr) {
      if (!context.partitions.contains(name)) report_unknown(context, "table", name, written.at());
      continue;
    }
    for (ir::Grant& added : grants_of(statement, context))
      merge(table != nullptr ? table->grants : view->grants, std::move(added));
  }
}

}  // namespace kura::import
