// The program `kura`.
#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <exception>
#include <iostream>

#include "runtime/cli/cli.h"

namespace {

/// The clock, or the time that reproducible builds give.
std::int64_t now() {
  if (const char* given = std::getenv("SOURCE_DATE_EPOCH")) return std::strtoll(given, nullptr, 10);
  return static_cast<std::int64_t>(std::time(nullptr));
}

}  // namespace

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    const kura::cli::Environment environment{isatty(STDERR_FILENO) != 0, isatty(STDOUT_FILENO) != 0, std::getenv("NO_COLOR") != nullptr, now()};
    return kura::cli::run(argc, argv, {std::cin, std::cout, std::cerr}, environment);
  } catch (const std::exception& error) {
    std::cerr << "kura: internal error: " << error.what() << "\n";
    return kura::driver::kEnvironment;
  }
}
