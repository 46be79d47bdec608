// Diagnostic: one finding as facts (kind, place, arguments); worded only when printed.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/kind.h"
#include "compiler/source/source_range.h"

namespace kura::diag {

/// Another place that matters ("first declared here").
struct Label {
  SourceRange at;
  std::string text;
};

struct Diagnostic {
  const Kind* kind = nullptr;  // points into a static table
  SourceRange at;
  std::vector<std::string> arguments;
  std::vector<Label> labels;
  std::vector<std::string> notes;       // facts
  std::vector<std::string> helps;       // ways out, besides the kind's own
  std::vector<std::string> warehouses;  // whom the finding is about; empty: the project itself
  SourceRange yields_to = {};           // an error of exactly this place says the same and more: it alone is shown
};

/// The message with its arguments filled in.
std::string message_of(const Diagnostic& diagnostic);
/// " (warehouse `prod`)", or nothing when the finding is not about one.
std::string warehouses_of(const Diagnostic& diagnostic);
/// All help lines: the kind's own first.
std::vector<std::string> helps_of(const Diagnostic& diagnostic);

}  // namespace kura::diag
