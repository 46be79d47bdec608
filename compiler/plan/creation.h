// What creating tables needs: which tables come first, and which foreign keys have to wait; rings of views.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/ir/schema.h"

namespace kura::plan {

struct CreationOrder {
  std::vector<std::vector<std::size_t>> needs;  // for each table those its foreign keys name, without rings
  std::map<std::size_t, std::vector<std::size_t>>
      deferred;  // a table's foreign keys that are added after both tables exist
};

/// A ring of foreign keys is cut: one of them is added afterwards, where the engine needs that.
CreationOrder cut_rings(const ir::Schema& schema, const dialect::Capabilities& capabilities);

/// Reports every ring of views: nothing can create them.
void report_view_rings(const ir::Schema& schema, diag::Sink& sink);

}  // namespace kura::plan
