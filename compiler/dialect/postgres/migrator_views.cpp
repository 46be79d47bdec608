// The migrator: views and materialized views, altered in place or dropped and created again with all that hangs on
// them.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/postgres/carry.h"
#include "compiler/dialect/postgres/migrator.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_alteration.h"
#include "compiler/dialect/postgres/table_facts.h"

namespace kura::dialect::postgres {
namespace {

using change::Kind;
using change::kNowhere;

constexpr std::string_view kInvoker = "security_invoker";

/// The options of a view that the model speaks of, and its indexes.
void add_declared(const ir::View& view, std::vector<std::string>& declared) {
  const auto add = [&declared](std::string name) {
    if (!has_name(declared, name)) declared.push_back(std::move(name));
  };
  if (const ir::NativeClause* with = find_native(view.physical.native, "with")) {
    for (const Parameter& it : read_parameters(with->argument)) add(it.key);
  }
  for (const ir::NativeClause& clause : view.physical.native) {
    if (clause.keyword.ends_with("check option")) add("check_option");
  }
  if (view.security != ir::ViewSecurity::unspecified) add(std::string(kInvoker));
  for (const ir::Index& index : view.physical.indexes) add(index.name);
}

/// The view as the next state has it; null when it does not come again.
const ir::View* successor(const ir::View& view, const ir::Schema& after) {
  const auto found = std::find_if(after.views.begin(), after.views.end(), [&view](const ir::View& it) {
    const ir::QualifiedName& name = it.was == ir::QualifiedName{} ? it.name : it.was;
    return name == view.name && it.is_materialized == view.is_materialized;
  });
  return found == after.views.end() ? nullptr : &*found;
}

std::string check_option_of(const ir::View& view) {
  for (const ir::NativeClause& clause : view.physical.native) {
    if (clause.keyword == "with local check option") return "local";
    if (clause.keyword.ends_with("check option")) return "cascaded";
  }
  return {};
}

bool is_same_grant(const ir::Grant& left, const ir::Grant& right) {
  return left.grantee_kind == right.grantee_kind && left.grantee == right.grantee &&
         left.privileges == right.privileges && left.with_grant_option == right.with_grant_option;
}

std::string comment_of(const ir::View& view, const std::string& column) {
  for (const ir::ViewColumn& it : view.columns) {
    if (it.name == column) return it.comment;
  }
  return {};
}

class ViewAlteration {
 public:
  ViewAlteration(const PostgresMigrator& migrator, const ir::View& before, const ir::View& after,
                 std::span<const Answered> changes, const MigrationContext& context)
      : migrator_(migrator),
        spelling_(migrator.spelling()),
        before_(before),
        after_(after),
        changes_(changes),
        context_(context),
        state_(context.new_state()),
        name_(spelling_.qualified(after.name, state_)),
        object_(spelling_.object_keyword(after) + " " + name_) {}

  Drafts run() {
    for (std::size_t at = 0; at < changes_.size(); ++at) change(at);
    for (std::size_t at = 0; at < changes_.size(); ++at) build(at);
    for (std::size_t at = 0; at < changes_.size(); ++at) drop_online(at);
    return std::move(drafts_);
  }

 private:
  void push(std::vector<std::string> sql, std::size_t at) {
    if (sql.empty()) return;
    Draft result;
    result.sql = std::move(sql);
    result.carries_out = {at};
    drafts_.push_back(std::move(result));
  }

  [[nodiscard]] bool is_replaced() const {
    return std::any_of(changes_.begin(), changes_.end(),
                       [](const Answered& it) { return it.change.kind == Kind::change_view_query; });
  }

  [[nodiscard]] std::string part(const std::string& name) const {
    return spelling_.qualified({after_.name.schema, name}, state_);
  }

