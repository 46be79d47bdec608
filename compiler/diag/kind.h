// Kind: what one diagnostic code is; each row stands in a `.def` table and nowhere else.
#pragma once

#include <span>
#include <string_view>

namespace kura::diag {

enum class Severity { note, warning, error };

/// One diagnostic code. `message` and `help` are fmt templates over the diagnostic's arguments, `{0}` first;
/// an empty `help` means that the passage adds its own or has none.
struct Kind {
  std::string_view code;  // "KURA0123", stable for ever
  std::string_view name;  // "unknown_column", the constant's name
  Severity severity;
  std::string_view message;
  std::string_view help;
};

}  // namespace kura::diag
