// Migrator: views are replaced where they stand; materialized views are altered, made anew, or made active again.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/conversions.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/migrator.h"
#include "compiler/dialect/starrocks/property_changes.h"
#include "compiler/dialect/starrocks/renderer.h"
#include "compiler/dialect/starrocks/rights.h"
#include "compiler/dialect/starrocks/starrocks.h"
#include "compiler/dialect/starrocks/statements.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;

const ir::View* find_view(const ir::Schema& schema, const ir::QualifiedName& name) {
  const auto found =
      std::find_if(schema.views.begin(), schema.views.end(), [&name](const ir::View& it) { return it.name == name; });
  return found == schema.views.end() ? nullptr : &*found;
}

const ir::Table* find_table(const ir::Schema& schema, const ir::QualifiedName& name) {
  const auto found = std::find_if(schema.tables.begin(), schema.tables.end(),
                                  [&name](const ir::Table& it) { return it.name == name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

/// CREATE OR REPLACE VIEW reaches everything of a plain view but its name, its properties and its security.
bool is_replaced(const ir::View& before, const ir::View* after) {
  return after != nullptr && !before.is_materialized && !after->is_materialized && after->was == ir::QualifiedName{} &&
         before.name == after->name && before.physical.properties == after->physical.properties;
}

bool is_same_security(const ir::View& left, const ir::View& right) {
  return (left.security == ir::ViewSecurity::invoker) == (right.security == ir::ViewSecurity::invoker);
}

std::string security_statement(const ir::View& view, const Statements& statements) {
  return statements.alter_view(
      view, view.security == ir::ViewSecurity::invoker ? "SET SECURITY INVOKER" : "SET SECURITY NONE");
}

/// The query with its relations under their whole names.
std::string resolved_text(const ir::SqlBody& body) {
  std::string text;
  std::size_t at = 0;
  for (const ir::RelationUse& use : body.relations) {
    text += body.text.substr(at, use.begin - at) + fmt::format("\"{}\".\"{}\"", use.name.schema, use.name.name);
    at = use.end;
  }
  return text + body.text.substr(at);
}

bool is_same_query(const ir::View& left, const ir::View& right) {
  return sql::same_tokens(resolved_text(left.body), resolved_text(right.body));
}

/// Whether what a query reads has another name than before, or the columns that it makes may be of other types, down to
/// the tables.
class ColumnCheck {
 public:
  explicit ColumnCheck(const MigrationContext& context) : context_(context) {}

  bool may_differ(const ir::View& view) {
    if (!seen_.insert(view.name).second) return false;
    return std::any_of(view.body.relations.begin(), view.body.relations.end(),
                       [&](const ir::RelationUse& use) { return differs(use.name, view); });
  }

 private:
  bool differs(const ir::QualifiedName& name, const ir::View& reader) {
    if (const ir::View* view = find_view(context_.after, name)) {
      const ir::View* old = find_view(context_.before, name);
      if (old == nullptr || !(view->was == ir::QualifiedName{}) || !is_same_query(*old, *view)) return true;
      return may_differ(*view);
    }
    const ir::Table* table = find_table(context_.after, name);
    const ir::Table* old = find_table(context_.before, name);
    if (table == nullptr || old == nullptr || !(table->was == ir::QualifiedName{})) return table != nullptr;
    return std::any_of(table->columns.begin(), table->columns.end(), [&](const ir::Column& column) {
      const ir::Column* before = ir::find_column(*old, column.name);
      const bool is_same = before != nullptr && column.was.empty() && is_same_stored(before->type, column.type);
      return !is_same && may_read(reader, column.name, before == nullptr);
    });
  }

  /// A new column is read by `*` only: a query that names it is another query.
  static bool may_read(const ir::View& view, const std::string& column, bool is_new) {
    for (const sql::Token& token : sql::tokenize(view.body.text)) {
      if (token.is_symbol("*")) return true;
      const bool is_name = token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
      if (!is_new && is_name && equals_ignoring_case(sql::name_of(token), column)) return true;
    }
    return false;
  }

  const MigrationContext& context_;
  std::set<ir::QualifiedName> seen_;
};

/// Whether its indexes have no place inside of its CREATE. The refresh that a CREATE begins would be in their way.
bool has_indexes_outside(const ir::View& view) {
  return view.is_materialized && view.columns.empty() && !view.physical.indexes.empty();
}

/// Its statements, and the waits for the jobs that they start. `again` is the last word of a summary, or empty.
Drafts creation(ir::View view, const Statements& statements, std::string_view again) {
  static const change::Hazard kJob{change::HazardKind::asynchronous_job,
                                   "the statement returns before the work is done"};
  const Renderer& renderer = statements.renderer();
  const bool is_filled_later = has_indexes_outside(view) && !view.refresh->is_deferred;
  if (is_filled_later) view.refresh->is_deferred = true;
  Drafts drafts(1);
  drafts[0].summary = fmt::format("create the {}{}", view.is_materialized ? "materialized view" : "view", again);
  auto index = view.physical.indexes.begin();
  for (Statement& it : view.is_materialized ? renderer.create_materialized_view(view, statements.state())
                                            : renderer.create_view(view, statements.state())) {
    // An index outside of the statement is a job of its own.
    if (it.sql.starts_with("CREATE INDEX ")) {
      drafts.push_back(draft(fmt::format("create index `{}`{}", (index++)->name, again), std::move(it.sql)));
      drafts.back().wait = statements.wait(Job::column, view.name);
      drafts.back().hazards.push_back(kJob);
    } else {
      drafts[0].sql.push_back(std::move(it.sql));
    }
  }
  // A synchronous view is a job of its table.
  if (is_synchronous(view) && !view.body.relations.empty()) {
    drafts[0].wait = statements.wait(Job::synchronous_view, view.body.relations[0].name);
    drafts[0].hazards.push_back(kJob);
  }
  if (is_filled_later) {
    drafts.push_back(
        draft("fill the materialized view", "REFRESH MATERIALIZED VIEW " + statements.qualified(view.name)));
    drafts.back().reason = "no index can be created while a refresh runs";
  }
  return drafts;
}

/// CREATE OR REPLACE keeps the rights; the security takes a statement of its own.
Drafts replacement(const ir::View& before, const ir::View& after, const Statements& statements) {
  ir::View plain = after;
  plain.grants.clear();
  static constexpr std::string_view kCreate = "CREATE ";
  std::string sql = statements.renderer().create_view(plain, statements.state())[0].sql;
  Drafts drafts{draft("replace the view", "CREATE OR REPLACE " + sql.substr(kCreate.size()))};
  if (!is_same_security(before, after))
    drafts.push_back(draft("change the security", security_statement(after, statements)));
  for (std::string& right : changed_rights(before, after, statements))
    drafts.push_back(draft("change the rights", std::move(right)));
  return drafts;
}

std::string refresh_scheme(const ir::View& view, const Statements& statements) {
  ir::Refresh refresh = *view.refresh;
  refresh.is_deferred = false;
  return refresh_clause(refresh, target_of(statements.context().after, kDialect).version);
}

/// Changes of a materialized view that one statement each carries out.
class ViewAlteration {
 public:
  ViewAlteration(const Statements& statements, const ir::View& before, const ir::View& after,
                 std::span<const Answered> changes)
      : statements_(statements), before_(before), after_(after), changes_(changes) {
    for (const Answered& it : changes) siblings_.push_back(it.change);
  }

  Drafts run() {
    for (const Kind kind : {Kind::drop_index, Kind::rename_index, Kind::set_index_comment})
      each(kind, &ViewAlteration::drop_index);
    each(Kind::change_view_security, &ViewAlteration::set_security);
    each(Kind::set_property, &ViewAlteration::set_property);
    each(Kind::unset_property, &ViewAlteration::set_property);
    each(Kind::change_refresh, &ViewAlteration::set_refresh);
    for (const Kind kind : {Kind::create_index, Kind::rename_index, Kind::set_index_comment})
      each(kind, &ViewAlteration::create_index);
    each(Kind::drop_grant, &ViewAlteration::revoke);
    each(Kind::add_grant, &ViewAlteration::grant);
    return std::move(drafts_);
  }

 private:
  void each(Kind kind, void (ViewAlteration::*step)(std::size_t)) {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].change.kind == kind) (this->*step)(i);
    }
  }

  Draft& push(std::string summary, std::string sql, std::size_t place) {
    drafts_.push_back(draft(std::move(summary), std::move(sql)));
    drafts_.back().carries_out = {place};
    return drafts_.back();
  }

  void drop_index(std::size_t place) {
    const ir::Index& index = before_.physical.indexes.at(changes_[place].change.part.before);
    if (!seen_dropped_.insert(index.name).second) return;
    push(fmt::format("drop index `{}`", index.name),
         fmt::format("DROP INDEX {} ON {}", statements_.name(index.name), statements_.qualified(after_.name)), place)
        .wait = statements_.wait(Job::column, after_.name);
  }

  void create_index(std::size_t place) {
    const ir::Index& index = after_.physical.indexes.at(changes_[place].change.part.after);
    if (!seen_created_.insert(index.name).second) return;
    push(fmt::format("create index `{}`", index.name),
         statements_.renderer().create_index(index, after_.name, statements_.state()), place)
        .wait = statements_.wait(Job::column, after_.name);
  }

  void set_security(std::size_t place) { push({}, security_statement(after_, statements_), place); }

  void set_property(std::size_t place) {
    const change::Change& change = changes_[place].change;
    const Facing facing{change, statements_.context().before, statements_.context().after, siblings_};
    const std::string value = value_to_set(facing, target_of(statements_.context().after, kDialect)).value_or("");
    Draft& step = push(fmt::format("set property `{}` {}{}", change.key,
                                   change.kind == Kind::set_property ? "to " : "back to ", quoted(value)),
                       statements_.alter_view(after_, "SET " + property_pair(change.key, value)), place);
    if (property_way(change.key, true) == PropertyWay::bloom) step.wait = statements_.wait(Job::column, after_.name);
  }

  void set_refresh(std::size_t place) {
    push({}, statements_.alter_view(after_, refresh_scheme(after_, statements_)), place);
  }

  void revoke(std::size_t place) {
    push({},
         statements_.revoke(statements_.renderer().object_keyword(after_), after_.name,
                            before_.grants.at(changes_[place].change.part.before)),
         place);
  }
  void grant(std::size_t place) {
    const ir::Grant& added = after_.grants.at(changes_[place].change.part.after);
    for (std::string& sql : statements_.grants(statements_.renderer().object_keyword(after_), after_.name, {added})) {
      push({}, std::move(sql), place);
    }
  }

  const Statements& statements_;
  const ir::View& before_;
  const ir::View& after_;
  std::span<const Answered> changes_;
  std::vector<change::Change> siblings_;
  std::set<std::string> seen_dropped_, seen_created_;
  Drafts drafts_;
};

}  // namespace

