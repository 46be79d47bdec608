// Properties from several clauses: merged by key, the more specific clause wins.
#pragma once

#include <map>

#include "compiler/sema/lowering.h"

namespace kura::sema {

class PropertySet {
 public:
  explicit PropertySet(Lowering& lowering) : lowering_(lowering) {}

  /// Reports a key that is given twice with the same strength.
  void add(const std::vector<ast::Property>& properties, std::size_t level, std::size_t depth);
  /// Sorted by key.
  std::vector<ir::Property> take();

 private:
  struct Given {
    ir::Property property;
    std::size_t level, depth;
  };
  Lowering& lowering_;
  std::map<std::string, Given> given_;
};

}  // namespace kura::sema
