// The engines' codes and words, sorted into kinds of errors.
#include <doctest/doctest.h>

#include "runtime/db/libpq/connect_error.h"
#include "runtime/db/libpq/sqlstate.h"
#include "runtime/db/mysql/error_number.h"

namespace kura::db {
namespace {

Error failed(const std::string& text, bool needs_password = false) {
  Url url;
  url.user = "me";
  url.password = "geheim";
  return libpq::connect_error(text, needs_password, Secrets(url, *find_scheme("postgres")->driver));
}

}  // namespace

TEST_CASE("errors: SQLSTATEs") {
  const std::pair<const char*, ErrorKind> table[] = {
      {"55P03", ErrorKind::lock_timeout},   {"40P01", ErrorKind::deadlock},       {"40001", ErrorKind::serialization},
      {"57P01", ErrorKind::connection},     {"57P03", ErrorKind::connection},     {"08006", ErrorKind::connection},
      {"28P01", ErrorKind::authentication}, {"28000", ErrorKind::authentication}, {"3D000", ErrorKind::no_database},
      {"42501", ErrorKind::permission},     {"25006", ErrorKind::read_only},      {"53100", ErrorKind::storage},
      {"42P07", ErrorKind::duplicate},      {"42710", ErrorKind::duplicate},      {"42P06", ErrorKind::duplicate},
      {"42723", ErrorKind::duplicate},      {"42701", ErrorKind::duplicate},      {"42P01", ErrorKind::missing},
      {"42704", ErrorKind::missing},        {"3F000", ErrorKind::missing},        {"42703", ErrorKind::missing},
      {"0A000", ErrorKind::unsupported},    {"23505", ErrorKind::statement},      {"25001", ErrorKind::statement},
      {"42601", ErrorKind::statement},      {"25P03", ErrorKind::connection}};
  for (const auto& [state, kind] : table) {
    INFO(state);
    CHECK(libpq::kind_of(state, "text") == kind);
  }
}

TEST_CASE("errors: what only the text tells") {
  CHECK(libpq::kind_of("57014", "canceling statement due to statement timeout") == ErrorKind::statement_timeout);
  CHECK(libpq::kind_of("57014", "canceling statement due to user request") == ErrorKind::canceled);
  CHECK(libpq::kind_of("XX000", "1023\nSerializable isolation violation on table 1, transactions 2 and 3") ==
        ErrorKind::serialization);
  CHECK(libpq::kind_of("XX000", "could not complete because of conflict with concurrent transaction") ==
        ErrorKind::serialization);
  CHECK(libpq::kind_of("XX000", "1018\nRelation does not exist.") == ErrorKind::serialization);
  CHECK(libpq::kind_of("XX000", "Disk Full") == ErrorKind::storage);
  CHECK(libpq::kind_of("XX000", "cache lookup failed") == ErrorKind::statement);
}

TEST_CASE("errors: a connection that the server refuses, in any language") {
  const Error error = failed(
      "connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  28P01: Passwort falsch für »geheim«\n"
      "LOCATION:  auth_failed, auth.c:335\n");
  CHECK(error.kind == ErrorKind::authentication);
  CHECK(error.code == "28P01");
  CHECK(error.message ==
        "connection to server at \"h\" (10.0.0.1), port 5432 failed: FATAL:  Passwort falsch für »***«");
  CHECK(!error.help.empty());
  CHECK(failed("connection to server failed: FATAL:  3D000: database \"x\" does not exist\n").kind ==
        ErrorKind::no_database);
  CHECK(failed("connection to server failed: FATAL:  42501: permission denied\n").kind == ErrorKind::permission);
  CHECK(failed("connection to server failed: FATAL:  42704: unrecognized parameter\n").kind == ErrorKind::usage);
  CHECK(failed("connection to server failed: FATAL:  53300: too many clients\n").kind == ErrorKind::connection);
}

TEST_CASE("errors: a connection that the library does not make") {
  CHECK(failed("connection to server failed: fe_sendauth: no password supplied\n", true).kind ==
        ErrorKind::authentication);
  CHECK(failed("connection to server failed: Connection refused\n\tIs the server running?\n").message ==
        "connection to server failed: Connection refused\n  Is the server running?");
  CHECK(failed("connection to server failed: Connection refused\n").kind == ErrorKind::connection);
  CHECK(failed("could not translate host name \"h\" to address: unknown\n").kind == ErrorKind::connection);
  CHECK(failed("connection to server failed: SSL error: certificate verify failed\n").kind ==
        ErrorKind::authentication);
  CHECK(failed("connection to server failed: server does not support SSL, but SSL was required\n").kind ==
        ErrorKind::connection);
  CHECK(failed("invalid sslmode value: \"x\"\n").kind == ErrorKind::usage);
}

TEST_CASE("errors: numbers") {
  const std::pair<unsigned, ErrorKind> table[] = {
      {1205, ErrorKind::lock_timeout}, {1213, ErrorKind::deadlock},          {1045, ErrorKind::authentication},
      {1044, ErrorKind::permission},   {1049, ErrorKind::no_database},       {1142, ErrorKind::permission},
      {1227, ErrorKind::permission},   {2002, ErrorKind::connection},        {2006, ErrorKind::connection},
      {2013, ErrorKind::connection},   {1927, ErrorKind::connection},        {3169, ErrorKind::connection},
      {1317, ErrorKind::canceled},     {1969, ErrorKind::statement_timeout}, {3024, ErrorKind::statement_timeout},
      {1836, ErrorKind::read_only},    {1792, ErrorKind::read_only},         {1021, ErrorKind::storage},
      {1114, ErrorKind::storage},      {1050, ErrorKind::duplicate},         {1061, ErrorKind::duplicate},
      {1007, ErrorKind::duplicate},    {1060, ErrorKind::duplicate},         {1051, ErrorKind::missing},
      {1146, ErrorKind::missing},      {1091, ErrorKind::missing},           {1054, ErrorKind::missing},
      {1305, ErrorKind::missing},      {1062, ErrorKind::statement},         {1064, ErrorKind::statement}};
  for (const auto& [number, kind] : table) {
    INFO(number);
    CHECK(mysql::kind_of(number, "HY000", "text") == kind);
  }
  CHECK(mysql::kind_of(1290, "HY000", "running with the --read-only option") == ErrorKind::read_only);
  CHECK(mysql::kind_of(1290, "HY000", "running with the --secure-file-priv option") == ErrorKind::statement);
  CHECK(mysql::kind_of(1053, "08S01", "Server shutdown in progress") == ErrorKind::connection);
  CHECK(mysql::kind_of(1053, "23001", "Illegal column/field reference") == ErrorKind::statement);
  CHECK(mysql::kind_of(9999, "42S02", "Unknown table") == ErrorKind::missing);
  CHECK(mysql::kind_of(1064, "HY000", "Query reached its timeout of 300 seconds") == ErrorKind::statement_timeout);
  CHECK(mysql::kind_of(2026, "HY000", "SSL connection error: certificate verify failed") == ErrorKind::authentication);
}

TEST_CASE("errors: what may pass later, and how an error reads") {
  CHECK(may_pass_later(ErrorKind::lock_timeout));
  CHECK(may_pass_later(ErrorKind::deadlock));
  CHECK(may_pass_later(ErrorKind::serialization));
  CHECK(!may_pass_later(ErrorKind::connection));
  CHECK(!may_pass_later(ErrorKind::statement_timeout));
  CHECK(to_text({ErrorKind::lock_timeout, "55P03", "too long", {}}) == "lock timeout (55P03): too long");
  CHECK(to_text({ErrorKind::usage, {}, "no scheme", {}}) == "wrong usage: no scheme");
}

}  // namespace kura::db
