// RedshiftMigrator: schemas, views, rights, the session.
#include "compiler/dialect/redshift/migrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/carry.h"
#include "compiler/dialect/redshift/design.h"

namespace kura::dialect::redshift {
namespace {

using change::HazardKind;
using change::Kind;
using change::kNowhere;
using change::ObjectKind;

std::string_view view_words(const ir::View& view) {
  return view.is_materialized ? "MATERIALIZED VIEW" : "VIEW";
}

std::string comment_literal(const std::string& comment, const Renderer& renderer) {
  return comment.empty() ? "NULL" : renderer.string_literal(comment);
}

const ir::View* find_view(const ir::Schema& schema, const ir::QualifiedName& name) {
  const auto found =
      std::find_if(schema.views.begin(), schema.views.end(), [&](const ir::View& it) { return it.name == name; });
  return found == schema.views.end() ? nullptr : &*found;
}

/// The view of the next state that had the name, or has it and had no other.
const ir::View* find_successor(const ir::Schema& after, const ir::QualifiedName& name) {
  const auto found =
      std::find_if(after.views.begin(), after.views.end(), [&](const ir::View& it) { return it.was == name; });
  if (found != after.views.end()) return &*found;
  return find_view(after, name);
}

}  // namespace

Drafts RedshiftMigrator::drop_namespace(const ir::Namespace& space, const MigrationContext& context) const {
  return holds_kept_table(space, context) ? Drafts{} : Migrator::drop_namespace(space, context);
}

Drafts RedshiftMigrator::drop_view(const ir::View& view, const MigrationContext& context) const {
  const std::string_view words = view_words(view);
  Draft result = draft("drop the " + to_lower(words),
                       fmt::format("DROP {} {}", words, renderer().qualified(view.name, context.old_state())));
  // That a materialized view can come and go inside a transaction is not documented.
  result.in_transaction = !view.is_materialized;
  return {std::move(result)};
}

Drafts RedshiftMigrator::recreate_view(const ir::View& before, const ir::View& after,
                                       const MigrationContext& context) const {
  Drafts drafts = Migrator::recreate_view(before, after, context);
  drafts.front().summary = fmt::format("create the {} again", to_lower(view_words(after)));
  drafts.front().in_transaction = !after.is_materialized;
  return drafts;
}

Drafts RedshiftMigrator::rename_view(const ir::QualifiedName& from, const ir::View& after,
                                     const MigrationContext& context) const {
  // ALTER TABLE is for views too; ALTER VIEW is not known.
  return {draft(fmt::format("rename the view from `{}`", ir::to_text(from)),
                fmt::format("ALTER TABLE {} RENAME TO {}", renderer().qualified(from, context.old_state()),
                            renderer().identifier(after.name.name, context.new_state())))};
}

Drafts RedshiftMigrator::alter_namespace(const ir::Namespace&, const ir::Namespace& after,
                                         std::span<const Answered> changes, const MigrationContext& context) const {
  Drafts drafts;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (changes[at].change.kind != Kind::set_namespace_comment) continue;
    drafts.push_back(
        draft("", fmt::format("COMMENT ON SCHEMA {} IS {}", renderer().identifier(after.name, context.new_state()),
                              comment_literal(after.comment, renderer()))));
    drafts.back().carries_out = {at};
  }
  return drafts;
}

std::vector<std::string> RedshiftMigrator::revoke_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                                             const MigrationContext& context) const {
  // Privileges on columns are revoked apart from those on the whole, as they are granted.
  ir::Grant whole = grant;
  ir::Grant by_column = grant;
  std::erase_if(whole.privileges, [](const ir::Privilege& it) { return !it.columns.empty(); });
  std::erase_if(by_column.privileges, [](const ir::Privilege& it) { return it.columns.empty(); });
  std::vector<std::string> statements;
  for (const ir::Grant& part : {whole, by_column}) {
    if (part.privileges.empty()) continue;
    for (std::string& statement : Migrator::revoke_statements(name, part, context))
      statements.push_back(std::move(statement));
  }
  return statements;
}

namespace {

/// One change of a view as statements.
class ViewStatements {
 public:
  ViewStatements(const ir::View& before, const ir::View& after, const Renderer& renderer, const RenderContext& state)
      : before_(before),
        after_(after),
        renderer_(renderer),
        state_(state),
        name_(renderer.qualified(after.name, state)) {}

  [[nodiscard]] std::string of(const change::Change& change) const {
    switch (change.kind) {
      case Kind::change_view_query:
        return fmt::format("CREATE OR REPLACE VIEW {} AS\n{}{}", name_, renderer_.body(after_.body, state_),
                           renderer_.view_tail(after_, state_));
      case Kind::set_view_comment:
        return fmt::format("COMMENT ON VIEW {} IS {}", name_, comment_literal(after_.comment, renderer_));
      case Kind::set_view_column_comment:
        return column_comment(change);
      case Kind::set_owner:
        return fmt::format("ALTER TABLE {} OWNER TO {}", name_, renderer_.identifier(after_.owner, state_));
      case Kind::change_refresh: {
        const bool refreshes = after_.refresh && after_.refresh->mode != ir::RefreshMode::manual;
        return fmt::format("ALTER MATERIALIZED VIEW {} AUTO REFRESH {}", name_, refreshes ? "YES" : "NO");
      }
      default:
        return {};
    }
  }