  void change(std::size_t at) {
    const change::Change& it = changes_[at].change;
    switch (it.kind) {
      case Kind::change_view_query:
        return replace(at);
      case Kind::change_view_security:
        // A replacement prints all options, as it would reset what it leaves out.
        if (is_replaced()) return;
        return push({"ALTER " + object_ +
                     (after_.security == ir::ViewSecurity::invoker ? " SET (security_invoker = true)"
                                                                   : " RESET (security_invoker)")},
                    at);
      case Kind::change_native:
        return push(native(it.key), at);
      case Kind::set_view_comment:
        return push({migrator_.comment(object_, after_.comment)}, at);
      case Kind::set_view_column_comment:
        return comment_column(at);
      case Kind::set_owner: {
        std::vector<std::string> sql = migrator_.grants_to_owner(after_.name, before_.owner, after_.grants, context_);
        sql.insert(sql.begin(),
                   fmt::format("ALTER {} OWNER TO {}", object_, spelling_.identifier(after_.owner, state_)));
        return push(std::move(sql), at);
      }
      case Kind::drop_grant:
        return push(migrator_.revokes(after_.name, before_.grants.at(it.part.before), context_), at);
      case Kind::add_grant:
        return push(migrator_.grants(after_.name, after_.grants.at(it.part.after), context_), at);
      case Kind::rename_index:
        return push({fmt::format("ALTER INDEX {} RENAME TO {}", part(before_.physical.indexes.at(it.part.before).name),
                                 spelling_.identifier(after_.physical.indexes.at(it.part.after).name, state_))},
                    at);
      case Kind::set_index_comment: {
        const ir::Index& index = after_.physical.indexes.at(it.part.after);
        return push({migrator_.comment("INDEX " + part(index.name), index.comment)}, at);
      }
      case Kind::drop_index:
        return set_aside(at);
      default:
        return;
    }
  }

  /// A replacement resets the options that it does not print, also those that nobody declared.
  void replace(std::size_t at) {
    Kept kept{after_.name, after_.name, {}, {}};
    add_declared(before_, kept.declared);
    add_declared(after_, kept.declared);
    std::sort(kept.declared.begin(), kept.declared.end());
    push({keep_statement(kept, spelling_, state_), replacement(), restore_statement(after_.name, spelling_, state_)},
         at);
  }

  [[nodiscard]] std::string replacement() const {
    std::string head = spelling_.view_head(after_, state_);
    head.insert(std::string_view("CREATE ").size(), "OR REPLACE ");
    return fmt::format("{}{}AS\n{}{}", head, head.ends_with('\n') ? "" : " ", spelling_.body(after_.body, state_),
                       spelling_.view_tail(after_, state_));
  }

  [[nodiscard]] std::vector<std::string> native(const std::string& keyword) const {
    if (is_replaced()) return {};
    std::vector<std::string> sql;
    const ir::NativeClause* before = find_native(before_.physical.native, keyword);
    const ir::NativeClause* after = find_native(after_.physical.native, keyword);
    if (keyword == "with") {
      for (const std::string& it : parameter_changes(before, after))
        sql.push_back(fmt::format("ALTER {} {}", object_, it));
    } else if (keyword.ends_with("check option")) {
      const std::string option = check_option_of(after_);
      if (after == nullptr && !option.empty()) return {};
      sql.push_back(option.empty() ? fmt::format("ALTER {} RESET (check_option)", object_)
                                   : fmt::format("ALTER {} SET (check_option = {})", object_, option));
    } else if (keyword == "tablespace") {
      sql.push_back(
          fmt::format("ALTER {} SET TABLESPACE {}", object_, after == nullptr ? "pg_default" : after->argument));
    } else if (keyword == "using") {
      sql.push_back(fmt::format("ALTER {} SET ACCESS METHOD {}", object_, after == nullptr ? "heap" : after->argument));
    }
    return sql;
  }

  void comment_column(std::size_t at) {
    const change::Change& it = changes_[at].change;
    const bool is_there = it.part.after != kNowhere;
    const ir::ViewColumn& column = is_there ? after_.columns.at(it.part.after) : before_.columns.at(it.part.before);
    push({migrator_.comment(fmt::format("COLUMN {}.{}", name_, spelling_.identifier(column.name, state_)),
                            is_there ? column.comment : std::string())},
         at);
  }

  void set_aside(std::size_t at) {
    const std::string& name = before_.physical.indexes.at(changes_[at].change.part.before).name;
    if (!relation_names(context_.after, after_.name.schema).contains(name)) return;
    const std::string aside = made_up_name(name, {"_kura"}, "old", *context_.dialect.capabilities);
    Draft result = draft(fmt::format("set index `{}` aside", name),
                         fmt::format("ALTER INDEX {} RENAME TO {}", part(name), spelling_.identifier(aside, state_)));
    drafts_.push_back(std::move(result));
    aside_.emplace(name, aside);
  }

