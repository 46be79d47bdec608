// Names and wording of the errors that databases answer.
#include "runtime/db/error.h"

#include <fmt/format.h>

namespace kura::db {

std::string_view error_kind_name(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::statement:
      return "statement failed";
    case ErrorKind::connection:
      return "connection failed";
    case ErrorKind::authentication:
      return "not let in";
    case ErrorKind::no_database:
      return "no such database";
    case ErrorKind::permission:
      return "permission denied";
    case ErrorKind::lock_timeout:
      return "lock timeout";
    case ErrorKind::deadlock:
      return "deadlock";
    case ErrorKind::serialization:
      return "serialization conflict";
    case ErrorKind::statement_timeout:
      return "statement timeout";
    case ErrorKind::canceled:
      return "canceled";
    case ErrorKind::read_only:
      return "read-only";
    case ErrorKind::storage:
      return "storage full";
    case ErrorKind::duplicate:
      return "exists already";
    case ErrorKind::missing:
      return "does not exist";
    case ErrorKind::unsupported:
      return "not supported";
    case ErrorKind::usage:
      return "wrong usage";
  }
  return {};
}

bool may_pass_later(ErrorKind kind) {
  return kind == ErrorKind::lock_timeout || kind == ErrorKind::deadlock || kind == ErrorKind::serialization;
}

std::string to_text(const Error& error) {
  if (error.code.empty()) return fmt::format("{}: {}", error_kind_name(error.kind), error.message);
  return fmt::format("{} ({}): {}", error_kind_name(error.kind), error.code, error.message);
}

}  // namespace kura::db
