// The library's options, and the guarantees about TLS that it does not give by itself.
#include "runtime/db/mysql/session.h"

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"
#include "runtime/db/mysql/error_number.h"

namespace kura::db::mysql {
namespace {

enum class Tls : std::uint8_t { disabled, preferred, required, verify_ca, verify_identity };

struct TlsWord {
  std::string_view word;
  Tls mode;
};
constexpr TlsWord kTlsWords[] = {{"disabled", Tls::disabled},
                                 {"preferred", Tls::preferred},
                                 {"required", Tls::required},
                                 {"verify_ca", Tls::verify_ca},
                                 {"verify_identity", Tls::verify_identity}};

struct TextOption {
  const char* name;
  mysql_option option;
};
constexpr TextOption kTextOptions[] = {{"ssl-ca", MYSQL_OPT_SSL_CA},
                                       {"ssl-capath", MYSQL_OPT_SSL_CAPATH},
                                       {"ssl-cert", MYSQL_OPT_SSL_CERT},
                                       {"ssl-key", MYSQL_OPT_SSL_KEY},
                                       {"ssl-crl", MYSQL_OPT_SSL_CRL},
                                       {"ssl-crlpath", MYSQL_OPT_SSL_CRLPATH},
                                       {"ssl-cipher", MYSQL_OPT_SSL_CIPHER},
                                       {"ssl-passphrase", MARIADB_OPT_TLS_PASSPHRASE},
                                       {"tls-version", MARIADB_OPT_TLS_VERSION},
                                       {"default-auth", MYSQL_DEFAULT_AUTH},
                                       {"plugin-dir", MYSQL_PLUGIN_DIR},
                                       {"bind-address", MYSQL_OPT_BIND},
                                       {"defaults-file", MYSQL_READ_DEFAULT_FILE}};

struct TimeOption {
  const char* name;
  mysql_option option;
};
constexpr TimeOption kTimeOptions[] = {{"connect-timeout", MYSQL_OPT_CONNECT_TIMEOUT},
                                       {"read-timeout", MYSQL_OPT_READ_TIMEOUT},
                                       {"write-timeout", MYSQL_OPT_WRITE_TIMEOUT}};

/// Null for what the URL does not say: then the library looks into its own files and variables.
const char* or_null(const std::string& text) {
  return text.empty() ? nullptr : text.c_str();
}

const std::string* parameter(const Url& url, const std::string& name) {
  const auto found = url.parameters.find(name);
  return found == url.parameters.end() ? nullptr : &found->second;
}

std::optional<unsigned> number_of(std::string_view text) {
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_yes(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

std::optional<Tls> tls_word(std::string text) {
  text = to_lower(text);
  std::replace(text.begin(), text.end(), '-', '_');
  for (const TlsWord& row : kTlsWords) {
    if (row.word == text) return row.mode;
  }
  return std::nullopt;
}

/// Without a word TLS is used where the server has it; a certificate authority is only named to be checked against.
Tls tls_mode(const Url& url) {
  const std::string* verify = parameter(url, "ssl-verify-server-cert");
  if (verify && is_yes(*verify)) return Tls::verify_identity;
  if (const std::string* word = parameter(url, "ssl-mode")) return tls_word(*word).value_or(Tls::required);
  return parameter(url, "ssl-ca") || parameter(url, "ssl-capath") ? Tls::verify_ca : Tls::preferred;
}

void set_tls(MYSQL* session, Tls mode) {
  const my_bool is_used = mode != Tls::disabled;
  const my_bool is_verified = mode == Tls::verify_identity;
  mysql_optionsv(session, MYSQL_OPT_SSL_ENFORCE, &is_used);
  mysql_optionsv(session, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &is_verified);
}

unsigned whole_seconds(std::int64_t milliseconds) {
  return static_cast<unsigned>((milliseconds + 999) / 1000);
}

void set_options(MYSQL* session, const Plan& plan) {
  const unsigned limit = whole_seconds(plan.options.connect_timeout);
  if (limit > 0) mysql_optionsv(session, MYSQL_OPT_CONNECT_TIMEOUT, &limit);
  const std::string* group = parameter(plan.url, "defaults-group");
  // [client] and its like are read with any group.
  mysql_optionsv(session, MYSQL_READ_DEFAULT_GROUP, group ? group->c_str() : plan.options.application.c_str());
  const my_bool no = 0;
  mysql_optionsv(session, MYSQL_OPT_RECONNECT, &no);
  // Else a server could ask for the files of this machine.
  const unsigned none = 0;
  mysql_optionsv(session, MYSQL_OPT_LOCAL_INFILE, &none);
  mysql_optionsv(session, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  mysql_optionsv(session, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", plan.options.application.c_str());
  set_tls(session, tls_mode(plan.url));
  for (const TextOption& row : kTextOptions) {
    if (const std::string* value = parameter(plan.url, row.name)) mysql_optionsv(session, row.option, value->c_str());
  }
  for (const TimeOption& row : kTimeOptions) {
    const std::string* value = parameter(plan.url, row.name);
    const std::optional<unsigned> seconds = value ? number_of(*value) : std::nullopt;
    if (seconds) mysql_optionsv(session, row.option, &*seconds);
  }
}

void keep_alive(MYSQL* session) {
  // A statement may take hours; routers forget a silent connection in minutes, and a dead server must be noticed. On a
  // unix socket this does nothing.
  const int socket = mysql_get_socket(session);
  constexpr int kOn = 1;
  constexpr int kIdleSeconds = 60;
  constexpr int kIntervalSeconds = 15;
  constexpr int kTimes = 8;
  setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &kOn, sizeof kOn);
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &kIdleSeconds, sizeof kIdleSeconds);
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &kIntervalSeconds, sizeof kIntervalSeconds);
  setsockopt(socket, IPPROTO_TCP, TCP_KEEPCNT, &kTimes, sizeof kTimes);
}

Error connect_error(MYSQL* session, const Secrets& secrets) {
  const unsigned number = mysql_errno(session);
  const std::string message = mysql_error(session);
  const ErrorKind kind = kind_of(number, mysql_sqlstate(session), message);
  return {kind, std::to_string(number), secrets.scrub(message), help_for(kind, number, message)};
}

Error no_tls() {
  return {ErrorKind::connection,
          {},
          "the server does not support TLS, but the URL requires it",
          "turn TLS on at the server, or ask for less with `ssl-mode=preferred`"};
}

/// The library itself goes on without TLS where the server has none.
bool lacks_tls(MYSQL* session, const Url& url) {
  return tls_mode(url) >= Tls::required && mysql_get_ssl_cipher(session) == nullptr;
}

/// A named port means TCP, also on `localhost`, which else is the unix socket.
void set_protocol(MYSQL* session, unsigned port, const char* socket) {
  const unsigned protocol = socket ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
  if (socket || port != 0) mysql_optionsv(session, MYSQL_OPT_PROTOCOL, &protocol);
}

Error usage(std::string message, std::string help) {
  return {ErrorKind::usage, {}, std::move(message), std::move(help)};
}

}  // namespace

Outcome<Session> open_session(const Plan& plan, Secrets& secrets) {
  // Once a process, before the first session: the library's own start is not safe between threads.
  static const bool is_started = mysql_library_init(0, nullptr, nullptr) == 0;
  Session session(is_started ? mysql_init(nullptr) : nullptr);
  if (!session) return Error{ErrorKind::connection, {}, "out of memory", {}};
  const Url& url = plan.url;
  const std::string* socket_path = parameter(url, "socket");
  const char* socket = socket_path ? socket_path->c_str() : nullptr;
  const unsigned port = url.port.empty() ? plan.default_port : number_of(url.port).value_or(0);
  set_options(session.get(), plan);
  set_protocol(session.get(), port, socket);
  secrets.add(std::getenv("MYSQL_PWD"));
  const MYSQL* opened = mysql_real_connect(session.get(), or_null(url.host), or_null(url.user), or_null(url.password),
                                           or_null(url.database), port, socket, 0);
  // From the library's own files.
  secrets.add(session->options.password);
  if (!opened) {
    if (mysql_errno(session.get()) == 2026 && tls_mode(url) >= Tls::required &&
        std::string_view(mysql_error(session.get())).find("does not support") != std::string_view::npos) {
      return no_tls();
    }
    return connect_error(session.get(), secrets);
  }
  if (lacks_tls(session.get(), url)) return no_tls();
  keep_alive(session.get());
  return session;
}

std::optional<Error> check_url(const Url& url) {
  if (url.host.find(',') != std::string::npos) return usage("the URL names more than one host", "name one of them");
  for (const TimeOption& row : kTimeOptions) {
    const std::string* value = parameter(url, row.name);
    if (value && !number_of(*value)) {
      return usage(fmt::format("`{}` is not a number of seconds", row.name), fmt::format("write `{}=10`", row.name));
    }
  }
  const std::string* word = parameter(url, "ssl-mode");
  if (!word || tls_word(*word)) return std::nullopt;
  std::vector<std::string> known;
  for (const TlsWord& row : kTlsWords) known.emplace_back(row.word);
  const std::string guess = diag::did_you_mean(*word, known);
  return usage(fmt::format("unknown ssl-mode `{}`", *word),
               guess.empty() ? fmt::format("the modes are {}", fmt::join(known, ", ")) : guess);
}

}  // namespace kura::db::mysql