  void build(std::size_t at) {
    if (changes_[at].change.kind != Kind::create_index) return;
    const ir::Index& index = after_.physical.indexes.at(changes_[at].change.part.after);
    push(online_build(part(index.name), create_index_statement(index, after_.name, true, spelling_, state_), spelling_),
         at);
    Draft& built = drafts_.back();
    built.is_late = true;
    built.in_transaction = false;
    built.checks_after.push_back({fmt::format("index `{}` is whole", index.name),
                                  fmt::format("SELECT indisvalid FROM pg_index WHERE indexrelid = {}::REGCLASS",
                                              spelling_.string_literal(part(index.name)))});
    if (index.comment.empty()) return;
    Draft said = draft(fmt::format("comment on index `{}`", index.name),
                       migrator_.comment("INDEX " + part(index.name), index.comment));
    said.is_late = true;
    drafts_.push_back(std::move(said));
  }

  void drop_online(std::size_t at) {
    if (changes_[at].change.kind != Kind::drop_index) return;
    const std::string& name = before_.physical.indexes.at(changes_[at].change.part.before).name;
    const auto aside = aside_.find(name);
    push(online_drop(part(aside == aside_.end() ? name : aside->second)), at);
    drafts_.back().is_late = true;
    drafts_.back().in_transaction = false;
  }

  const PostgresMigrator& migrator_;
  const PostgresRenderer& spelling_;
  const ir::View& before_;
  const ir::View& after_;
  std::span<const Answered> changes_;
  const MigrationContext& context_;
  RenderContext state_;
  std::string name_;
  std::string object_;
  std::map<std::string, std::string> aside_;
  Drafts drafts_;
};

}  // namespace

Drafts PostgresMigrator::alter_view(const ir::View& before, const ir::View& after, std::span<const Answered> changes,
                                    const MigrationContext& context) const {
  return ViewAlteration(*this, before, after, changes, context).run();
}

Drafts PostgresMigrator::drop_view(const ir::View& view, const MigrationContext& context) const {
  Drafts drafts = Migrator::drop_view(view, context);
  const ir::View* after = successor(view, context.after);
  if (after == nullptr) return drafts;
  Kept kept{view.name, after->name, {}, {}};
  add_declared(view, kept.declared);
  add_declared(*after, kept.declared);
  std::sort(kept.declared.begin(), kept.declared.end());
  drafts[0].summary += ", keeping what hangs on it";
  // A comment that was declared and is no more must not be kept; now its column is surely there.
  std::vector<std::string> first;
  for (const ir::ViewColumn& column : view.columns) {
    if (column.comment.empty() || !comment_of(*after, column.name).empty()) continue;
    first.push_back(comment(fmt::format("COLUMN {}.{}", renderer().qualified(view.name, context.old_state()),
                                        renderer().identifier(column.name, context.old_state())),
                            ""));
  }
  first.push_back(keep_statement(kept, renderer(), context.new_state()));
  drafts[0].sql.insert(drafts[0].sql.begin(), first.begin(), first.end());
  return drafts;
}

Drafts PostgresMigrator::recreate_view(const ir::View& before, const ir::View& after,
                                       const MigrationContext& context) const {
  Drafts drafts = Migrator::recreate_view(before, after, context);
  const std::string name = renderer().qualified(after.name, context.new_state());
  std::vector<std::string> restored = {restore_statement(after.name, renderer(), context.new_state())};
  // What was declared and is no more must not come back with what was not.
  for (const ir::Grant& grant : before.grants) {
    const bool stays = std::any_of(after.grants.begin(), after.grants.end(),
                                   [&grant](const ir::Grant& it) { return is_same_grant(it, grant); });
    if (stays) continue;
    for (std::string& sql : revokes(after.name, grant, context)) restored.push_back(std::move(sql));
  }
  if (!before.comment.empty() && after.comment.empty()) {
    restored.push_back(comment(renderer().object_keyword(after) + " " + name, ""));
  }
  for (std::string& sql : forgotten_comments(before.physical.indexes, after.physical.indexes, after.name, context)) {
    restored.push_back(std::move(sql));
  }
  // Behind the view and its indexes, before its declared comments, owner and rights.
  std::vector<std::string>& sql = drafts[0].sql;
  const std::size_t place = std::min(sql.size(), 1 + after.physical.indexes.size());
  sql.insert(sql.begin() + static_cast<std::ptrdiff_t>(place), restored.begin(), restored.end());
  return drafts;
}

}  // namespace kura::dialect::postgres