 private:
  [[nodiscard]] std::string column_comment(const change::Change& change) const {
    const bool is_there = change.part.after != kNowhere;
    const ir::ViewColumn& column =
        is_there ? after_.columns.at(change.part.after) : before_.columns.at(change.part.before);
    return fmt::format("COMMENT ON COLUMN {}.{} IS {}", name_, renderer_.identifier(column.name, state_),
                       is_there ? comment_literal(column.comment, renderer_) : "NULL");
  }

  const ir::View& before_;
  const ir::View& after_;
  const Renderer& renderer_;
  const RenderContext& state_;
  std::string name_;
};

/// The owner last: who is not the owner any more may do nothing else.
int view_stage(Kind kind) {
  if (kind == Kind::change_view_query) return 0;
  if (kind == Kind::drop_grant) return 2;
  if (kind == Kind::add_grant) return 3;
  return kind == Kind::set_owner ? 4 : 1;
}

}  // namespace

Drafts RedshiftMigrator::alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                    const MigrationContext& context) const {
  std::vector<std::size_t> order(changes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return view_stage(changes[left].change.kind) < view_stage(changes[right].change.kind);
  });
  const RenderContext state = context.new_state();
  const ViewStatements statements(before, after, renderer(), state);
  const std::string alter = fmt::format("ALTER MATERIALIZED VIEW {} ", renderer().qualified(after.name, state));
  Drafts drafts;
  for (const std::size_t at : order) {
    const change::Change& change = changes[at].change;
    Draft result;
    result.carries_out = {at};
    if (change.kind == Kind::add_grant) {
      result.sql = grant_statements("TABLE", after.name, after.grants.at(change.part.after), context);
    } else if (change.kind == Kind::drop_grant) {
      result.sql = revoke_statements(after.name, before.grants.at(change.part.before), context);
    } else if (change.kind == Kind::change_distribution) {
      result.sql = {alter + distribution_clause(distribution_of(after.physical, true), context)};
    } else if (change.kind == Kind::change_sort_key) {
      result.sql = {alter + sort_key_clause(sort_key_of(after.physical, true), context)};
    } else if (std::string sql = statements.of(change); !sql.empty()) {
      result.sql = {std::move(sql)};
    }
    if (!result.sql.empty()) drafts.push_back(std::move(result));
  }
  return drafts;
}

std::vector<change::Carry> RedshiftMigrator::carried(const ir::QualifiedName& name, ObjectKind kind,
                                                     const MigrationContext& context) const {
  const ir::View* after = find_successor(context.after, name);
  Carried what;
  what.from = name;
  what.to = after == nullptr ? name : after->name;
  what.comment_keyword = kind == ObjectKind::table ? "TABLE" : "VIEW";
  const ir::View* before = find_view(context.before, what.to);
  what.takes_column_comments = kind == ObjectKind::view && !(after != nullptr && after->no_schema_binding);
  if (before != nullptr) {
    what.declared = before->grants;
    what.has_comment = !before->comment.empty();
    for (const ir::ViewColumn& column : before->columns) {
      if (!column.comment.empty()) what.commented_columns.push_back(column.name);
    }
  }
  // Who owns a materialized view cannot be changed for certain.
  what.has_owner = kind == ObjectKind::materialized_view;
  if (after != nullptr) {
    what.has_comment = what.has_comment || !after->comment.empty();
    what.has_owner = what.has_owner || !after->owner.empty();
    for (const ir::ViewColumn& column : after->columns) {
      if (!column.comment.empty()) what.commented_columns.push_back(column.name);
    }
  }
  std::sort(what.commented_columns.begin(), what.commented_columns.end());
  what.commented_columns.erase(std::unique(what.commented_columns.begin(), what.commented_columns.end()),
                               what.commented_columns.end());
  return carry_all(what, context.new_state());
}

std::vector<std::string> RedshiftMigrator::session(const std::vector<change::Step>& steps) const {
  const auto copies = [](const change::Step& step) {
    return std::any_of(step.hazards.begin(), step.hazards.end(), [](const change::Hazard& hazard) {
      return hazard.kind == HazardKind::table_rebuild || hazard.kind == HazardKind::table_copied;
    });
  };
  // A time limit for queries would cut a long copy short and roll it back.
  if (std::any_of(steps.begin(), steps.end(), copies)) return {"SET statement_timeout TO 0"};
  return {};
}

}  // namespace kura::dialect::redshift
