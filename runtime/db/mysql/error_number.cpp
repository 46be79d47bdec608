// Look-up in error_numbers.def, and what only the SQLSTATE or the text tells.
#include "runtime/db/mysql/error_number.h"

#include "compiler/base/ascii.h"

namespace kura::db::mysql {
namespace {

struct Numbers {
  unsigned first;
  unsigned last;
  ErrorKind kind;
};

constexpr Numbers kNumbers[] = {
#define KURA_ERROR(first, last, kind) {first, last, ErrorKind::kind},
#include "runtime/db/mysql/error_numbers.def"
#undef KURA_ERROR
};

struct State {
  std::string_view prefix;
  ErrorKind kind;
};

/// For servers that number their errors otherwise.
constexpr State kStates[] = {{"08", ErrorKind::connection},   {"28", ErrorKind::authentication},
                             {"42S01", ErrorKind::duplicate}, {"42S02", ErrorKind::missing},
                             {"42S21", ErrorKind::duplicate}, {"42S22", ErrorKind::missing},
                             {"0A", ErrorKind::unsupported}};

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

/// Servers that answer most errors with one number, "1064".
ErrorKind by_text(std::string_view lower) {
  if (has(lower, "no space left") || has(lower, "disk full")) return ErrorKind::storage;
  if (has(lower, "reached its timeout")) return ErrorKind::statement_timeout;
  if (has(lower, "access denied")) return ErrorKind::permission;
  // A job of somebody else on the same table: it ends.
  if (has(lower, "operation is in progress") || has(lower, "is doing schema change")) return ErrorKind::lock_timeout;
  if (has(lower, "unknown table") || has(lower, "does not exist")) return ErrorKind::missing;
  if (has(lower, "already exists")) return ErrorKind::duplicate;
  return ErrorKind::statement;
}

constexpr unsigned kOptionPrevents = 1290;
constexpr unsigned kShutdown = 1053;
constexpr unsigned kTls = 2026;

}  // namespace

ErrorKind kind_of(unsigned number, std::string_view sqlstate, std::string_view text) {
  const std::string lower = to_lower(text);
  // "running with the --read-only option", but also --secure-file-priv and --skip-grant-tables.
  if (number == kOptionPrevents) {
    return has(lower, "read-only") || has(lower, "read_only") ? ErrorKind::read_only : ErrorKind::statement;
  }
  // One of the servers has another meaning for the number, and then another SQLSTATE.
  if (number == kShutdown) return sqlstate.starts_with("08") ? ErrorKind::connection : ErrorKind::statement;
  if (number == kTls && (has(lower, "certificate") || has(lower, "verif"))) return ErrorKind::authentication;
  for (const Numbers& row : kNumbers) {
    if (row.first <= number && number <= row.last) return row.kind;
  }
  for (const State& state : kStates) {
    if (sqlstate.starts_with(state.prefix)) return state.kind;
  }
  return by_text(lower);
}

std::string help_for(ErrorKind kind, unsigned number, std::string_view text) {
  constexpr unsigned kNoSocket = 2002;
  switch (kind) {
    case ErrorKind::authentication:
      if (has(text, "certificate"))
        return "check `ssl-ca`, `ssl-cert`, `ssl-key` and the host's name in the server's certificate";
      if (has(text, "transport")) return "the server lets nobody in without TLS: add `ssl-mode=required` to the URL";
      if (has(text, "not allowed to connect"))
        return "the server does not let this machine in: create the user for this host";
      return "check the user and the password, also in MYSQL_PWD and in the [client] group of the file ~/.my.cnf, and "
             "that "
             "the user may come from this host";
    case ErrorKind::no_database:
      return "check the name behind the host; `SHOW DATABASES` lists what there is";
    case ErrorKind::permission:
      return "ask for rights on the database: `GRANT … ON DATABASE.* TO …`";
    default:
      break;
  }
  if (number == kTls || has(text, "TLS"))
    return "check `ssl-mode` and `ssl-ca` of the URL, and the server's TLS settings";
  if (number == kNoSocket && has(text, "socket")) {
    return "`localhost` means the unix socket: write 127.0.0.1 for TCP, or `?socket=/PATH` for another socket";
  }
  return "check the host and the port of the URL, and that the server is up and lets this machine reach it";
}

}  // namespace kura::db::mysql
