// What statements that run outside of transactions leave behind when they are cut off.
#pragma once

#include <string>
#include <string_view>

namespace kura::engine::postgres {

/// A query whose rows are the statements that must run before `sql` is run again; empty when it can leave nothing
/// behind.
std::string leftovers_query(std::string_view sql);

}  // namespace kura::engine::postgres