Drafts StarRocksMigrator::create_view(const ir::View& view, const MigrationContext& context) const {
  return creation(view, Statements(renderer(), context), "");
}

Drafts StarRocksMigrator::drop_view(const ir::View& view, const MigrationContext& context) const {
  if (is_replaced(view, find_view(context.after, view.name))) return {};
  return Migrator::drop_view(view, context);
}

Drafts StarRocksMigrator::recreate_view(const ir::View& before, const ir::View& after,
                                        const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  if (is_replaced(before, &after)) return replacement(before, after, statements);
  return creation(after, statements, " again");
}

Drafts StarRocksMigrator::rename_view(const ir::QualifiedName& from, const ir::View& after,
                                      const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  return {draft(fmt::format("rename the materialized view from `{}`", ir::to_text(from)),
                fmt::format("ALTER MATERIALIZED VIEW {} RENAME {}", statements.qualified(from),
                            statements.name(after.name.name)))};
}

Drafts StarRocksMigrator::alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                     const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  return ViewAlteration(statements, before, after, changes).run();
}

Drafts StarRocksMigrator::activate(const ir::View& view, const MigrationContext& context) const {
  const Statements statements(renderer(), context);
  // It finds what it reads by its name; one whose name is another now was replaced.
  if (!view.is_materialized) return {};
  const change::Hazard refresh{change::HazardKind::refresh_needed,
                               "its query runs again, over everything it reads, unless its refresh is manual"};
  // ACTIVE is refused where the columns are no longer those that it was created with, and a synchronous view went with
  // its old table.
  if (is_synchronous(view) || ColumnCheck(context).may_differ(view)) {
    Draft gone = draft("drop the materialized view",
                       fmt::format("DROP MATERIALIZED VIEW IF EXISTS {}", statements.qualified(view.name)));
    gone.carry = carried(view.name, change::ObjectKind::materialized_view, context);
    gone.reason = is_synchronous(view) ? "it belongs to the table that was there before"
                                       : "its columns may be of other types now, or what it reads has another name";
    gone.hazards.push_back({change::HazardKind::view_recreated, "it is gone until it is created again"});
    Drafts again = creation(view, statements, " again");
    again.front().hazards.push_back(refresh);
    again.insert(again.begin(), std::move(gone));
    return again;
  }
  Draft result = draft("make the materialized view active again", statements.alter_view(view, "ACTIVE"));
  result.hazards.push_back(refresh);
  return {std::move(result)};
}

}  // namespace kura::dialect::starrocks
