// Owners and grants: merged by grantee, sorted.
#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/diag/kinds.h"
#include "compiler/sema/table_parts.h"
#include "compiler/sema/words.h"

namespace kura::sema {
namespace {

// An engine may have more; these are the ones to suggest for a slip.
constexpr std::string_view kPrivileges[] = {
    "select", "insert",         "update",   "delete", "truncate", "references",  "trigger",   "alter",
    "drop",   "all privileges", "maintain", "index",  "usage",    "create view", "show view", "rule"};

using GranteeKey = std::tuple<ir::GranteeKind, std::string, bool>;
/// The columns of a privilege; none: the whole relation.
using Actions = std::map<std::string, std::vector<std::string>>;

struct Merged {
  Actions actions;
  bool is_kind_written = false;
  SourceRange at;
};

class GrantMerger {
 public:
  explicit GrantMerger(const Scope& scope) : scope_(scope) {}

  void add(const ast::GrantClause& clause) {
    const Actions actions = actions_of(clause);
    for (const ast::Grantee& grantee : clause.grantees) {
      const std::optional<ir::GranteeKind> kind = kind_of(grantee);
      if (!kind) continue;
      const auto key = std::make_tuple(*kind, std::string(grantee.name.text), clause.with_grant_option);
      Merged& merged = grants_.try_emplace(key, Merged{{}, false, grantee.at}).first->second;
      merged.is_kind_written = merged.is_kind_written || !grantee.kind.empty();
      for (const auto& [action, columns] : actions) add_action(merged.actions, action, columns);
    }
  }

  std::vector<ir::Grant> take() {
    std::vector<ir::Grant> result;
    for (auto& [key, merged] : grants_) {
      ir::Grant grant;
      std::tie(grant.grantee_kind, grant.grantee, grant.with_grant_option) = key;
      grant.is_kind_written = merged.is_kind_written;
      grant.at = merged.at;
      for (auto& [action, columns] : merged.actions) grant.privileges.push_back({action, std::move(columns)});
      result.push_back(std::move(grant));
    }
    return result;
  }

 private:
  std::optional<ir::GranteeKind> kind_of(const ast::Grantee& grantee) {
    if (grantee.kind.empty() || grantee.kind == "user") return ir::GranteeKind::user;
    if (grantee.kind == "role") return ir::GranteeKind::role;
    if (grantee.kind == "group") return ir::GranteeKind::group;
    if (grantee.kind == "public") return ir::GranteeKind::everyone;
    report_unknown_word(scope_.lowering, grantee.kind, grantee.at, "a kind of grantee",
                        {"user", "role", "group", "public"});
    return std::nullopt;
  }

  Actions actions_of(const ast::GrantClause& clause) {
    Actions actions;
    for (const ast::Privilege& privilege : clause.privileges) {
      const std::string word = privilege.words == "all" ? "all privileges" : std::string(privilege.words);
      check_word(word, privilege.at);
      add_action(actions, word, column_list(scope_, privilege.columns));
    }
    return actions;
  }

  void check_word(const std::string& word, SourceRange at) {
    const std::vector<std::string> known(std::begin(kPrivileges), std::end(kPrivileges));
    if (std::find(known.begin(), known.end(), word) != known.end()) return;
    auto similar = diag::Diagnostic{};
    suggest(similar, word, known);
    if (!similar.helps.empty()) report_unknown_word(scope_.lowering, word, at, "a privilege", known);
  }

  /// A privilege on the whole relation holds that on its columns.
  static void add_action(Actions& actions, const std::string& action, const std::vector<std::string>& columns) {
    const auto [found, is_new] = actions.try_emplace(action, columns);
    std::vector<std::string>& merged = found->second;
    if (!is_new && (merged.empty() || columns.empty())) {
      merged.clear();
      return;
    }
    if (!is_new) merged.insert(merged.end(), columns.begin(), columns.end());
    std::sort(merged.begin(), merged.end());
    merged.erase(std::unique(merged.begin(), merged.end()), merged.end());
  }

  const Scope& scope_;
  std::map<GranteeKey, Merged> grants_;
};

}  // namespace

std::string lower_owner(const Scope& scope) {
  const auto chosen = choose<ast::OwnerClause>(scope, "owner");
  return chosen ? std::string(chosen.clause->owner.text) : std::string();
}

std::vector<ir::Grant> lower_grants(const Scope& scope) {
  GrantMerger merger(scope);
  for (const Entry& entry : scope.entries) {
    if (const auto* clause = std::get_if<ast::GrantClause>(&entry.member->node)) merger.add(*clause);
  }
  return merger.take();
}

}  // namespace kura::sema
