// Streams and exit codes: what a command reads, writes and answers, so that a whole command runs inside a test.
#pragma once

#include <iosfwd>

namespace kura::driver {

struct Streams {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
};

/// Exit codes of the program.
inline constexpr int kOk = 0;
inline constexpr int kSchemaErrors = 1;  // the schema has errors, or `fmt --check` would change a file
inline constexpr int kDifferent = 1;     // `diff`: the states are not the same
inline constexpr int kUsage = 2;         // the command line is wrong
inline constexpr int kEnvironment = 3;   // a file cannot be read or written
inline constexpr int kRefused = 4;       // `plan`: the policy does not allow a step, or no statement can do it

}  // namespace kura::driver
