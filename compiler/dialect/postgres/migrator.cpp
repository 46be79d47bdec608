// The migrator: schemas, sequences, enums, renames, foreign keys, the session.
#include "compiler/dialect/postgres/migrator.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/postgres/carry.h"
#include "compiler/dialect/postgres/renames.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/dialect/postgres/table_facts.h"

namespace kura::dialect::postgres {
namespace {

using change::Kind;
using change::kNowhere;

/// " MINVALUE 5", " NO MINVALUE", or nothing when it stays.
std::string changed_option(std::string_view word, std::string_view none, const Boxed<std::int64_t>& before,
                           const Boxed<std::int64_t>& after) {
  if (before == after) return {};
  return after ? fmt::format(" {} {}", word, *after) : fmt::format(" {}", none);
}

std::string sequence_changes(const ir::Sequence& before, const ir::Sequence& after, const Renderer& renderer,
                             const RenderContext& context) {
  std::string text;
  if (!(before.type == after.type))
    text += " AS " + (after.type ? renderer.type(*after.type, context) : std::string("BIGINT"));
  text += changed_option("INCREMENT BY", "INCREMENT BY 1", before.increment, after.increment);
  text += changed_option("MINVALUE", "NO MINVALUE", before.min, after.min);
  text += changed_option("MAXVALUE", "NO MAXVALUE", before.max, after.max);
  if (!(before.start == after.start)) {
    const bool rises = !after.increment || *after.increment > 0;
    const std::int64_t fallback = rises ? (after.min ? *after.min : 1) : (after.max ? *after.max : -1);
    text += fmt::format(" START WITH {}", after.start ? *after.start : fallback);
  }
  text += changed_option("CACHE", "CACHE 1", before.cache, after.cache);
  if (before.is_cycle != after.is_cycle) text += after.is_cycle ? " CYCLE" : " NO CYCLE";
  return text;
}

bool has_label(const ir::EnumType& type, const std::string& text) {
  return std::any_of(type.labels.begin(), type.labels.end(),
                     [&text](const ir::EnumLabel& it) { return it.text == text; });
}

/// Where a new label goes. Labels are added from the first to the last: the one before is always there.
std::string label_place(const ir::EnumType& before, const ir::EnumType& after, std::size_t place,
                        const Renderer& renderer) {
  if (place > 0) return " AFTER " + renderer.string_literal(after.labels[place - 1].text);
  for (const ir::EnumLabel& label : after.labels) {
    if (has_label(before, label.text) || has_label(before, label.was))
      return " BEFORE " + renderer.string_literal(label.text);
  }
  return {};
}

change::Hazard waiting(std::string_view who, const ir::Table& table, const ir::ForeignKey& key,
                       std::string_view how_long) {
  return {change::HazardKind::blocking_lock,
          fmt::format("{} of `{}` and `{}` wait {}", who, ir::to_text(table.name), ir::to_text(key.target), how_long)};
}

change::Hazard orphans(const ir::Table& table, const ir::ForeignKey& key) {
  return {change::HazardKind::may_fail,
          fmt::format("a row of `{}` may refer to none of `{}`", ir::to_text(table.name), ir::to_text(key.target))};
}

}  // namespace

std::string PostgresMigrator::comment(const std::string& object, const std::string& text) const {
  return fmt::format("COMMENT ON {} IS {}", object, text.empty() ? "NULL" : renderer().string_literal(text));
}

std::vector<std::string> PostgresMigrator::forgotten_comments(const std::vector<ir::Index>& before,
                                                              const std::vector<ir::Index>& after,
                                                              const ir::QualifiedName& relation,
                                                              const MigrationContext& context) const {
  std::vector<std::string> statements;
  for (const ir::Index& index : after) {
    const bool had_one = std::any_of(before.begin(), before.end(), [&index](const ir::Index& it) {
      return it.name == index.name && !it.comment.empty();
    });
    if (!had_one || !index.comment.empty()) continue;
    statements.push_back(
        comment("INDEX " + renderer().qualified({relation.schema, index.name}, context.new_state()), ""));
  }
  return statements;
}

std::vector<std::string> PostgresMigrator::grants_to_owner(const ir::QualifiedName& name, const std::string& old_owner,
                                                           const std::vector<ir::Grant>& grants_after,
                                                           const MigrationContext& context) const {
  std::vector<std::string> statements;
  for (const ir::Grant& grant : grants_after) {
    if (old_owner.empty() || grant.grantee_kind == ir::GranteeKind::everyone || grant.grantee != old_owner) continue;
    for (std::string& sql : grants(name, grant, context)) statements.push_back(std::move(sql));
  }
  return statements;
}

std::vector<std::string> PostgresMigrator::grants(const ir::QualifiedName& name, const ir::Grant& grant,
                                                  const MigrationContext& context) const {
  return grant_statements("TABLE", name, grant, context);
}

std::vector<std::string> PostgresMigrator::revokes(const ir::QualifiedName& name, const ir::Grant& grant,
                                                   const MigrationContext& context) const {
  return revoke_statements(name, grant, context);
}

Drafts PostgresMigrator::alter_namespace(const ir::Namespace&, const ir::Namespace& after,
                                         std::span<const Answered> changes, const MigrationContext& context) const {
  Draft result;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    if (changes[at].change.kind != Kind::set_namespace_comment) continue;
    result.sql.push_back(comment("SCHEMA " + renderer().identifier(after.name, context.new_state()), after.comment));
    result.carries_out.push_back(at);
  }
  return {std::move(result)};
}

