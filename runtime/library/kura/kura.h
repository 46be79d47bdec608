// Kura as a library: compiling schemas, planning, writing and checking migrations, and carrying them out on databases.
//
//   find_package(kura REQUIRED)
//   target_link_libraries(app PRIVATE kura::kura)
//
// Everything that the program `kura` can do is a function here that takes options and streams and gives an exit code:
// kura::driver (schemas, plans and migrations; needs no database) and kura::runtime (databases). kura::db opens the
// same connections that those use. Whatever a function takes by reference it only reads while it runs; what it gives
// back belongs to the caller. Times are milliseconds unless they say seconds.
#pragma once

#include "compiler/driver/commands.h"
#include "compiler/driver/database_reader.h"
#include "compiler/driver/names.h"
#include "compiler/driver/options.h"
#include "compiler/driver/streams.h"
#include "runtime/commands/commands.h"
#include "runtime/db/connection.h"
#include "runtime/db/error.h"
#include "runtime/db/url.h"
