// States: what a plan begins and ends with, from what the user named.
#pragma once

#include <string>
#include <variant>

#include "compiler/driver/compile.h"
#include "compiler/driver/object_choice.h"

namespace kura::driver {

/// One side of a plan. `text` is what the user wrote: a folder, a `.schema` file, `git:REV` or `git:REV:PATH`, or
/// `empty`.
struct StateOptions {
  std::string text;
  CompileOptions compile;  // which warehouse, which parameters; the path is taken from the text
  ObjectChoice choice;     // of a foreign state: which of its objects
};

/// The physical models of one side, a warehouse each; `empty` has none.
struct State {
  std::string text;
  bool is_empty = false;
  Compilation compilation;
};

/// Reads and compiles a state. Mistakes in its files go into the sink; the failure is for a state that cannot be read.
std::variant<State, CompileFailure> read_state(const StateOptions& options, SourceManager& sources, diag::Sink& sink);

}  // namespace kura::driver
