// Statements by libmariadb: the text protocol, one statement at a time.
#include "runtime/db/mysql/connection.h"

#include <fmt/format.h>

#include "runtime/db/mysql/error_number.h"

namespace kura::db::mysql {
namespace {

struct Free {
  void operator()(MYSQL_RES* result) const { mysql_free_result(result); }
};
using Result = std::unique_ptr<MYSQL_RES, Free>;

Answer answer_of(MYSQL_RES* result) {
  Answer answer;
  const unsigned columns = mysql_num_fields(result);
  const MYSQL_FIELD* fields = mysql_fetch_fields(result);
  for (unsigned column = 0; column < columns; ++column) answer.columns.emplace_back(fields[column].name);
  while (const MYSQL_ROW row = mysql_fetch_row(result)) {
    const unsigned long* sizes = mysql_fetch_lengths(result);
    Row& values = answer.rows.emplace_back();
    values.reserve(columns);
    for (unsigned column = 0; column < columns; ++column) {
      if (row[column]) {
        values.emplace_back(std::string(row[column], sizes[column]));
      } else {
        values.emplace_back();
      }
    }
  }
  return answer;
}

}  // namespace

MysqlConnection::MysqlConnection(Session session, Plan plan, Secrets secrets)
    : session_(std::move(session)),
      plan_(std::move(plan)),
      secrets_(std::move(secrets)),
      version_(mysql_get_server_info(session_.get())),
      id_(static_cast<std::int64_t>(mysql_thread_id(session_.get()))) {}

Outcome<Answer> MysqlConnection::execute(const std::string& sql) {
  if (mysql_real_query(session_.get(), sql.data(), static_cast<unsigned long>(sql.size())) != 0) return error_now();
  Outcome<Answer> answer = take_answer();
  // A procedure gives one result for each of its SELECTs, and its own end; the rows are those of the first.
  int more = answer.ok() ? mysql_next_result(session_.get()) : -1;
  while (more == 0) {
    Outcome<Answer> next = take_answer();
    if (!next.ok()) return next.error();
    if (answer.value().columns.empty()) answer = std::move(next);
    more = mysql_next_result(session_.get());
  }
  if (more > 0) return error_now();
  return answer;
}

Outcome<Answer> MysqlConnection::take_answer() {
  const Result result(mysql_store_result(session_.get()));
  if (result) {
    Answer answer = answer_of(result.get());
    if (mysql_errno(session_.get()) != 0) return error_now();
    return answer;
  }
  if (mysql_field_count(session_.get()) != 0) return error_now();
  Answer answer;
  answer.affected = static_cast<std::int64_t>(mysql_affected_rows(session_.get()));
  return answer;
}

void MysqlConnection::cancel() {
  Secrets secrets = secrets_;
  const Outcome<Session> second = open_session(plan_, secrets);
  if (!second.ok()) return;
  const std::string kill = fmt::format("KILL QUERY {}", id_);
  mysql_real_query(second.value().get(), kill.data(), static_cast<unsigned long>(kill.size()));
}

Error MysqlConnection::error_now() const {
  const unsigned number = mysql_errno(session_.get());
  const std::string message = mysql_error(session_.get());
  return {
      kind_of(number, mysql_sqlstate(session_.get()), message), std::to_string(number), secrets_.scrub(message), {}};
}

}  // namespace kura::db::mysql
