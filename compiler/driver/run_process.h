// Running another program, without a shell.
#pragma once

#include <string>
#include <vector>

#include "compiler/base/result.h"

namespace kura::driver {

struct ProcessResult {
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// Runs a program found by PATH and waits for it; `input` is its standard input. Fails when it cannot be started.
Result<ProcessResult> run_process(const std::vector<std::string>& arguments, const std::string& input);

}  // namespace kura::driver
