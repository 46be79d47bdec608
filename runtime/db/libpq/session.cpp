// Connects with a time limit, and asks for SQLSTATEs even where the connection fails.
#include "runtime/db/libpq/session.h"

#include <fmt/format.h>
#include <poll.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <optional>

#include "runtime/db/libpq/connect_error.h"

namespace kura::db::libpq {
namespace {

using Clock = std::chrono::steady_clock;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};

/// Keywords and values, as the library takes them.
class Keywords {
 public:
  void set(const std::string& name, const std::string& value) {
    if (!value.empty()) values_[name] = value;
  }
  void set_default(const std::string& name, const std::string& value) { values_.emplace(name, value); }
  [[nodiscard]] bool has(const std::string& name) const { return values_.contains(name); }

  /// Calls one of the library's functions with the two lists.
  template <class Function>
  PGconn* call(Function function) const {
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : values_) {
      names.push_back(name.c_str());
      values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    return function(names.data(), values.data(), 0);
  }

 private:
  std::map<std::string, std::string> values_;
};

bool has_variable(const char* name) {
  const char* value = std::getenv(name);
  return value && *value;
}

/// The scheme's port for every host that has none.
std::string filled_ports(const Url& url, std::string_view default_port) {
  if (default_port.empty()) return url.port;
  std::string result;
  std::string one;
  const std::string ports = url.port + ",";
  for (const char c : ports) {
    if (c != ',') {
      one += c;
      continue;
    }
    if (!result.empty()) result += ',';
    result += one.empty() ? default_port : std::string_view(one);
    one.clear();
  }
  return result;
}

Keywords keywords_of(const Url& url, const ConnectOptions& options, std::string_view default_port) {
  Keywords result;
  result.set("user", url.user);
  result.set("password", url.password);
  result.set("host", url.host);
  result.set("dbname", url.database);
  for (const auto& [name, value] : url.parameters) result.set(name, value);
  const bool has_service = result.has("service") || has_variable("PGSERVICE");
  const bool is_port_known = url.port.empty() && (has_service || has_variable("PGPORT"));
  result.set("port", is_port_known ? std::string() : filled_ports(url, default_port));
  result.set("client_encoding", "UTF8");
  result.set("fallback_application_name", options.application);
  if (!has_service) {
    // A statement may take hours; routers forget a silent connection in minutes, and a dead server must be noticed.
    result.set_default("keepalives_idle", "60");
    result.set_default("keepalives_interval", "15");
    result.set_default("keepalives_count", "8");
  }
  return result;
}

std::string effective(PGconn* session, std::string_view name) {
  const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfo(session));
  for (const PQconninfoOption* option = options.get(); option && option->keyword; ++option) {
    if (option->keyword == name) return option->val ? option->val : "";
  }
  return {};
}

std::int64_t whole_seconds(std::int64_t milliseconds) {
  return (milliseconds + 999) / 1000;
}

/// Milliseconds: the user's own limit, wherever the library found it, or the caller's.
std::int64_t time_limit(PGconn* session, const ConnectOptions& options) {
  const std::string given = effective(session, "connect_timeout");
  if (given.empty()) return options.connect_timeout;
  return std::max(std::strtoll(given.c_str(), nullptr, 10), 0LL) * 1000;
}

/// False when the time is up.
bool wait_for(PGconn* session, PostgresPollingStatusType wanted, std::optional<Clock::time_point> end) {
  pollfd waiting{PQsocket(session), static_cast<short>(wanted == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
  while (true) {
    int limit = -1;
    if (end) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*end - Clock::now()).count();
      if (left <= 0) return false;
      limit = static_cast<int>(std::min<std::int64_t>(left, 1'000'000));
    }
    const int ready = poll(&waiting, 1, limit);
    if (ready > 0 || (ready < 0 && errno != EINTR)) return true;
  }
}

/// False when the time is up; else the session is open or has failed.
bool finish_connecting(PGconn* session, std::int64_t limit) {
  std::optional<Clock::time_point> end;
  if (limit > 0) end = Clock::now() + std::chrono::milliseconds(limit);
  PostgresPollingStatusType wanted = PGRES_POLLING_WRITING;
  while (wanted == PGRES_POLLING_WRITING || wanted == PGRES_POLLING_READING) {
    if (!wait_for(session, wanted, end)) return false;
    wanted = PQconnectPoll(session);
  }
  return true;
}

void ignore_notice(void*, const PGresult*) {}

Error timed_out(std::int64_t limit) {
  return {ErrorKind::connection,
          {},
          fmt::format("no connection within {} seconds", whole_seconds(limit)),
          "check the host and the port of the URL and what stands between, or raise `connect_timeout`"};
}

}  // namespace

Outcome<Session> open_session(const Url& url, const ConnectOptions& options, std::string_view default_port,
                              Secrets& secrets) {
  Keywords keywords = keywords_of(url, options, default_port);
  Session session(keywords.call(PQconnectStartParams));
  if (!session) return Error{ErrorKind::connection, {}, "out of memory", {}};
  secrets.add(PQpass(session.get()));
  const std::int64_t limit = time_limit(session.get(), options);
  if (effective(session.get(), "host").find(',') != std::string::npos) {
    // Only the library's own loop goes on to the next host when one is silent; SQLSTATEs are not to be had then.
    keywords.set_default("connect_timeout", std::to_string(whole_seconds(limit)));
    session.reset(keywords.call(PQconnectdbParams));
  } else if (PQstatus(session.get()) != CONNECTION_BAD) {
    PQsetErrorVerbosity(session.get(), PQERRORS_VERBOSE);
    if (!finish_connecting(session.get(), limit)) return timed_out(limit);
    PQsetErrorVerbosity(session.get(), PQERRORS_DEFAULT);
  }
  if (PQstatus(session.get()) != CONNECTION_OK) {
    return connect_error(PQerrorMessage(session.get()), PQconnectionNeedsPassword(session.get()) != 0, secrets);
  }
  PQsetNoticeReceiver(session.get(), ignore_notice, nullptr);
  return session;
}

}  // namespace kura::db::libpq
