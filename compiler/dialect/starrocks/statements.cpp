// Statements and the waits for their jobs.
#include "compiler/dialect/starrocks/statements.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

std::string_view job_word(Job job) {
  switch (job) {
    case Job::column:
      return "TABLE COLUMN";
    case Job::optimize:
      return "TABLE OPTIMIZE";
    case Job::rollup:
      return "TABLE ROLLUP";
    case Job::synchronous_view:
      break;
  }
  return "MATERIALIZED VIEW";
}

}  // namespace

std::string Statements::alter(const ir::QualifiedName& table, const std::string& rest) const {
  return fmt::format("ALTER TABLE {} {}", qualified(table), rest);
}

std::string Statements::alter_view(const ir::View& view, const std::string& rest) const {
  return fmt::format("ALTER {} {} {}", renderer_.object_keyword(view), qualified(view.name), rest);
}

std::string Statements::alter_all(const ir::QualifiedName& table, const std::vector<std::string>& clauses) const {
  if (clauses.size() == 1) return alter(table, clauses[0]);
  return fmt::format("ALTER TABLE {}\n  {}", qualified(table), fmt::join(clauses, ",\n  "));
}

std::string Statements::definition(const ir::Column& column, const ir::Table& table) const {
  std::string attributes = renderer_.column_attributes(column, table, state());
  // The character set stands before KEY.
  const std::string tail = renderer_.native_tail(column.native, NativeScope::column, state());
  if (is_key_column(table, column.name)) attributes.insert(tail.size(), " KEY");
  return fmt::format("{} {}{}", name(column.name), renderer_.column_type(column, state()), attributes);
}

std::vector<std::string> Statements::grants(std::string_view object, const ir::QualifiedName& relation,
                                            const std::vector<ir::Grant>& list) const {
  std::vector<std::string> statements;
  for (Statement& statement : renderer_.ownership(object, relation, "", list, state()))
    statements.push_back(std::move(statement.sql));
  return statements;
}

std::string Statements::revoke(std::string_view object, const ir::QualifiedName& relation,
                               const ir::Grant& grant) const {
  std::vector<std::string> privileges;
  for (const ir::Privilege& privilege : grant.privileges) privileges.push_back(to_upper(privilege.action));
  return fmt::format("REVOKE {} ON {} {} FROM {}", join(privileges, ", "), object, qualified(relation),
                     renderer_.grantee(grant, state()));
}

change::Wait Statements::wait(Job job, const ir::QualifiedName& table) const {
  const std::string database = table.schema.empty() ? std::string() : " FROM " + name(table.schema);
  return {
      .what = fmt::format("the job of `{}`", ir::to_text(table)),
      // The newest job has the highest number; times are of whole seconds.
      .sql = fmt::format("SHOW ALTER {}{} WHERE TableName = {} ORDER BY JobId DESC LIMIT 1", job_word(job), database,
                         quoted(table.name)),
      .column = "State",
      .running = {"PENDING", "WAITING_TXN", "RUNNING", "FINISHED_REWRITING"},
      .finished = {"FINISHED"},
  };
}

std::string property_pair(std::string_view key, std::string_view value) {
  return fmt::format("({} = {})", quoted(key), quoted(value));
}

bool is_synchronous(const ir::View& view) {
  return find_native(view.physical.native, "synchronous") != nullptr;
}

}  // namespace kura::dialect::starrocks
