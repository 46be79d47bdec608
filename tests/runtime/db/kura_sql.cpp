// Runs the statements of its input on the database of a URL, for tests: `kura_sql URL`. A statement ends at a line that
// is `;`. The line
// `\cancel MILLISECONDS` asks for the end of the next statement from another thread, that long after its begin.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <thread>

#include "runtime/db/connection.h"
#include "runtime/db/url.h"

namespace kura::db {
namespace {

std::string one_line(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\n' ? std::string("\\n") : std::string(1, c);
  return result;
}

int failed(const Error& error) {
  if (!error.help.empty()) fmt::print("HELP {}\n", one_line(error.help));
  const std::string code = error.code.empty() ? "-" : error.code;
  std::string kind(error_kind_name(error.kind));
  for (char& c : kind) c = c == ' ' ? '_' : c;
  fmt::print("ERROR {} {} {}\n", kind, code, one_line(error.message));
  std::fflush(stdout);
  return 1;
}

std::map<std::string, std::string> environment_now() {
  std::map<std::string, std::string> result;
  for (char** one = environ; *one; ++one) {
    const std::string text = *one;
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) result[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return result;
}

void print(const Answer& answer) {
  for (const Row& row : answer.rows) {
    std::vector<std::string> values;
    for (const Value& value : row) values.push_back(value ? one_line(*value) : "NULL");
    fmt::print("{}\n", fmt::join(values, "\t"));
  }
  fmt::print("OK {}\n", answer.affected);
  std::fflush(stdout);
}

/// Ends a statement after a while, unless it ends by itself before.
class Alarm {
 public:
  Alarm(Connection& connection, int milliseconds) {
    if (milliseconds < 0) return;
    thread_ = std::thread([this, &connection, milliseconds] {
      std::unique_lock lock(mutex_);
      const bool is_over = over_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return is_over_; });
      if (!is_over) connection.cancel();
    });
  }
  ~Alarm() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    over_.notify_all();
    if (thread_.joinable()) thread_.join();
  }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool is_over_ = false;
  std::thread thread_;
};

int run(const std::string& text) {
  const Outcome<Url> url = parse_url(text, environment_now());
  if (!url.ok()) return failed(url.error());
  Outcome<std::unique_ptr<Connection>> opened = connect(url.value());
  if (!opened.ok()) return failed(opened.error());
  Connection& connection = *opened.value();
  fmt::print("CONNECTED {} {} {}\n", connection.session_id(), connection.server_version(),
             without_secrets(url.value()));
  std::fflush(stdout);
  std::string statement;
  int cancel_after = -1;
  for (std::string line; std::getline(std::cin, line);) {
    constexpr std::string_view kCancel = "\\cancel ";
    if (line.starts_with(kCancel)) {
      cancel_after = std::stoi(line.substr(kCancel.size()));
    } else if (line != ";") {
      statement += (statement.empty() ? "" : "\n") + line;
    } else {
      Outcome<Answer> answer = [&] {
        const Alarm alarm(connection, cancel_after);
        return connection.execute(statement);
      }();
      if (answer.ok()) print(answer.value());
      if (!answer.ok()) failed(answer.error());
      statement.clear();
      cancel_after = -1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace kura::db

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: kura_sql URL\n";
    return 2;
  }
  return kura::db::run(arguments[1]);
}
