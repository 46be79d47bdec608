// Overloaded: several lambdas as one visitor of a variant.
#pragma once

namespace kura {

template <class... Functions>
struct Overloaded : Functions... {
  using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

}  // namespace kura
