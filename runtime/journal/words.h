// The words in which the journal's rows say what they mean, and the hashes that name them.
#pragma once

#include <string>
#include <string_view>

#include "runtime/journal/journal.h"

namespace kura::journal {

inline constexpr std::string_view kTaken = "taken";
inline constexpr std::string_view kRestored = "restored";

std::string_view direction_word(Direction direction);
Direction direction_of(std::string_view word);
std::string_view run_status_word(RunStatus status);
/// What a newer version may have written and this one does not know counts as not ended.
RunStatus run_status_of(std::string_view word);
std::string_view step_status_word(StepStatus status);
StepStatus step_status_of(std::string_view word);

/// The key of kura_objects.
std::string object_id(std::string_view warehouse, std::string_view object);

}  // namespace kura::journal
