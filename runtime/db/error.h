// What a server or a connection answers when it does not do what it was asked.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace kura::db {

/// What the caller can do about it; the engines' own codes are sorted into these by the drivers.
enum class ErrorKind : std::uint8_t {
  statement,          // the statement is wrong, or the data do not let it pass
  connection,         // no connection, or it was lost: whether the last statement ran is not known
  authentication,     // the password, the user or the certificate
  no_database,        // the server is there, the database is not
  permission,         // the user has no right to do it
  lock_timeout,       // another session held a lock for too long; nothing was done
  deadlock,           // nothing was done
  serialization,      // a conflict with a concurrent transaction; nothing was done
  statement_timeout,  // the statement took longer than it was allowed to; nothing was done
  canceled,           // the user or an administrator ended it; nothing was done
  read_only,          // the server, the database or the file takes no writes
  storage,            // the disk or a quota is full
  duplicate,          // something of that name is there already
  missing,            // something that the statement names is not there
  unsupported,        // the server is too old, or cannot do this
  usage,              // the URL or an option is wrong
};
/// "lock timeout"
std::string_view error_kind_name(ErrorKind kind);

struct Error {
  ErrorKind kind = ErrorKind::statement;
  std::string code;     // SQLSTATE where the engine has one, otherwise its number; may be empty
  std::string message;  // the engine's own words, one line or more, without any secret
  std::string help;     // what to do about it; may be empty
};

/// True when nothing was done and the same statement or transaction may pass a moment later.
bool may_pass_later(ErrorKind kind);
/// The message with its code, for people: "lock timeout (55P03): canceling statement due to lock timeout".
std::string to_text(const Error& error);

/// A value or an error of the database.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::move(value)) {}
  Outcome(Error error) : state_(std::move(error)) {}

  [[nodiscard]] bool ok() const { return std::holds_alternative<T>(state_); }
  [[nodiscard]] T& value() { return std::get<T>(state_); }
  [[nodiscard]] const T& value() const { return std::get<T>(state_); }
  [[nodiscard]] const Error& error() const { return std::get<Error>(state_); }

 private:
  std::variant<T, Error> state_;
};

/// Done, without a value.
struct Done {};

}  // namespace kura::db
