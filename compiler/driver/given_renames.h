// Renames that the command line gives, for states that have no `was`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/schema.h"

namespace kura::driver {

/// `KIND:OLD=NEW`: table, view, enum, sequence (`table:sales.a=sales.b`); column, label, index, constraint
/// (`column:sales.t.x=y`, the table or enum under its new name or its old). Written into `after` as its `was`; what
/// names nothing is the error that is given back, worded for people.
std::optional<std::string> set_given_renames(const std::vector<std::string>& given, const ir::Schema& before,
                                             ir::Schema& after);

}  // namespace kura::driver
