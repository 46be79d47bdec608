// RedshiftMigrator: a table that is built anew: new one, lock, copy, swap, drop.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/redshift/carry.h"
#include "compiler/dialect/redshift/design.h"
#include "compiler/dialect/redshift/migrator.h"
#include "compiler/dialect/redshift/storage.h"

namespace kura::dialect::redshift {
namespace {

using change::HazardKind;
using change::kNowhere;

bool is_text(std::string_view storage) {
  return storage == "varchar" || storage == "char";
}
bool is_exact_number(std::string_view storage) {
  return storage == "smallint" || storage == "integer" || storage == "bigint" || storage == "decimal";
}

/// The longest value of a type that has one, in bytes; -1 for others.
std::int32_t longest(const ir::Type& type) {
  if (const auto length = varchar_length(type)) return *length;
  return type.kind == ir::TypeKind::native ? -1 : type.length;
}

ir::QualifiedName new_name(const TableRebuild& rebuild, const MigrationContext& context) {
  return new_table_name(rebuild.after.name, *context.dialect.capabilities);
}
ir::QualifiedName old_name(const TableRebuild& rebuild, const MigrationContext& context) {
  return old_table_name(rebuild.before.name, *context.dialect.capabilities);
}

/// A value as the new type, where a cast does not say it.
std::string conversion_call(std::string_view from, std::string_view to, const std::string& value) {
  if (is_text(from) && to == "super") return fmt::format("JSON_PARSE({})", value);
  if (from == "super" && is_text(to)) return fmt::format("JSON_SERIALIZE({})", value);
  if (from == "boolean" && is_text(to))
    return fmt::format("CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END", value);
  return {};
}

}  // namespace

std::string RedshiftMigrator::copied_value(const TableRebuild& rebuild, std::size_t column,
                                           const MigrationContext& context) const {
  const ir::Column& target = rebuild.after.columns[column];
  // INSERT takes no values for it: Redshift counts anew.
  if (target.identity && target.identity->is_always) return {};
  const std::size_t source = rebuild.source[column];
  if (source == kNowhere) return {};
  const ir::Column& old = rebuild.before.columns[source];
  const std::string name = renderer().identifier(old.name, context.old_state());
  const std::string call = conversion_call(storage_of(old.type), storage_of(target.type), name);
  if (call.empty()) return Migrator::copied_value(rebuild, column, context);
  const bool is_short = is_text(storage_of(target.type));
  const std::string value =
      is_short ? fmt::format("CAST({} AS {})", call, renderer().column_type(target, context.new_state())) : call;
  const bool may_be_missing = old.is_nullable && !target.is_nullable && has_value(target);
  if (!may_be_missing) return value;
  return fmt::format("COALESCE({}, {})", value, renderer().expression(*target.default_value, context.new_state()));
}

Drafts RedshiftMigrator::rebuild_table(const TableRebuild& rebuild, const MigrationContext& context) const {
  const std::string before = renderer().qualified(rebuild.before.name, context.old_state());
  const std::string after = renderer().qualified(rebuild.after.name, context.new_state());
  Drafts drafts;
  drafts.push_back(create_new(rebuild, context));
  // One transaction from here to the swap, and nothing in it before the lock: a snapshot from before would miss writes
  // that the lock waited for.
  drafts.push_back(draft("lock the table", "LOCK " + before));
  drafts.back().hazards.push_back(
      {HazardKind::blocking_lock, fmt::format("readers and writers of `{}` wait until the new table has its name",
                                              ir::to_text(rebuild.before.name))});
  drafts.push_back(copy_rows(rebuild, context));
  drafts.push_back(swap_tables(rebuild, context));
  if (!rebuild.after.owner.empty()) {
    // A step of its own, after what is carried: who is not the owner any more may do nothing else.
    drafts.push_back(
        draft(fmt::format("give the table to `{}`", rebuild.after.owner),
              alter(rebuild.after.name, "OWNER TO " + renderer().identifier(rebuild.after.owner, context.new_state()),
                    context)));
  }
  const auto add_late = [&](std::string summary, std::string reason, std::string sql, bool in_transaction) {
    drafts.push_back(draft(std::move(summary), std::move(sql)));
    drafts.back().reason = std::move(reason);
    drafts.back().is_late = true;
    drafts.back().in_transaction = in_transaction;
  };
  if (is_interleaved(rebuild.after))
    add_late("sort the rows by the interleaved key", "a copy cannot be in the order of an interleaved key",
             "VACUUM REINDEX " + after, false);
  add_late("gather statistics", "the new table has none", "ANALYZE " + after, false);
  if (!context.keeps_old) {
    add_late("drop the old table", "everything that read it reads the new one",
             "DROP TABLE " + renderer().qualified(old_name(rebuild, context), context.new_state()), true);
  }
  return drafts;
}

Draft RedshiftMigrator::create_new(const TableRebuild& rebuild, const MigrationContext& context) const {
  ir::Table fresh = rebuild.after;
  fresh.name = new_name(rebuild, context);
  // Two keys of one name cannot be in a schema: they wait until the old table has given them up.
  fresh.primary_key = {};
  fresh.unique_keys.clear();
  fresh.foreign_keys.clear();
  fresh.comment.clear();
  for (ir::Column& column : fresh.columns) column.comment.clear();
  fresh.owner.clear();
  fresh.grants.clear();
  Draft result;
  result.summary = "create the new table";
  result.sql.push_back("DROP TABLE IF EXISTS " + renderer().qualified(fresh.name, context.new_state()));
  for (Statement& statement : renderer().create_table(fresh, {}, context.new_state()))
    result.sql.push_back(std::move(statement.sql));
  result.in_transaction = false;
  return result;
}

std::string RedshiftMigrator::order_of_copy(const TableRebuild& rebuild, const MigrationContext& context) const {
  const ir::SortKey key = sort_key_of(rebuild.after.physical, false);
  if (key.style != ir::SortStyle::compound) return {};
  std::vector<std::string> values;
  for (const ir::SortColumn& sorted : key.columns) {
    const ir::Column* column = ir::find_column(rebuild.after, sorted.name);
    if (column == nullptr) break;
    std::string value = copied_value(rebuild, static_cast<std::size_t>(column - rebuild.after.columns.data()), context);
    // New columns hold one value, but for what is counted: nothing can be sorted by numbers yet to come.
    if (value.empty() && column->identity) break;
    if (!value.empty()) values.push_back(std::move(value));
  }
  return values.empty() ? std::string() : "\nORDER BY " + join(values, ", ");
}

Draft RedshiftMigrator::copy_rows(const TableRebuild& rebuild, const MigrationContext& context) const {
  const ir::QualifiedName target = new_name(rebuild, context);
  const std::string copy = copy_statement(rebuild, rebuild.before.name, target, context);
  // Where every column is new and counted, there is nothing that an INSERT could say.
  if (copy.empty()) return {};
  Draft result = draft("copy the rows", copy + order_of_copy(rebuild, context));
  for (std::size_t at = 0; at < rebuild.changes.size(); ++at) {
    // Rows of what would have happened in place and alone have no say here.
    const AlterRow* row = rebuild.changes[at].row;
    if (row != nullptr && row->risks != 0 && (row->method == Method::rebuild || row->in_transaction))
      result.carries_out.push_back(at);
  }
  for (std::size_t i = 0; i < rebuild.after.columns.size(); ++i) {
    const ir::Column& column = rebuild.after.columns[i];
    if (rebuild.source[i] == kNowhere) {
      if (column.is_nullable || has_value(column) || column.identity) continue;
      result.checks_before.push_back(
          {fmt::format("the table has no rows, which would have no value in `{}`", column.name),
           "SELECT COUNT(*) = 0 FROM " + renderer().qualified(rebuild.before.name, context.old_state())});
      continue;
    }
    add_checks_of_value(rebuild, i, context, result);
    if (!column.identity) continue;
    if (!column.identity->is_always) {
      add_check_of_seed(rebuild, i, context, result);
      continue;
    }
    result.hazards.push_back(
        {HazardKind::not_carried,
         fmt::format("the values of `{}`: Redshift numbers the rows anew; `identity` without `always` would keep them",
                     column.name)});
  }
  const std::string counts = fmt::format(
      "SELECT a.n = b.n FROM (SELECT COUNT(*) AS n FROM {}) AS a CROSS JOIN (SELECT COUNT(*) AS n FROM {}) AS b",
      renderer().qualified(rebuild.before.name, context.old_state()),
      renderer().qualified(target, context.new_state()));
  result.checks_after.push_back({"both tables have as many rows", counts});
  return result;
}

void RedshiftMigrator::add_check_of_seed(const TableRebuild& rebuild, std::size_t column,
                                         const MigrationContext& context, Draft& copy) const {
  const ir::Column& target = rebuild.after.columns[column];
  const ir::Identity& identity = *target.identity;
  const bool counts_up = identity.step > 0;
  copy.checks_before.push_back(
      {fmt::format(
           "every value of `{}` is {} {}, where its identity begins again (declare a `start` beyond them when not)",
           target.name, counts_up ? "below" : "above", identity.start),
       fmt::format("SELECT COUNT(*) = 0 FROM {} WHERE {} {} {}",
                   renderer().qualified(rebuild.before.name, context.old_state()),
                   renderer().identifier(rebuild.before.columns[rebuild.source[column]].name, context.old_state()),
                   counts_up ? ">=" : "<=", identity.start)});
  copy.hazards.push_back({HazardKind::not_carried,
                          fmt::format("the counter of `{}`: it begins at {} again, as copied values do not move it",
                                      target.name, identity.start)});
}

void RedshiftMigrator::add_checks_of_value(const TableRebuild& rebuild, std::size_t column,
                                           const MigrationContext& context, Draft& copy) const {
  const ir::Column& target = rebuild.after.columns[column];
  const ir::Column& old = rebuild.before.columns.at(rebuild.source[column]);
  if (target.identity && target.identity->is_always) return;
  const std::string table = renderer().qualified(rebuild.before.name, context.old_state());
  const std::string name = renderer().identifier(old.name, context.old_state());
  const auto add = [&](std::string what, const std::string& condition) {
    copy.checks_before.push_back(
        {std::move(what), fmt::format("SELECT COUNT(*) = 0 FROM {} WHERE {}", table, condition)});
  };
  if (old.is_nullable && !target.is_nullable && !has_value(target)) {
    add(fmt::format("no value of `{}` is NULL", target.name), name + " IS NULL");
  }
  if (same_words(old.type, target.type, context.after) || conversion(old.type, target.type) != Conversion::narrowing)
    return;
  const std::string_view from = storage_of(old.type);
  const std::string_view to = storage_of(target.type);
  const std::int32_t length = longest(target.type);
  if (((is_text(from) && is_text(to)) || (from == "varbyte" && to == "varbyte")) && length >= 0) {
    // A cast would cut them.
    add(fmt::format("no value of `{}` is longer than {} bytes", target.name, length),
        fmt::format("OCTET_LENGTH({}) > {}", with_new_labels(old, target, name, renderer()), length));
  } else if (is_exact_number(from) && is_exact_number(to)) {
    const std::string type = renderer().column_type(target, context.new_state());
    add(fmt::format("no value of `{}` changes as {}", target.name, type),
        fmt::format("CAST({0} AS {1}) <> {0}", name, type));
  }
}

Draft RedshiftMigrator::swap_tables(const TableRebuild& rebuild, const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const ir::Table& after = rebuild.after;
  const ir::QualifiedName kept = old_name(rebuild, context);
  Draft result;
  result.summary = "put the new table in the place of the old one";
  result.sql.push_back(alter(rebuild.before.name, "RENAME TO " + renderer().identifier(kept.name, state), context));
  result.sql.push_back(
      alter(new_name(rebuild, context), "RENAME TO " + renderer().identifier(after.name.name, state), context));
  // Names of keys are free when the old table has given them up.
  const auto give_up = [&](const ir::Key& key) {
    result.sql.push_back(
        alter(kept, "DROP CONSTRAINT " + renderer().identifier(key.name, context.old_state()), context));
  };
  if (rebuild.before.primary_key) give_up(*rebuild.before.primary_key);
  for (const ir::Key& key : rebuild.before.unique_keys) give_up(key);
  if (after.primary_key)
    result.sql.push_back(
        alter(after.name, "ADD " + renderer().key_constraint(*after.primary_key, true, state), context));
  for (const ir::Key& key : after.unique_keys) {
    result.sql.push_back(alter(after.name, "ADD " + renderer().key_constraint(key, false, state), context));
  }
  for (Statement& statement : renderer().comments(after, state)) result.sql.push_back(std::move(statement.sql));
  for (const ir::Grant& grant : after.grants) {
    for (std::string& statement : grant_statements("TABLE", after.name, grant, context))
      result.sql.push_back(std::move(statement));
  }
  result.hazards.push_back(
      {HazardKind::not_carried,
       fmt::format("policies of row-level security and masking, and datashares, of `{}`: attach them again",
                   ir::to_text(after.name))});

  Carried what;
  what.from = rebuild.before.name;
  what.to = after.name;
  what.comment_keyword = "TABLE";
  what.declared = rebuild.before.grants;
  what.has_comment = !rebuild.before.comment.empty() || !after.comment.empty();
  what.has_owner = !after.owner.empty();
  for (std::size_t i = 0; i < after.columns.size(); ++i) {
    if (rebuild.source[i] == kNowhere) continue;
    const ir::Column& old = rebuild.before.columns[rebuild.source[i]];
    what.columns.emplace(old.name, after.columns[i].name);
    if (!old.comment.empty() || !after.columns[i].comment.empty()) what.commented_columns.push_back(old.name);
  }
  result.carry = carry_all(what, state);
  return result;
}

}  // namespace kura::dialect::redshift
