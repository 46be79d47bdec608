// `kura apply --plan FILE`: a plan that somebody has read and agreed to, without a folder of migrations.
#pragma once

#include "runtime/commands/commands.h"

namespace kura::runtime {

/// The plan must begin in the state that the journal saw last. The project is only read for the address, and not at all
/// with `--url`.
int apply_plan_file(const ApplyOptions& options, driver::Streams streams);

}  // namespace kura::runtime
