// Statements by libpq: one at a time, values as text.
#include "runtime/db/libpq/connection.h"

#include <array>
#include <charconv>
#include <cstring>

#include "runtime/db/libpq/sqlstate.h"

namespace kura::db::libpq {
namespace {

struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, Clear>;

std::string trimmed(const char* text) {
  std::string result = text ? text : "";
  while (!result.empty() && (result.back() == '\n' || result.back() == ' ')) result.pop_back();
  return result;
}

std::string field(const PGresult* result, int code) {
  return trimmed(PQresultErrorField(result, code));
}

/// The rows that the statement wrote; its tag is "INSERT 0 5", "SELECT 3", "CREATE TABLE".
std::int64_t affected_by(PGresult* result) {
  const std::string_view tag = PQcmdStatus(result);
  const bool is_reading = PQresultStatus(result) == PGRES_TUPLES_OK &&
                          (tag.starts_with("SELECT") || tag.starts_with("FETCH") || tag.starts_with("SHOW"));
  const std::string_view count = PQcmdTuples(result);
  std::int64_t number = -1;
  if (!is_reading && !count.empty()) std::from_chars(count.data(), count.data() + count.size(), number);
  return number;
}

Answer answer_of(PGresult* result) {
  Answer answer;
  answer.affected = affected_by(result);
  const int columns = PQnfields(result);
  const int rows = PQntuples(result);
  for (int column = 0; column < columns; ++column) answer.columns.emplace_back(PQfname(result, column));
  answer.rows.reserve(static_cast<std::size_t>(rows));
  for (int row = 0; row < rows; ++row) {
    Row& values = answer.rows.emplace_back();
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(result, row, column)) {
        values.emplace_back();
      } else {
        const auto size = static_cast<std::size_t>(PQgetlength(result, row, column));
        values.emplace_back(std::string(PQgetvalue(result, row, column), size));
      }
    }
  }
  return answer;
}

/// Ends a COPY that wants rows from the client or gives them to it; else there would be no end of results.
void end_copy(PGconn* session, ExecStatusType status) {
  if (status == PGRES_COPY_IN || status == PGRES_COPY_BOTH) PQputCopyEnd(session, "there are no rows to copy");
  char* row = nullptr;
  while (status != PGRES_COPY_IN && PQgetCopyData(session, &row, 0) > 0) PQfreemem(row);
}

bool is_error(ExecStatusType status) {
  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

bool is_copy(ExecStatusType status) {
  return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

Error no_copy() {
  return {ErrorKind::unsupported, "0A000", "COPY from or to the client is not possible here",
          "copy from a file of the server"};
}

}  // namespace

LibpqConnection::LibpqConnection(Session session, Secrets secrets)
    : session_(std::move(session)), cancel_(PQgetCancel(session_.get())), secrets_(std::move(secrets)) {}

Outcome<Answer> LibpqConnection::execute(const std::string& sql) {
  if (PQsendQuery(session_.get(), sql.c_str()) == 0) return lost();
  Answer answer;
  std::optional<Error> error;
  while (const Result result{PQgetResult(session_.get())}) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (is_error(status)) {
      if (!error) error = error_of(result.get());
    } else if (is_copy(status)) {
      error = no_copy();
      end_copy(session_.get(), status);
    } else {
      answer = answer_of(result.get());
    }
    // After a lost connection one more result may come, of what was sent and never answered.
    if (PQstatus(session_.get()) == CONNECTION_BAD) break;
  }
  if (PQstatus(session_.get()) == CONNECTION_BAD && !error) return lost();
  if (error) return *error;
  return answer;
}

void LibpqConnection::cancel() {
  std::array<char, 256> problem{};
  if (cancel_) PQcancel(cancel_.get(), problem.data(), static_cast<int>(problem.size()));
}

std::string LibpqConnection::server_version() const {
  const char* version = PQparameterStatus(session_.get(), "server_version");
  return version ? version : "";
}

std::int64_t LibpqConnection::session_id() const {
  return PQbackendPID(session_.get());
}

Error LibpqConnection::lost() const {
  const std::string message = trimmed(PQerrorMessage(session_.get()));
  const bool is_lost = PQstatus(session_.get()) == CONNECTION_BAD;
  return {is_lost ? ErrorKind::connection : ErrorKind::statement, {}, secrets_.scrub(message), {}};
}

Error LibpqConnection::error_of(const PGresult* result) const {
  Error error;
  error.code = field(result, PG_DIAG_SQLSTATE);
  std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  // What the library says by itself has no fields.
  if (message.empty()) message = trimmed(PQresultErrorMessage(result));
  const std::string detail = field(result, PG_DIAG_MESSAGE_DETAIL);
  const std::string hint = field(result, PG_DIAG_MESSAGE_HINT);
  error.kind = kind_of(error.code, detail.empty() ? message : message + "\n" + detail);
  if (PQstatus(session_.get()) == CONNECTION_BAD) error.kind = ErrorKind::connection;
  if (!detail.empty()) message += "\nDETAIL: " + detail;
  if (!hint.empty()) message += "\nHINT: " + hint;
  error.message = secrets_.scrub(std::move(message));
  return error;
}

}  // namespace kura::db::libpq
