// Index methods: what `using` may say, which columns each takes, and its properties.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/sink.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::starrocks {

struct IndexMethod {
  std::string_view name;
  std::string_view alias;
  bool (*takes)(const ir::Column&);
  std::string_view types;  // for messages
  bool takes_keys;         // the key columns of AGGREGATE and UNIQUE tables
  int major;
  int minor;
};

/// By name or alias; `bitmap` for an empty text, null when there is none.
const IndexMethod* find_index_method(std::string_view word);
std::vector<std::string> index_method_names();

/// Checks the properties behind an index.
void check_index_properties(const ir::Index& index, const IndexMethod& method, diag::Sink& sink);

}  // namespace kura::dialect::starrocks
