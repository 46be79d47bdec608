// Renames in an order in which every new name is free.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace kura::dialect::postgres {

struct Rename {
  std::string from;
  std::string to;
  std::size_t change = 0;  // its place among the changes of the object
  bool is_aside = false;   // the first of two on the way to the new name
};

/// Names that go round in a ring take a name in between.
std::vector<Rename> ordered(std::vector<Rename> renames);

}  // namespace kura::dialect::postgres
