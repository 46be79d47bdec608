// Sorts failed connections, and says what to check.
#include "runtime/db/libpq/connect_error.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "runtime/db/libpq/sqlstate.h"

namespace kura::db::libpq {
namespace {

constexpr std::size_t kStateSize = 5;

bool has(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool is_state(std::string_view text) {
  return text.size() == kStateSize &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); });
}

/// Takes ":  28P01:" out of a line, where it stands between the severity (in the server's language) and the message.
std::string take_state(std::string& line) {
  constexpr std::string_view kBefore = ":  ";
  for (std::size_t at = line.find(kBefore); at != std::string::npos; at = line.find(kBefore, at + 1)) {
    const std::size_t begin = at + kBefore.size();
    const std::string state = line.substr(begin, kStateSize);
    if (!is_state(state) || line.compare(begin + kStateSize, 2, ": ") != 0) continue;
    line.erase(begin, kStateSize + 2);
    return state;
  }
  return {};
}

struct Reading {
  std::string message;
  std::string state;  // of the first host that answered
};

Reading read(const std::string& text) {
  Reading result;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::string state = take_state(line);
    if (result.state.empty()) result.state = state;
    // The place in the server's own source.
    if (line.empty() || line.starts_with("LOCATION:")) continue;
    if (line[0] == '\t') line.replace(0, 1, "  ");
    result.message += (result.message.empty() ? "" : "\n") + line;
  }
  return result;
}

bool is_about_tls(std::string_view text) {
  return has(text, "SSL") || has(text, "TLS") || has(text, "certificate") || has(text, "encryption");
}

ErrorKind by_text(std::string_view text) {
  constexpr std::string_view kUser[] = {"password authentication failed",
                                        "no password supplied",
                                        "no pg_hba.conf entry",
                                        "authentication failed",
                                        "certificate verify failed",
                                        "server certificate for",
                                        "does not match host name",
                                        "SCRAM",
                                        "channel binding"};
  for (const std::string_view part : kUser) {
    if (has(text, part)) return ErrorKind::authentication;
  }
  if (has(text, "database \"") && has(text, "does not exist")) return ErrorKind::no_database;
  if (has(text, "role \"") && has(text, "does not exist")) return ErrorKind::authentication;
  for (const std::string_view part : {"certificate file", "private key", "root certificate"}) {
    if (has(text, part)) return ErrorKind::usage;
  }
  // What goes wrong before the first host is tried is in the URL, or in a file that it names.
  const bool was_tried =
      has(text, "connection to server") || has(text, "could not translate host name") || has(text, "could not connect");
  return was_tried ? ErrorKind::connection : ErrorKind::usage;
}

ErrorKind by_state(const Reading& reading) {
  const ErrorKind kind = kind_of(reading.state, reading.message);
  switch (kind) {
    case ErrorKind::authentication:
    case ErrorKind::no_database:
    case ErrorKind::permission:
    case ErrorKind::unsupported:
    case ErrorKind::connection:
      return kind;
    default:
      break;
  }
  // The server refuses a setting that stands in `options`.
  const bool is_setting = reading.state.starts_with("42") || reading.state.starts_with("22");
  return is_setting ? ErrorKind::usage : ErrorKind::connection;
}

std::string help_for(ErrorKind kind, const Reading& reading, bool needs_password) {
  const bool is_tls = is_about_tls(reading.message);
  if (has(reading.message, "does not support SSL")) {
    return "the server has no TLS: turn it on there, or ask for less with `sslmode=prefer`";
  }
  switch (kind) {
    case ErrorKind::authentication:
      if (needs_password) {
        return "give a password: in the URL as `${VARIABLE}`, in PGPASSWORD, or in the file ~/.pgpass, which only its "
               "owner may "
               "read (chmod 600)";
      }
      if (has(reading.message, "no encryption")) {
        return "the server does not let this user, host and database in without TLS: add `sslmode=require` to the URL";
      }
      if (has(reading.message, "pg_hba.conf"))
        return "the server does not let this user in from this host: see its pg_hba.conf";
      if (is_tls) return "check `sslrootcert`, `sslcert`, `sslkey` and the host's name in the server's certificate";
      return "check the user and the password, also in PGPASSWORD and in the file ~/.pgpass";
    case ErrorKind::no_database:
      return "check the name behind the host; `SELECT datname FROM pg_database` lists what there is";
    case ErrorKind::permission:
      return "ask for `GRANT CONNECT ON DATABASE … TO …`";
    case ErrorKind::usage:
      return "check the parameters of the URL, the PG* variables and the service file";
    default:
      break;
  }
  if (reading.state == "53300")
    return "the server has no place for one more session: close some, or raise max_connections";
  if (reading.state == "57P03") return "the server is starting or going down: try again in a moment";
  if (is_tls) return "check `sslmode` and `sslrootcert` of the URL, and the server's TLS settings";
  return "check the host and the port of the URL, and that the server is up and lets this machine reach it";
}

}  // namespace

Error connect_error(const std::string& text, bool needs_password, const Secrets& secrets) {
  const Reading reading = read(text);
  ErrorKind kind = reading.state.empty() ? by_text(reading.message) : by_state(reading);
  if (needs_password) kind = ErrorKind::authentication;
  return {kind, reading.state, secrets.scrub(reading.message), help_for(kind, reading, needs_password)};
}

}  // namespace kura::db::libpq
