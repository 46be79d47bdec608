// The process around the command line.
#include "runtime/cli/process.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>

#include "runtime/cli/cli.h"
#include "runtime/cli/interrupts.h"

namespace kura::cli {
namespace {

/// The clock, or the time that reproducible builds give.
std::int64_t now() {
  if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) return std::strtoll(given, nullptr, 10);
  return static_cast<std::int64_t>(std::time(nullptr));
}

std::size_t terminal_width() {
  winsize size{};
  constexpr std::size_t kUsual = 80;
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

/// The signals are only taken over where there is something to stop: with the first connection.
class LateInterrupts {
 public:
  void watch(db::Connection* connection) {
    if (!interrupts_ && connection != nullptr) interrupts_ = std::make_unique<Interrupts>();
    if (interrupts_) interrupts_->watch(connection);
  }
  [[nodiscard]] bool is_interrupted() const { return interrupts_ && interrupts_->is_interrupted(); }

 private:
  std::unique_ptr<Interrupts> interrupts_;
};

}  // namespace

int run_process(int argc, const char* const* argv, const Wrap& wrap) {
  std::ios::sync_with_stdio(false);
  try {
    LateInterrupts interrupts;
    Environment environment{isatty(STDERR_FILENO) != 0, isatty(STDOUT_FILENO) != 0, std::getenv("NO_COLOR") != nullptr,
                            now(), runtime::real_surroundings()};
    runtime::Surroundings& surroundings = environment.surroundings;
    surroundings.in_is_terminal = isatty(STDIN_FILENO) != 0;
    surroundings.out_is_terminal = environment.out_is_terminal;
    surroundings.width = terminal_width();
    surroundings.is_interrupted = [&interrupts] { return interrupts.is_interrupted(); };
    surroundings.on_connection = [&interrupts](db::Connection* connection) { interrupts.watch(connection); };
    surroundings.wrap = wrap;
    return run(argc, argv, {std::cin, std::cout, std::cerr}, environment);
  } catch (const std::exception& error) {
    std::cerr << "kura: internal error: " << error.what() << "\n";
    return driver::kEnvironment;
  }
}

}  // namespace kura::cli
