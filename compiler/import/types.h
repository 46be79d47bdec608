// Types as an engine writes them, to the model's.
#pragma once

#include "compiler/import/context.h"

namespace kura::import {

/// The type at the beginning of a run, and how many tokens it takes; the rest are an engine's own words behind it.
struct ReadType {
  ir::Type type;
  std::size_t length = 0;
  std::string_view note;  // what is lost, or empty
  bool counts = false;    // the engine counts the column up
};

/// Never fails: words that nobody knows become a native type, which `settle` looks at again when all enums are read.
ReadType read_type(Tokens tokens, const Context& context);

/// True when the dialect has native types with this first word.
bool is_native_type(const Context& context, std::string_view words);

}  // namespace kura::import
