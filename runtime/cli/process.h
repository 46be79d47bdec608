// The program in its process: terminal, clock, environment and signals as the values that the command line takes.
#pragma once

#include <functional>
#include <memory>

#include "runtime/db/connection.h"

namespace kura::cli {

using Wrap = std::function<std::unique_ptr<db::Connection>(std::unique_ptr<db::Connection>)>;

/// The whole program; gives the exit code. `wrap` stands between Kura and every database that it opens.
int run_process(int argc, const char* const* argv, const Wrap& wrap);

}  // namespace kura::cli