// An owned sequence is gone already when its column or its table went.
Drafts PostgresMigrator::drop_sequence(const ir::Sequence& sequence, const MigrationContext& context) const {
  const std::string_view condition = sequence.owned_by_table ? "IF EXISTS " : "";
  return {draft("drop the sequence", fmt::format("DROP SEQUENCE {}{}", condition,
                                                 renderer().qualified(sequence.name, context.old_state())))};
}

Drafts PostgresMigrator::alter_sequence(const ir::Sequence& before, const ir::Sequence& after,
                                        std::span<const Answered> changes, const MigrationContext& context) const {
  Draft result;
  const std::string name = renderer().qualified(after.name, context.new_state());
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const Kind kind = changes[at].change.kind;
    if (kind == Kind::alter_sequence) {
      result.sql.push_back(
          fmt::format("ALTER SEQUENCE {}{}", name, sequence_changes(before, after, renderer(), context.new_state())));
    }
    // The new owner is named once its column is there; the old one would take the sequence along.
    if (kind == Kind::set_sequence_owner) result.sql.push_back(fmt::format("ALTER SEQUENCE {} OWNED BY NONE", name));
    if (kind == Kind::set_sequence_comment) result.sql.push_back(comment("SEQUENCE " + name, after.comment));
    result.carries_out.push_back(at);
  }
  return {std::move(result)};
}

/// A move to another schema, a rename, or both.
std::vector<std::string> PostgresMigrator::moved(const std::string& keyword, const ir::QualifiedName& from,
                                                 const ir::QualifiedName& to, const MigrationContext& context) const {
  std::vector<std::string> statements;
  const RenderContext state = context.new_state();
  ir::QualifiedName name = from;
  if (from.schema != to.schema) {
    const std::string space = renderer().identifier(to.schema.empty() ? "public" : to.schema, state);
    statements.push_back(fmt::format("ALTER {} {} SET SCHEMA {}", keyword, renderer().qualified(name, state), space));
    name.schema = to.schema;
  }
  if (from.name != to.name) {
    statements.push_back(fmt::format("ALTER {} {} RENAME TO {}", keyword, renderer().qualified(name, state),
                                     renderer().identifier(to.name, state)));
  }
  return statements;
}

Drafts PostgresMigrator::rename_table(const ir::QualifiedName& from, const ir::Table& after,
                                      const MigrationContext& context) const {
  Draft result;
  result.summary = fmt::format("rename the table from `{}`", ir::to_text(from));
  result.sql = moved("TABLE", from, after.name, context);
  if (from.schema != after.name.schema && after.physical.partitioning) {
    // Partitions stay in their schema when the table moves. Those that come later are made in the new one.
    const ir::Table* before = find_table(context.before, after.name);
    if (is_partitioned(before)) {
      for (const ir::Partition& it : before->physical.partitioning->partitions) {
        for (std::string& sql : moved("TABLE", {from.schema, it.name}, {after.name.schema, it.name}, context)) {
          result.sql.push_back(std::move(sql));
        }
      }
    }
  }
  return {std::move(result)};
}

