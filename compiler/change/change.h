// Changes: what happens to named objects on the way from one state to the next; pure data, no SQL.
#pragma once

#include <cstddef>
#include <variant>
#include <vector>

namespace kura::change {

/// Each names an object of the next state by its place in the state's list of that kind.
struct CreateNamespace {
  std::size_t index = 0;
};
struct CreateEnum {
  std::size_t index = 0;
};
struct CreateSequence {
  std::size_t index = 0;
};
struct CreateTable {
  std::size_t index = 0;
  std::vector<std::size_t> deferred_foreign_keys;  // added later by AddForeignKey, being part of a ring
};
struct AddForeignKey {
  std::size_t table = 0;
  std::size_t foreign_key = 0;
};
/// Ties a sequence to its column, which exists only now.
struct SetSequenceOwner {
  std::size_t index = 0;
};
struct CreateView {
  std::size_t index = 0;
};

using Change = std::variant<CreateNamespace, CreateEnum, CreateSequence, CreateTable, AddForeignKey, SetSequenceOwner, CreateView>;

}  // namespace kura::change
