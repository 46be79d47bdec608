// Fingerprint: a short text that tells two models apart.
#pragma once

#include <string>

#include "compiler/ir/schema.h"

namespace kura::ir {

/// 32 hexadecimal digits over everything that the model says; places in the source do not count, nor do `was`, the
/// order of declaration (columns keep theirs) and the layout of queries. Equal for equal models on every machine. Not
/// made against forgers.
std::string fingerprint(const Schema& schema);

}  // namespace kura::ir
