// Reads and writes the URLs of databases.
#include "runtime/db/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/base/ascii.h"
#include "compiler/diag/suggest.h"
#include "runtime/db/driver.h"
#include "runtime/db/url_text.h"

namespace kura::db {
namespace {

constexpr std::string_view kEncode =
    "in a user name or a password write `%40` for `@`, `%2F` for `/`, `%3F` for `?`, `%3A` for `:` and `%25` for `%`, "
    "or "
    "put it in a variable: `${PASSWORD}`";

Error usage(std::string message, std::string help = {}) {
  return {ErrorKind::usage, {}, std::move(message), std::move(help)};
}

std::string known_schemes() {
  return fmt::format("the schemes are {}", fmt::join(schemes(), ", "));
}

/// What goes wrong on the way is kept in `error`; then the rest does nothing.
class Reader {
 public:
  explicit Reader(UrlText text) : rest_(std::move(text)) {}

  Outcome<Url> read() {
    read_scheme();
    if (!error_) cut_parameters();
    if (!error_) scheme_->driver->is_embedded ? read_file() : read_server();
    if (!error_) read_parameters();
    if (!error_ && scheme_->driver->check) error_ = scheme_->driver->check(url_);
    if (error_) return *error_;
    return url_;
  }

 private:
  void read_scheme();
  void cut_parameters();
  void read_file();
  void read_server();
  void read_user(const UrlText& text);
  void read_hosts(const UrlText& text);
  void read_host(const UrlText& text, std::vector<std::string>& hosts, std::vector<std::string>& ports);
  void read_database(const UrlText& text);
  void read_parameters();
  void read_parameter(const UrlText& text);
  Error unknown_parameter(const UrlText& name) const;

  void fail(std::string message, std::string help = {}) {
    if (!error_) error_ = usage(std::move(message), std::move(help));
  }
  std::string decoded(const UrlText& text) {
    Outcome<std::string> result = text.decoded();
    if (result.ok()) return std::move(result.value());
    if (!error_) error_ = result.error();
    return {};
  }

