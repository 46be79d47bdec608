// settle: what can be said only when every statement was read.
#pragma once

#include "compiler/import/context.h"

namespace kura::import {

/// Types that are enums, sequences that are identities, the targets of foreign keys, relations that views read, names
/// that would be made up again, the namespace that everything is in.
void settle(Context& context);

// Its parts.

void settle_case(Context& context);
void settle_types(Context& context);
void settle_sequences(Context& context);
void settle_names(Context& context);
void settle_references(Context& context);
void settle_namespaces(Context& context);

}  // namespace kura::import
