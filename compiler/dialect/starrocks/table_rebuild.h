// Table rebuild: a new table, a copy, a swap, and the old one dropped.
#pragma once

#include <string>
#include <vector>

#include "compiler/dialect/starrocks/statements.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {

class RebuildSteps {
 public:
  RebuildSteps(const Statements& statements, const TableRebuild& rebuild, std::vector<change::Carry> rights);

  [[nodiscard]] Drafts run() const;

 private:
  [[nodiscard]] Draft create() const;
  [[nodiscard]] Draft copy() const;
  void tell_risks(Draft& told) const;
  [[nodiscard]] Drafts swap() const;
  [[nodiscard]] Draft drop_old() const;

  [[nodiscard]] std::vector<change::Check> checks_before() const;
  [[nodiscard]] change::Check count_check() const;
  [[nodiscard]] std::string copied_value(std::size_t column) const;
  [[nodiscard]] std::string fitting_query(std::size_t column) const;
  [[nodiscard]] bool must_be_empty() const;
  [[nodiscard]] bool merges_rows() const;
  /// SWAP wants the same constraints on both sides.
  [[nodiscard]] bool can_swap() const;
  [[nodiscard]] bool is_moved() const { return rebuild_.before.name.schema != rebuild_.after.name.schema; }
  [[nodiscard]] std::vector<change::Carry> carry() const;
  /// The place of a column that counts on; kNowhere without one.
  [[nodiscard]] std::size_t identity() const;
  [[nodiscard]] std::string from() const;
  [[nodiscard]] std::string old_name(std::size_t column) const;
  [[nodiscard]] std::string relabelled(std::size_t column) const;

  const Statements& statements_;
  const TableRebuild& rebuild_;
  std::vector<change::Carry> rights_;
  Target target_;
  ir::QualifiedName new_name_;   // where the copy goes
  ir::QualifiedName left_over_;  // where the old rows are after the swap
};

}  // namespace kura::dialect::starrocks
