// MysqlMigrator: the changes of one table as few ALTER TABLE statements, each with its algorithm.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/migrator.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/table_actions.h"
#include "compiler/dialect/mysql/type_change.h"

namespace kura::dialect::mysql {
namespace {

using change::HazardKind;

/// Tables on which the server refuses algorithms that it takes elsewhere: other engines, compressed rows, full-text
/// indexes, indexes over virtual columns.
bool is_special(const ir::Table& table) {
  if (engine_of(table) != "innodb" || option_of(table, "row_format") == "compressed") return true;
  if (!option_of(table, "key_block_size").empty()) return true;
  return std::any_of(table.physical.indexes.begin(), table.physical.indexes.end(), [&](const ir::Index& index) {
    if (index.method == "fulltext") return true;
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
      return is_virtual_column(column) && may_read(index, column.name);
    });
  });
}

bool has_virtual_key(const ir::Table& table) {
  return std::any_of(table.unique_keys.begin(), table.unique_keys.end(), [&](const ir::Key& key) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
      return is_virtual_column(column) && has_name(key.columns, column.name);
    });
  });
}

/// In one statement a renamed column that also gets a new definition is a CHANGE.
std::vector<std::string> clauses_of(const Batch& batch, const std::vector<Action>& actions, const ir::Table& after,
                                    const Renderer& renderer, const RenderContext& state) {
  std::vector<std::string> clauses;
  for (const std::size_t at : batch) {
    const Action& action = actions[at];
    const auto has_twin = [&](bool is_rename) {
      return std::any_of(batch.begin(), batch.end(), [&](std::size_t other) {
        return other != at && actions[other].column == action.column && actions[other].is_rename == is_rename;
      });
    };
    const bool is_of_column = action.column != change::kNowhere;
    if (is_of_column && action.is_rename && has_twin(false)) continue;
    for (const std::string& clause : action.clauses) {
      const std::string_view modify = "MODIFY COLUMN ";
      const bool is_change = is_of_column && !action.is_rename && has_twin(true) && clause.starts_with(modify);
      clauses.push_back(is_change ? fmt::format("CHANGE COLUMN {} {}",
                                                renderer.identifier(after.columns[action.column].was, state),
                                                clause.substr(modify.size()))
                                  : clause);
    }
  }
  return clauses;
}

/// A rename that the server carries into expressions of the table.
bool renames_in_expressions(const Batch& batch, const std::vector<Action>& actions, const ir::Table& before,
                            const ir::Table& after, const Flavour& flavour) {
  return std::any_of(batch.begin(), batch.end(), [&](std::size_t at) {
    if (!actions[at].is_rename) return false;
    const std::string& name = after.columns[actions[at].column].name;
    // JSON is a text with a check of the server's own, which is there until the column has another type.
    const ir::Column* column = column_named(before, name);
    if (!flavour.has_json_type && column != nullptr && is_json(*column)) return true;
    const auto reads_it = [&](const ir::Column& it) {
      return (it.generated && may_read(it.generated->expression, name)) ||
             (it.default_value && may_read(*it.default_value, name));
    };
    return std::any_of(before.columns.begin(), before.columns.end(), reads_it) ||
           std::any_of(before.checks.begin(), before.checks.end(),
                       [&](const ir::Check& it) { return may_read(it.expression, name); });
  });
}

/// The reasons of the rows, and why the definition is read anew.
std::string reason_for_anew(const Draft& draft, std::span<const Answered> changes) {
  std::vector<std::string> reasons;
  for (const std::size_t at : draft.carries_out) {
    const AlterRow* row = changes[at].row;
    if (row != nullptr && !row->reason.empty() &&
        std::find(reasons.begin(), reasons.end(), row->reason) == reasons.end())
      reasons.emplace_back(row->reason);
  }
  reasons.emplace_back(
      "the comment is set to what it is, so that the server reads the table's definition anew: opened under an alias "
      "before, it would not find the column in its expressions");
  return join(reasons, "; ");
}

}  // namespace

Drafts MysqlMigrator::alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                                  const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const AlterInput input{before, after, changes, context, renderer_, answers_};
  const std::vector<Action> actions = TableActions(input).run();
  const bool is_any = is_special(before) || is_special(after) || has_virtual_key(before) || has_virtual_key(after);
  Drafts drafts;
  for (const Batch& batch : batches_of(actions)) {
    Draft result;
    std::vector<std::string> summaries;
    std::string tail;
    Algorithm algorithm = Algorithm::instant;
    for (const std::size_t at : batch) {
      const Action& action = actions[at];
      summaries.push_back(action.summary);
      algorithm = std::max(algorithm, action.algorithm);
      if (!action.tail.empty()) tail = action.tail;
      result.sql.insert(result.sql.end(), action.statements.begin(), action.statements.end());
      result.carries_out.insert(result.carries_out.end(), action.carries_out.begin(), action.carries_out.end());
      result.checks_before.insert(result.checks_before.end(), action.checks_before.begin(), action.checks_before.end());
      result.hazards.insert(result.hazards.end(), action.hazards.begin(), action.hazards.end());
      result.carry.insert(result.carry.end(), action.carry.begin(), action.carry.end());
    }
    std::sort(result.carries_out.begin(), result.carries_out.end());
    result.summary = join(summaries, ", ");
    if (renderer_.flavour().has_renames_in_expressions &&
        renames_in_expressions(batch, actions, before, after, renderer_.flavour())) {
      result.sql.push_back(fmt::format("ALTER TABLE {} COMMENT = {}{}", renderer_.qualified(after.name, state),
                                       renderer_.string_literal(after.comment),
                                       is_any ? std::string() : algorithm_clause(Algorithm::instant)));
      result.reason = reason_for_anew(result, changes);
    }
    const std::vector<std::string> clauses = clauses_of(batch, actions, after, renderer_, state);
    if (!clauses.empty() || !tail.empty()) {
      const std::string gap = clauses.size() > 1 ? "\n  " : " ";
      std::string sql = "ALTER TABLE " + renderer_.qualified(after.name, state);
      if (!clauses.empty()) sql += gap + join(clauses, clauses.size() > 1 ? ",\n  " : ", ");
      if (tail.empty()) {
        std::string clause = is_any ? std::string() : algorithm_clause(algorithm);
        if (clauses.size() > 1 && !clause.empty()) clause.replace(1, 1, "\n  ");
        sql += clause;
      } else {
        sql += "\n" + tail;
      }
      result.sql.push_back(std::move(sql));
    }
    drafts.push_back(std::move(result));
  }
  return drafts;
}

}  // namespace kura::dialect::mysql
