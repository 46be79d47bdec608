// The columns of one table by name, for look-ups while the table is lowered.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/ast/ast.h"

namespace kura::sema {

class ColumnNames {
 public:
  void reserve(std::size_t count) { names_.reserve(count); }
  /// The place of the column that has the name already, or nothing when it was added.
  std::optional<std::size_t> add(const ast::Name& name);
  /// A column that other warehouses have.
  void add_absent(const ast::Name& name, std::span<const ast::Name> only_on) { absent_.push_back({name, only_on}); }

  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// Where the column exists when it is not here; empty otherwise.
  [[nodiscard]] std::span<const ast::Name> absent_on(std::string_view name) const;
  [[nodiscard]] SourceRange place(std::size_t column) const { return names_[column].at; }
  [[nodiscard]] std::vector<std::string> all() const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }

 private:
  struct Absent {
    ast::Name name;
    std::span<const ast::Name> only_on;
  };
  std::vector<ast::Name> names_;
  std::unordered_map<std::string_view, std::size_t> by_name_;  // only when there are many
  std::vector<Absent> absent_;
};

}  // namespace kura::sema
