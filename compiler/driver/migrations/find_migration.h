// Finding one migration by what a user calls it.
#pragma once

#include <string>
#include <variant>

#include "compiler/migrations/history.h"

namespace kura::driver {

/// Its place in the history: a number from 1, an id, or a part of one that fits a single migration; empty text: the
/// last. The text is what to tell the user when there is none.
std::variant<std::size_t, std::string> find_migration(const migrations::History& history, const std::string& wanted);

}  // namespace kura::driver
