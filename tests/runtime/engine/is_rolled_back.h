// Which statements a transaction takes back: the same check for every engine.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "runtime/engine/engine.h"

namespace kura::engine {

inline void check_rolled_back(const Engine& engine, bool expected, const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    INFO(sql);
    CHECK(engine.is_rolled_back(sql) == expected);
  }
}

}  // namespace kura::engine
