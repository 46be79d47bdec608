// A table's own words that rules and renderer both ask for.
#pragma once

#include <string>

#include "compiler/ir/schema.h"

namespace kura::dialect::mysql {

/// The value of a table's own clause, lower case and without quotes; empty when it was not written.
std::string option_of(const ir::Table& table, std::string_view keyword);
/// "innodb" unless the table says otherwise.
std::string engine_of(const ir::Table& table);

}  // namespace kura::dialect::mysql
