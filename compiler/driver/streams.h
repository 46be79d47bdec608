// Streams and exit codes: what a command reads, writes and answers, so that a whole command runs inside a test. Public:
// standard types only.
#pragma once

#include <iosfwd>

namespace kura::driver {

/// Where a command reads and writes. The caller owns the streams; they live until the command returns, and nothing else
/// uses them meanwhile.
struct Streams {
  std::istream& in;   // what was asked for `-`, and the answers to questions
  std::ostream& out;  // what the command is for: DDL, plans, lists, machine formats
  std::ostream& err;  // diagnostics and failures, in words
};

/// Exit codes of the program.
inline constexpr int kOk = 0;
inline constexpr int kSchemaErrors = 1;  // the schema has errors, or `fmt --check` would change a file
inline constexpr int kDifferent = 1;     // `diff`: the states are not the same
inline constexpr int kUsage = 2;         // the command line is wrong
inline constexpr int kEnvironment = 3;   // a file cannot be read or written
inline constexpr int kRefused = 4;       // `plan`: the policy does not allow a step, or no statement can do it

}  // namespace kura::driver