Drafts PostgresMigrator::rename_view(const ir::QualifiedName& from, const ir::View& after,
                                     const MigrationContext& context) const {
  const std::string keyword = renderer().object_keyword(after);
  Draft result;
  result.summary = fmt::format("rename the {} from `{}`", to_lower(keyword), ir::to_text(from));
  result.sql = moved(keyword, from, after.name, context);
  return {std::move(result)};
}

Drafts PostgresMigrator::rename_enum(const ir::QualifiedName& from, const ir::EnumType& after,
                                     const MigrationContext& context) const {
  Draft result;
  result.summary = fmt::format("rename the enum from `{}`", ir::to_text(from));
  result.sql = moved("TYPE", from, after.name, context);
  return {std::move(result)};
}

Drafts PostgresMigrator::rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                         const MigrationContext& context) const {
  Draft result;
  result.summary = fmt::format("rename the sequence from `{}`", ir::to_text(from));
  const auto before = std::find_if(context.before.sequences.begin(), context.before.sequences.end(),
                                   [&](const ir::Sequence& it) { return it.name == after.name; });
  ir::QualifiedName to = after.name;
  if (from.schema != to.schema && before != context.before.sequences.end() && before->owned_by_table) {
    const ir::Table* owner = find_table(context.after, *before->owned_by_table);
    const bool moves_along = owner != nullptr && owner->was.schema == from.schema && owner->name.schema == to.schema &&
                             !owner->was.name.empty();
    // An owned sequence moves with its table, and cannot move without it.
    if (moves_along) to.schema = from.schema;
    if (!moves_along) {
      result.sql.push_back(
          fmt::format("ALTER SEQUENCE {} OWNED BY NONE", renderer().qualified(from, context.new_state())));
    }
  }
  for (std::string& sql : moved("SEQUENCE", from, to, context)) result.sql.push_back(std::move(sql));
  return {std::move(result)};
}

Drafts PostgresMigrator::recreated_enum(const ir::EnumType& before, const ir::EnumType& after, std::size_t change,
                                        const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const std::string name = renderer().qualified(after.name, state);
  const std::string old_name = made_up_name(after.name.name, {"_kura"}, "old", *context.dialect.capabilities);
  const std::string old_type = renderer().qualified({after.name.schema, old_name}, state);
  Draft made;
  made.summary = "make the enum anew";
  made.carries_out = {change};
  std::vector<Rename> renamed;
  for (const ir::EnumLabel& label : after.labels) {
    const bool is_renamed = !label.was.empty() && !has_label(before, label.text) && has_label(before, label.was);
    if (is_renamed) renamed.push_back({label.was, label.text, change});
  }
  for (const Rename& it : ordered(renamed)) {
    made.sql.push_back(fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", name, renderer().string_literal(it.from),
                                   renderer().string_literal(it.to)));
  }
  made.sql.push_back(fmt::format("ALTER TYPE {} RENAME TO {}", name, renderer().identifier(old_name, state)));
  for (Statement& statement : renderer().create_enum(after, state)) made.sql.push_back(std::move(statement.sql));
  made.sql.push_back(
      fmt::format("DO $$\nBEGIN\n  EXECUTE format('ALTER TYPE %s OWNER TO %I', {}, (SELECT pg_get_userbyid(typowner) "
                  "FROM pg_type WHERE oid = {}::REGTYPE));\nEND\n$$",
                  renderer().string_literal(name), renderer().string_literal(old_type)));
  std::string drop = "DROP TYPE " + old_type;
  if (context.keeps_old) {
    drop = fmt::format(
        "DO $$\nBEGIN\n  {};\nEXCEPTION WHEN dependent_objects_still_exist THEN\n"
        "  RAISE NOTICE '{} stays with the old table';\nEND\n$$",
        drop, old_type);
  }
  Draft gone = draft("drop the enum's old shape", std::move(drop));
  gone.is_late = true;
  if (context.keeps_old) {
    gone.hazards.push_back(
        {change::HazardKind::irreversible,
         "where a kept table uses it, the old shape is kept and holds its name: drop it before going back"});
  }
  return {std::move(made), std::move(gone)};
}

