// The command line: arguments to one command's call.
#pragma once

#include <cstdint>

#include "compiler/driver/streams.h"
#include "runtime/commands/commands.h"

namespace kura::cli {

/// What the terminal is like; injected, so that tests are the same everywhere.
struct Environment {
  bool err_is_terminal = false;
  bool out_is_terminal = false;
  bool no_color = false;  // the NO_COLOR variable is set
  std::int64_t now = 0;   // seconds since 1970, UTC
  runtime::Surroundings surroundings;
};

/// Runs the program: parses the arguments, runs the command, gives the exit code.
int run(int argc, const char* const* argv, driver::Streams streams, const Environment& environment);

}  // namespace kura::cli
