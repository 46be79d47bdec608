// The program `kura`.
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "runtime/cli/cli.h"

int main(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  try {
    const kura::cli::Environment environment{isatty(STDERR_FILENO) != 0, isatty(STDOUT_FILENO) != 0, std::getenv("NO_COLOR") != nullptr};
    return kura::cli::run(argc, argv, {std::cin, std::cout, std::cerr}, environment);
  } catch (const std::exception& error) {
    std::cerr << "kura: internal error: " << error.what() << "\n";
    return kura::driver::kEnvironment;
  }
}
