// KURA_CHECK: stops the program with a message when an invariant of Kura itself is broken (never for a user's mistake).
#pragma once

#include <cstdio>
#include <cstdlib>

#define KURA_CHECK(condition, message)                                                         \
  do {                                                                                         \
    if (!(condition)) {                                                                        \
      std::fprintf(stderr, "kura: internal error: %s (%s:%d)\n", message, __FILE__, __LINE__); \
      std::abort();                                                                            \
    }                                                                                          \
  } while (false)