Drafts PostgresMigrator::alter_enum(const ir::EnumType& before, const ir::EnumType& after,
                                    std::span<const Answered> changes, const MigrationContext& context) const {
  Drafts drafts;
  const std::string name = renderer().qualified(after.name, context.new_state());
  const auto literal = [&](std::size_t place) { return renderer().string_literal(after.labels.at(place).text); };
  std::vector<Rename> renamed;
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const change::Change& change = changes[at].change;
    if (change.kind != Kind::rename_enum_label) continue;
    renamed.push_back({before.labels.at(change.part.before).text, after.labels.at(change.part.after).text, at});
  }
  for (const Rename& it : ordered(renamed)) {
    drafts.push_back(draft("", fmt::format("ALTER TYPE {} RENAME VALUE {} TO {}", name,
                                           renderer().string_literal(it.from), renderer().string_literal(it.to))));
    drafts.back().carries_out = {it.change};
  }
  for (std::size_t at = 0; at < changes.size(); ++at) {
    const change::Change& change = changes[at].change;
    if (change.kind == Kind::add_enum_label) {
      const std::string where = label_place(before, after, change.part.after, renderer());
      Draft added =
          draft("", fmt::format("ALTER TYPE {} ADD VALUE IF NOT EXISTS {}{}", name, literal(change.part.after), where));
      added.carries_out = {at};
      drafts.push_back(std::move(added));
    } else if (change.kind == Kind::recreate_enum) {
      for (Draft& it : recreated_enum(before, after, at, context)) drafts.push_back(std::move(it));
    } else if (change.kind == Kind::set_enum_comment) {
      drafts.push_back(draft("", comment("TYPE " + name, after.comment)));
      drafts.back().carries_out = {at};
    }
  }
  return drafts;
}

Drafts PostgresMigrator::drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                          const MigrationContext& context) const {
  Drafts drafts = Migrator::drop_foreign_key(table, key, context);
  drafts[0].hazards.push_back(waiting("readers and writers", table, key, "for a moment"));
  return drafts;
}

Drafts PostgresMigrator::add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                         const MigrationContext& context) const {
  const bool is_declared_so = has_native(key.native, "not valid");
  // A new table has no rows, and a partitioned one takes no key that is not valid.
  const bool is_new = find_table(context.before, table.name) == nullptr;
  if (is_declared_so || is_new || table.physical.partitioning) {
    Drafts drafts = Migrator::add_foreign_key(table, key, context);
    if (is_new) return drafts;
    drafts[0].hazards.push_back(
        waiting("writers", table, key, is_declared_so ? "for a moment" : "while the rows are compared"));
    if (!is_declared_so) drafts[0].hazards.push_back(orphans(table, key));
    return drafts;
  }
  const RenderContext state = context.new_state();
  const std::string constraint = spelling().foreign_key_constraint(key, state);
  Draft added = draft(fmt::format("add foreign key `{}` for new rows", key.name),
                      alter(table.name, fmt::format("ADD {} NOT VALID", constraint), context));
  added.hazards.push_back(waiting("writers", table, key, "for a moment"));
  Draft checked = draft(fmt::format("validate foreign key `{}`", key.name),
                        alter(table.name, "VALIDATE CONSTRAINT " + renderer().identifier(key.name, state), context));
  checked.is_late = true;
  checked.in_transaction = false;
  checked.hazards.push_back(
      {change::HazardKind::table_scanned, fmt::format("the engine reads all of `{}`", ir::to_text(table.name))});
  checked.hazards.push_back(orphans(table, key));
  checked.reason = "others read and write meanwhile";
  return {std::move(added), std::move(checked)};
}

std::vector<std::string> PostgresMigrator::session(const std::vector<change::Step>& steps) const {
  if (steps.empty()) return {};
  std::vector<std::string> statements = {
      std::string(
          "-- Behind a statement that waits for a lock every reader waits too: better to fail and be run again.\n") +
          lock_timeout(),
      "SET TimeZone = 'UTC'"};
  std::vector<std::string> called;
  for (const change::Step& step : steps) called.insert(called.end(), step.sql.begin(), step.sql.end());
  for (std::string& sql : carrying_procedures(called)) statements.push_back(std::move(sql));
  return statements;
}

}  // namespace kura::dialect::postgres
