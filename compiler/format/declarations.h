// declarations: the layout of everything that stands at the top level of a file.
#pragma once

#include <vector>

#include "compiler/format/body.h"

namespace kura::format {

/// One entry for each declaration. The declarations must outlive the entries.
std::vector<Entry> declaration_entries(Layout& layout, const std::vector<ast::Declaration>& declarations);

}  // namespace kura::format
