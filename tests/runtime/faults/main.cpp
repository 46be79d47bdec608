// `kura_with_faults`: the program with a hand between it and the database, which ends, cuts or delays it at a chosen
// statement.
//
// KURA_FAULT=kill-before:N | kill-after:N | cut-before:N | pause-before:N:MILLISECONDS; N counts all statements of the
// process, from 1. KURA_FAULT_LOG=FILE gets every statement, a line each.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>

#include "runtime/cli/process.h"

namespace {

struct Fault {
  std::string kind;
  long place = 0;
  long milliseconds = 0;
};

Fault fault_of(const char* text) {
  Fault fault;
  if (text == nullptr) return fault;
  const std::string all = text;
  const std::size_t first = all.find(':');
  fault.kind = all.substr(0, first);
  if (first == std::string::npos) return fault;
  char* end = nullptr;
  fault.place = std::strtol(all.c_str() + first + 1, &end, 10);
  if (*end == ':') fault.milliseconds = std::strtol(end + 1, nullptr, 10);
  return fault;
}

class FaultyConnection final : public kura::db::Connection {
 public:
  explicit FaultyConnection(std::unique_ptr<kura::db::Connection> inner)
      : inner_(std::move(inner)), fault_(fault_of(std::getenv("KURA_FAULT"))) {}

  kura::db::Outcome<kura::db::Answer> execute(const std::string& sql) override {
    ++count_;
    log(sql);
    const bool is_here = count_ == fault_.place;
    if (is_here && fault_.kind == "kill-before") std::raise(SIGKILL);
    if (is_here && fault_.kind == "pause-before")
      std::this_thread::sleep_for(std::chrono::milliseconds(fault_.milliseconds));
    if (fault_.kind == "cut-before" && count_ >= fault_.place) {
      return kura::db::Error{kura::db::ErrorKind::connection, "", "the connection was cut by the test", ""};
    }
    auto answer = inner_->execute(sql);
    if (is_here && fault_.kind == "kill-after") std::raise(SIGKILL);
    return answer;
  }
  void cancel() override { inner_->cancel(); }
  [[nodiscard]] std::string server_version() const override { return inner_->server_version(); }
  [[nodiscard]] std::int64_t session_id() const override { return inner_->session_id(); }
  [[nodiscard]] std::string file() const override { return inner_->file(); }

 private:
  void log(std::string sql) const {
    const char* path = std::getenv("KURA_FAULT_LOG");
    if (path == nullptr) return;
    std::replace(sql.begin(), sql.end(), '\n', ' ');
    std::ofstream(path, std::ios::app) << sql << "\n";
  }

  std::unique_ptr<kura::db::Connection> inner_;
  Fault fault_;
  long count_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  return kura::cli::run_process(argc, argv, [](std::unique_ptr<kura::db::Connection> connection) {
    return std::unique_ptr<kura::db::Connection>(std::make_unique<FaultyConnection>(std::move(connection)));
  });
}
