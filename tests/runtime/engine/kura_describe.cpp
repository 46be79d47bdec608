// kura_describe DIALECT URL [NAME…]: prints what an engine says of a live database, one line a fact. With --before SQL
// in the place of names: what would run before the statement is run again.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "runtime/db/connection.h"
#include "runtime/db/url.h"
#include "runtime/engine/engine.h"

namespace {

using kura::db::Connection;
using kura::db::Error;
using kura::engine::Engine;

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", kura::db::to_text(error));
  return 1;
}

int print_before(const Engine& engine, Connection& connection, const std::string& sql) {
  const auto statements = engine.before_repetition(connection, sql);
  if (!statements.ok()) return fail(statements.error());
  for (const std::string& statement : statements.value()) fmt::print("{}\n", statement);
  return 0;
}

int print_catalog(const Engine& engine, Connection& connection, const std::vector<std::string>& names) {
  const auto catalog = engine.describe(connection, names);
  if (!catalog.ok()) return fail(catalog.error());
  for (const auto& [object, lines] : catalog.value()) {
    for (const std::string& line : lines) fmt::print("{}\t{}\n", object, line);
  }
  return 0;
}

int run(const Engine& engine, Connection& connection, const std::vector<std::string>& words) {
  const auto is_known = engine.check_server(connection);
  if (!is_known.ok()) return fail(is_known.error());
  if (words.size() == 2 && words[0] == "--before") return print_before(engine, connection, words[1]);
  return print_catalog(engine, connection, words);
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const Engine* engine = words.size() < 2 ? nullptr : kura::engine::find_engine(words[0]);
  if (engine == nullptr) {
    fmt::print(stderr, "usage: kura_describe DIALECT URL [NAME...]\n       kura_describe DIALECT URL --before SQL\n");
    return 2;
  }
  const auto url = kura::db::parse_url(words[1], {});
  if (!url.ok()) return fail(url.error());
  const auto connection = kura::db::connect(url.value());
  if (!connection.ok()) return fail(connection.error());
  return run(*engine, *connection.value(), {words.begin() + 2, words.end()});
}
