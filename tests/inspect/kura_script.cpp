// kura_script DIALECT URL [SCHEMA...]: prints the statements that would make what a live database holds, then, as
// comments, what no schema can say and how many queries were asked.
#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "runtime/db/connection.h"
#include "runtime/db/url.h"
#include "runtime/inspect/inspector.h"

namespace {

using kura::db::Answer;
using kura::db::Connection;
using kura::db::Error;
using kura::db::Outcome;

class CountingConnection final : public Connection {
 public:
  explicit CountingConnection(Connection& inner) : inner_(inner) {}

  Outcome<Answer> execute(const std::string& sql) override {
    ++queries_;
    return inner_.execute(sql);
  }
  void cancel() override { inner_.cancel(); }
  [[nodiscard]] std::string server_version() const override { return inner_.server_version(); }
  [[nodiscard]] std::int64_t session_id() const override { return inner_.session_id(); }
  [[nodiscard]] std::string file() const override { return inner_.file(); }

  [[nodiscard]] int queries() const { return queries_; }

 private:
  Connection& inner_;
  int queries_ = 0;
};

int fail(const Error& error) {
  fmt::print(stderr, "{}\n", kura::db::to_text(error));
  return 1;
}

int run(const kura::inspect::Inspector& inspector, Connection& connection, const std::vector<std::string>& schemas) {
  CountingConnection counting(connection);
  const auto script = inspector.read(counting, schemas);
  if (!script.ok()) return fail(script.error());
  for (const std::string& statement : script.value().statements) fmt::print("{};\n", statement);
  for (const auto& [object, why] : script.value().unstated) fmt::print("-- unstated: {}: {}\n", object, why);
  fmt::print("-- queries: {}\n", counting.queries());
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const kura::inspect::Inspector* inspector = words.size() < 2 ? nullptr : kura::inspect::find_inspector(words[0]);
  if (inspector == nullptr) {
    fmt::print(stderr, "usage: kura_script DIALECT URL [SCHEMA...]\n");
    return 2;
  }
  const auto url = kura::db::parse_url(words[1], {});
  if (!url.ok()) return fail(url.error());
  const auto connection = kura::db::connect(url.value());
  if (!connection.ok()) return fail(connection.error());
  return run(*inspector, *connection.value(), {words.begin() + 2, words.end()});
}
