// Statements on a database file; values as text, blobs as X'…'.
#include "runtime/db/sqlite/connection.h"

#include <fmt/format.h>

#include "runtime/db/sqlite/result_code.h"

namespace kura::db::sqlite {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

std::string hex_literal(const void* bytes, int size) {
  const auto* begin = static_cast<const unsigned char*>(bytes);
  std::string result = "X'";
  for (const unsigned char* byte = begin; byte != begin + size; ++byte) result += fmt::format("{:02X}", *byte);
  return result + "'";
}

Value value_at(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return std::nullopt;
    case SQLITE_BLOB: {
      const void* bytes = sqlite3_column_blob(statement, column);
      return hex_literal(bytes, sqlite3_column_bytes(statement, column));
    }
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
  }
}

/// Comments and blanks behind a statement are none.
bool holds_statement(sqlite3* database, const char* text) {
  while (text && *text) {
    sqlite3_stmt* next = nullptr;
    const char* rest = nullptr;
    const int code = sqlite3_prepare_v2(database, text, -1, &next, &rest);
    const Statement statement(next);
    if (code != SQLITE_OK || next || rest == text) return code != SQLITE_OK || next;
    text = rest;
  }
  return false;
}

Outcome<Statement> prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* compiled = nullptr;
  const char* rest = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size() + 1), &compiled, &rest) != SQLITE_OK) {
    return error_of(database);
  }
  Statement statement(compiled);
  if (rest && holds_statement(database, rest)) {
    return Error{ErrorKind::statement, {}, "more than one statement at once", {}};
  }
  return statement;
}

}  // namespace

Error error_of(sqlite3* database) {
  const int code = sqlite3_extended_errcode(database);
  const std::string message = sqlite3_errmsg(database);
  return {kind_of(code, message), std::to_string(code), message, {}};
}

Outcome<Answer> SqliteConnection::execute(const std::string& sql) {
  is_canceled_ = false;
  Outcome<Statement> prepared = prepare(database_.get(), sql);
  if (!prepared.ok()) return prepared.error();
  sqlite3_stmt* statement = prepared.value().get();
  Answer answer;
  if (!statement) return answer;
  const int columns = sqlite3_column_count(statement);
  for (int column = 0; column < columns; ++column) answer.columns.emplace_back(sqlite3_column_name(statement, column));
  const std::int64_t changes_before = sqlite3_total_changes64(database_.get());
  int code = sqlite3_step(statement);
  for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
    Row& values = answer.rows.emplace_back();
    for (int column = 0; column < columns; ++column) values.push_back(value_at(statement, column));
  }
  if (code != SQLITE_DONE) {
    Error error = error_of(database_.get());
    // The library does not look at the interruption while it waits for a lock.
    if (is_canceled_ && error.kind == ErrorKind::lock_timeout) error.kind = ErrorKind::canceled;
    return error;
  }
  const bool has_changed = sqlite3_total_changes64(database_.get()) != changes_before;
  if (!sqlite3_stmt_readonly(statement)) answer.affected = has_changed ? sqlite3_changes64(database_.get()) : 0;
  return answer;
}

void SqliteConnection::cancel() {
  is_canceled_ = true;
  sqlite3_interrupt(database_.get());
}

std::string SqliteConnection::file() const {
  const char* name = sqlite3_db_filename(database_.get(), "main");
  return name ? name : "";
}

}  // namespace kura::db::sqlite
