// URLs: what is read out of them, what is refused, and that no secret gets into a text.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "runtime/db/driver.h"
#include "runtime/db/secrets.h"

namespace kura::db {
namespace {

const std::map<std::string, std::string> kEnvironment = {{"PASSWORD", "p@s/s%41?"},
                                                         {"PROD_URL", "postgres://me:a%40b@db.example:5433/shop"},
                                                         {"EMPTY", ""},
                                                         {"HOST", "db.example"}};

/// scheme|user|password|host|port|database|name=value…
std::string shown(const Url& url) {
  std::string result =
      fmt::format("{}|{}|{}|{}|{}|{}", url.scheme, url.user, url.password, url.host, url.port, url.database);
  for (const auto& [name, value] : url.parameters) result += fmt::format("|{}={}", name, value);
  return result;
}

std::string read(const std::string& text) {
  const Outcome<Url> url = parse_url(text, kEnvironment);
  return url.ok() ? shown(url.value()) : "error: " + url.error().message;
}

Url url_of(const std::string& text) {
  Outcome<Url> url = parse_url(text, kEnvironment);
  REQUIRE(url.ok());
  return url.value();
}

}  // namespace

TEST_CASE("url: the parts of what is well written") {
  CHECK(read("postgres://me:pw@h:5433/d?sslmode=require&connect_timeout=5") ==
        "postgres|me|pw|h|5433|d|connect_timeout=5|sslmode=require");
  CHECK(read("POSTGRESQL://") == "postgresql|||||");
  CHECK(read("postgres:///d?host=/run/x&port=7&user=a%40b") == "postgres|a@b||/run/x|7|d");
  CHECK(read("postgres://%2Frun%2Fx/d") == "postgres|||/run/x||d");
  CHECK(read("postgres://me:p@ss@h/d") == "postgres|me|p@ss|h||d");
  CHECK(read("postgres://me:p%40%3A%2F%25@h/d") == "postgres|me|p@:/%|h||d");
  CHECK(read("redshift://[::1]:5439,b/d") == "redshift|||::1,b|5439,|d");
  CHECK(read("mysql://h/d?ssl_mode=required") == "mysql|||h||d|ssl-mode=required");
  CHECK(read("starrocks://h/c.d") == "starrocks|||h||c.d");
  CHECK(read("sqlite:some folder/x.db?mode=ro") == "sqlite|||||some folder/x.db|mode=ro");
  CHECK(read("sqlite::memory:") == "sqlite|||||:memory:");
  CHECK(read("sqlite:///srv/x%3F.db") == "sqlite|||||/srv/x?.db");
}

TEST_CASE("url: the value of a variable stands for itself, but for a variable that begins the URL") {
  CHECK(read("postgres://me:${PASSWORD}@h/d") == "postgres|me|p@s/s%41?|h||d");
  CHECK(read("postgres://me:x${PASSWORD}y%41@${HOST}:1/d") == "postgres|me|xp@s/s%41?yA|db.example|1|d");
  CHECK(read("${PROD_URL}") == "postgres|me|a@b|db.example|5433|shop");
  CHECK(read("${PROD_URL}?sslmode=require") == "postgres|me|a@b|db.example|5433|shop|sslmode=require");
  CHECK(read("postgres://me:${EMPTY}@h/d") == "postgres|me||h||d");
  CHECK(read("postgres://me:a$b%24{c}@h/d") == "postgres|me|a$b${c}|h||d");
  CHECK(read("${EMPTY}") == "error: the URL is empty");
  CHECK(read("postgres://${PASSWORT}@h") ==
        "error: the URL names the variable `PASSWORT`, which the environment does not have");
  CHECK(parse_url("${PASSWORT}", kEnvironment).error().help == "did you mean `PASSWORD`?");
  CHECK(read("postgres://${HOST") == "error: a `${` of the URL is not followed by the name of a variable and `}`");
}

TEST_CASE("url: what is refused") {
  CHECK(read("") == "error: the URL is empty");
  CHECK(read("shop") == "error: the URL has no scheme");
  CHECK(read("postgress://h") == "error: unknown scheme `postgress`");
  CHECK(parse_url("postgress://h", {}).error().help == "did you mean `postgres` or `postgresql`?");
  CHECK(read("postgres:h") == "error: the scheme is not followed by `//`");
  CHECK(read("postgres://h?sslmod=x") == "error: unknown parameter `sslmod`");
  CHECK(parse_url("postgres://h?sslmod=x", {}).error().help == "did you mean `sslmode`?");
  CHECK(read("postgres://h?sslmode") == "error: the parameter `sslmode` has no value");
  CHECK(read("postgres://h?sslmode=a&sslmode=b") == "error: the parameter `sslmode` is given twice");
  CHECK(read("postgres://::1/d") == "error: a host of the URL holds more than one `:`");
  CHECK(read("postgres://[::1/d") == "error: a host of the URL begins with `[` and has no `]`");
  CHECK(read("postgres://h/a%4") == "error: a `%` of the URL has no two hexadecimal digits behind it");
  CHECK(read("postgres://h/a%00") == "error: a `%` of the URL has no two hexadecimal digits behind it");
  CHECK(read("mysql://a,b/d") == "error: the URL names more than one host");
  CHECK(read("mysql://a/d?ssl-mode=requird") == "error: unknown ssl-mode `requird`");
  CHECK(read("mysql://a/d?connect-timeout=soon") == "error: `connect-timeout` is not a number of seconds");
  CHECK(read("sqlite:") == "error: the URL names no file");
  CHECK(read("sqlite://x.db") == "error: a database file has no host");
  CHECK(read("sqlite:x?mode=rx") == "error: unknown mode `rx`");
}

TEST_CASE("url: no error repeats what may be a secret") {
  for (const std::string text :
       {"postgres://me:geh/eim@h/d", "postgres://me:geh?eim@h/d", "postgres://me:1/geheim@h/d",
        "postgres://me:1?geheim@h/d", "postgres://me:1?geheim=2@h/d", "me:geheim@h/d", "postgres://me:geheim%4x@h",
        "postgres://me:${geheim@h/d", "postgres://me:${geh-eim}@h", "geheim:geheim", "postgres://me:geheim",
        "postgres://h?password=geheim&x=1", "mysql://me:geheim@a,b/d", "postgres://h/d?${PASSWORD}=1"}) {
    const Outcome<Url> url = parse_url(text, kEnvironment);
    INFO(text);
    REQUIRE(!url.ok());
    const std::string said = url.error().message + url.error().help;
    CHECK(said.find("geh") == std::string::npos);
    CHECK(said.find("eim") == std::string::npos);
    CHECK(said.find("p@s") == std::string::npos);
  }
}

TEST_CASE("url: shown without secrets") {
  CHECK(without_secrets(url_of("postgres://me:geheim@h:1/d?sslmode=require&sslpassword=x&application_name=a%26b")) ==
        "postgres://me@h:1/d?application_name=a%26b&sslmode=require&sslpassword=***");
  CHECK(without_secrets(url_of("postgres://me@h/d?password=geheim")) == "postgres://me@h/d");
  CHECK(without_secrets(url_of("redshift://[::1]:5439,b/d")) == "redshift://[::1]:5439,b/d");
  CHECK(without_secrets(url_of("sqlite:a b?mode=ro")) == "sqlite:a%20b?mode=ro");
  Url unknown;
  unknown.scheme = "x";
  unknown.password = "geheim";
  unknown.parameters["token"] = "geheim";
  CHECK(without_secrets(unknown) == "x://?token=***");
}

TEST_CASE("secrets: taken out of messages") {
  const Url url = url_of("postgres://shop:geheim@h/d?sslpassword=abc");
  Secrets secrets(url, *find_scheme("postgres")->driver);
  CHECK(secrets.scrub("xgeheimx of shop") == "x***x of shop");
  CHECK(secrets.scrub("abc, abcd, abc") == "***, abcd, ***");
  secrets.add("shop");  // everybody may read the user's name
  secrets.add("");
  secrets.add(nullptr);
  CHECK(secrets.scrub("shop") == "shop");
  secrets.add("geheimnis");
  CHECK(secrets.scrub("geheimnis") == "***");
}

TEST_CASE("schemes: each has a driver and a dialect") {
  CHECK(schemes() ==
        std::vector<std::string>{"postgres", "postgresql", "redshift", "mysql", "mariadb", "starrocks", "sqlite"});
  CHECK(default_dialect("postgresql") == "postgres");
  CHECK(default_dialect("redshift") == "redshift");
  CHECK(default_dialect("nothing").empty());
  for (const Scheme& scheme : all_schemes()) CHECK(static_cast<bool>(scheme.driver->open));
}

}  // namespace kura::db
