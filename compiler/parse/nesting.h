// Nesting: how deep the token just read stands inside brackets, `case` and type parameters.
#pragma once

#include <cstdint>
#include <vector>

namespace kura::parse {

class Nesting {
 public:
  /// Takes one token's type and gives the depth behind it.
  std::size_t after(std::size_t type);

 private:
  struct Open {
    std::size_t type = 0;
    std::uint32_t angles = 0;  // the `<` that were open around it
  };
  void open(std::size_t type);
  void close(std::size_t type);
  void close_statement();
  void pop();
  void drop_angles();

  std::vector<Open> open_;
  std::uint32_t angles_ = 0;  // the `<` open since the last bracket
  std::uint32_t all_angles_ = 0;
};

}  // namespace kura::parse
