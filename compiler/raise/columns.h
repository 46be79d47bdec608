// columns: which keys of a table are written behind a column.
#pragma once

#include "compiler/raise/tree.h"

namespace kura::raise {

/// Keys of one column without a name. Those behind columns are read before the others, in the order of the columns:
/// only the beginning of each list that is in this order may stand there.
struct InlineKeys {
  bool has_primary = false;
  std::size_t unique = 0;  // how many of them
  std::size_t foreign = 0;
};
InlineKeys inline_keys(const ir::Table& table);

ast::Reference raise_reference(const ir::ForeignKey& key);

}  // namespace kura::raise
