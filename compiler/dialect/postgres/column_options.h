// What a column has besides type, default and nulls: storage, compression, statistics, the options of its identity.
#pragma once

#include <string>
#include <vector>

#include "compiler/ir/schema.h"

namespace kura::dialect::postgres {

/// "SET STORAGE external", "SET STATISTICS -1" …: what stands behind ALTER COLUMN. A new column has its compression
/// from its definition.
std::vector<std::string> option_changes(const ir::Column& before, const ir::Column& after);
/// What stays the same and is to be set again all the same: a new type brings a storage and a compression of its own.
std::vector<std::string> options_behind_a_type(const ir::Column& before, const ir::Column& after);
/// "INCREMENT BY 2", "NO MAXVALUE" …
std::vector<std::string> identity_changes(const ir::Column& before, const ir::Column& after);

}  // namespace kura::dialect::postgres
