// Column order: where the columns of a table stand while some are dropped and added.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/change/change.h"
#include "compiler/ir/schema.h"

namespace kura::dialect::starrocks {

/// The columns as the engine has them, kept up to date beside the statements.
class ColumnOrder {
 public:
  explicit ColumnOrder(const ir::Table& before);

  void drop(const std::string& column);
  /// Adds a column of `after` where it belongs and tells how to say so: "", " FIRST" or " AFTER" and a name that
  /// `anchor` gets. Generated columns go to the end, whatever was declared.
  std::string add(const ir::Column& column, const ir::Table& after, std::string& anchor);

  [[nodiscard]] bool is_order_of(const ir::Table& after) const;

 private:
  struct Place {
    std::string name;
    bool is_key = false;
    bool is_generated = false;
  };
  [[nodiscard]] std::size_t find(const std::string& column) const;
  [[nodiscard]] std::size_t end_of_keys() const;
  [[nodiscard]] std::size_t end_of_plain() const;

  std::vector<Place> places_;
};

/// True when dropping and adding columns alone brings the declared order about.
bool is_ordered_by_positions(const ir::Table& before, const ir::Table& after, std::span<const change::Change> changes);

}  // namespace kura::dialect::starrocks