  UrlText rest_;
  UrlText query_;
  const Scheme* scheme_ = nullptr;
  Url url_;
  std::vector<std::string> given_;
  // A password that is not encoded splits the URL at a wrong place: then what looks like a name may be a part of it.
  bool may_be_split_wrong_ = false;
  std::optional<Error> error_;
};

void Reader::read_scheme() {
  if (rest_.empty()) return fail("the URL is empty", known_schemes());
  const std::size_t end = rest_.find(":");
  if (end == UrlText::kNone) {
    return fail("the URL has no scheme", "write `SCHEME://USER@HOST/DATABASE`; " + known_schemes());
  }
  url_.scheme = to_lower(rest_.part(0, end).raw());
  rest_ = rest_.part(end + 1);
  scheme_ = find_scheme(url_.scheme);
  if (scheme_) return;
  const std::string guess = diag::did_you_mean(url_.scheme, schemes());
  // A text that is no URL at all may be a secret that got into the wrong place.
  const bool is_url = rest_.begins_with("//") || !guess.empty();
  fail(is_url ? fmt::format("unknown scheme `{}`", url_.scheme) : "the URL does not begin with a known scheme",
       guess.empty() ? known_schemes() : guess);
}

void Reader::cut_parameters() {
  const std::size_t begin = rest_.find("?");
  if (begin == UrlText::kNone) return;
  query_ = rest_.part(begin + 1);
  rest_ = rest_.part(0, begin);
}

void Reader::read_file() {
  if (rest_.begins_with("//")) {
    if (!rest_.begins_with("///")) {
      return fail("a database file has no host", fmt::format("write `{0}:FILE` or `{0}:///FOLDER/FILE`", url_.scheme));
    }
    rest_ = rest_.part(2);
  }
  url_.database = decoded(rest_);
  if (!error_ && url_.database.empty()) fail("the URL names no file", fmt::format("write `{}:FILE`", url_.scheme));
}

void Reader::read_server() {
  if (!rest_.begins_with("//")) {
    return fail("the scheme is not followed by `//`", fmt::format("write `{}://USER@HOST/DATABASE`", url_.scheme));
  }
  rest_ = rest_.part(2);
  const std::size_t slash = rest_.find("/");
  const UrlText authority = rest_.part(0, slash);
  const UrlText path = slash == UrlText::kNone ? UrlText() : rest_.part(slash + 1);
  const std::size_t at = authority.find_last('@');
  may_be_split_wrong_ = path.find("@") != UrlText::kNone || query_.find("@") != UrlText::kNone;
  if (at != UrlText::kNone) read_user(authority.part(0, at));
  read_hosts(at == UrlText::kNone ? authority : authority.part(at + 1));
  read_database(path);
}

void Reader::read_user(const UrlText& text) {
  const std::size_t colon = text.find(":");
  url_.user = decoded(text.part(0, colon));
  if (colon != UrlText::kNone) url_.password = decoded(text.part(colon + 1));
}

void Reader::read_hosts(const UrlText& text) {
  std::vector<std::string> hosts;
  std::vector<std::string> ports;
  for (const UrlText& one : text.split(',')) read_host(one, hosts, ports);
  url_.host = fmt::format("{}", fmt::join(hosts, ","));
  const bool has_port = std::any_of(ports.begin(), ports.end(), [](const std::string& port) { return !port.empty(); });
  if (has_port) url_.port = fmt::format("{}", fmt::join(ports, ","));
}

void Reader::read_host(const UrlText& text, std::vector<std::string>& hosts, std::vector<std::string>& ports) {
  UrlText host = text;
  UrlText port;
  if (text.begins_with("[")) {
    const std::size_t end = text.find("]");
    if (end == UrlText::kNone) return fail("a host of the URL begins with `[` and has no `]`");
    host = text.part(1, end - 1);
    port = text.part(end + 1);
    if (!port.empty() && !port.begins_with(":"))
      return fail("a `]` of the URL is followed by something else than `:PORT`");
    port = port.part(1);
  } else if (const std::size_t colon = text.find(":"); colon != UrlText::kNone) {
    host = text.part(0, colon);
    port = text.part(colon + 1);
    if (port.find(":") != UrlText::kNone) {
      return fail("a host of the URL holds more than one `:`", "write an IPv6 address in brackets: `[::1]`");
    }
  }
  hosts.push_back(decoded(host));
  ports.push_back(decoded(port));
  const std::string& number = ports.back();
  if (!std::all_of(number.begin(), number.end(), is_digit) || number.size() > 5) {
    // The port is not repeated: it is a password where an `@` is missing.
    fail("the port of the URL is not a number from 1 to 65535", std::string(kEncode));
  }
}

void Reader::read_database(const UrlText& text) {
  if (text.find("@") != UrlText::kNone) return fail("the URL has an `@` behind its host", std::string(kEncode));
  if (text.find("/") != UrlText::kNone) return fail("the name of the database holds a `/`", "write `%2F` for it");
  url_.database = decoded(text);
}

void Reader::read_parameters() {
  if (query_.empty()) return;
  for (const UrlText& one : query_.split('&')) {
    if (!error_ && !one.empty()) read_parameter(one);
  }
}

void Reader::read_parameter(const UrlText& text) {
  const std::size_t equals = text.find("=");
  const UrlText name = text.part(0, equals);
  const Parameter* parameter = find_parameter(*scheme_->driver, decoded(name));
  if (!parameter) {
    error_ = unknown_parameter(name);
    return;
  }
  if (equals == UrlText::kNone) {
    return fail(fmt::format("the parameter `{0}` has no value", parameter->name),
                fmt::format("write `{}=VALUE`", parameter->name));
  }
  const std::string canonical(parameter->name);
  if (std::find(given_.begin(), given_.end(), canonical) != given_.end()) {
    return fail(fmt::format("the parameter `{}` is given twice", canonical));
  }
  given_.push_back(canonical);
  (parameter->part ? url_.*parameter->part : url_.parameters[canonical]) = decoded(text.part(equals + 1));
}

Error Reader::unknown_parameter(const UrlText& name) const {
  std::vector<std::string> known;
  for (const Parameter& parameter : scheme_->driver->parameters) known.emplace_back(parameter.name);
  const std::string list = fmt::format("the parameters are {}", fmt::join(known, ", "));
  if (may_be_split_wrong_ || !name.is_all_written()) {
    return usage("a parameter of the URL is unknown", fmt::format("{}; {}", kEncode, list));
  }
  const std::string guess = diag::did_you_mean(name.raw(), known);
  return usage(fmt::format("unknown parameter `{}`", name.raw()), guess.empty() ? list : guess);
}

/// Percent-encodes what would split the URL, and what a terminal would not show.
std::string encoded(std::string_view text, std::string_view splitting) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7f || c == '%' || splitting.find(c) != std::string_view::npos) {
      result += fmt::format("%{:02X}", byte);
    } else {
      result += c;
    }
  }
  return result;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> result{{}};
  for (const char c : text) {
    if (c == ',') {
      result.emplace_back();
    } else {
      result.back() += c;
    }
  }
  return result;
}

std::string shown_hosts(const Url& url) {
  const std::vector<std::string> hosts = split(url.host);
  const std::vector<std::string> ports = split(url.port);
  std::vector<std::string> result;
  for (std::size_t i = 0; i < hosts.size(); ++i) {
    const bool is_ipv6 = hosts[i].find(':') != std::string::npos;
    std::string host = is_ipv6 ? fmt::format("[{}]", encoded(hosts[i], "/?@[]")) : encoded(hosts[i], "/?@:[]");
    // One port stands for all hosts.
    const std::string& port = ports.size() == 1 ? ports[0] : i < ports.size() ? ports[i] : std::string();
    result.push_back(port.empty() ? host : host + ":" + port);
  }
  return fmt::format("{}", fmt::join(result, ","));
}

}  // namespace

Outcome<Url> parse_url(const std::string& text, const std::map<std::string, std::string>& environment) {
  Outcome<UrlText> filled = fill_in(text, environment);
  if (!filled.ok()) return filled.error();
  return Reader(std::move(filled.value())).read();
}

std::string without_secrets(const Url& url) {
  const Scheme* scheme = find_scheme(url.scheme);
  std::string result = url.scheme + ":";
  if (scheme && scheme->driver->is_embedded) {
    result += encoded(url.database, "?");
  } else {
    result += "//";
    if (!url.user.empty()) result += encoded(url.user, ":/?@[]") + "@";
    result += shown_hosts(url);
    if (!url.database.empty()) result += fmt::format("/{}", encoded(url.database, "/?@"));
  }
  char separator = '?';
  for (const auto& [name, value] : url.parameters) {
    const Parameter* parameter = scheme ? find_parameter(*scheme->driver, name) : nullptr;
    const bool is_hidden = !parameter || parameter->is_secret;
    result += fmt::format("{}{}={}", separator, name, is_hidden ? "***" : encoded(value, "&?"));
    separator = '&';
  }
  return result;
}

}  // namespace kura::db
