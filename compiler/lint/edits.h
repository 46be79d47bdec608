// Edits: changes of source text by range, and what to take along so that no debris stays.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source_manager.h"

namespace kura::lint {

/// Takes the range out of its file.
struct Edit {
  SourceRange at;
  auto operator<=>(const Edit&) const = default;
};

/// The text of a buffer without the ranges; of ranges that overlap the first is taken out. `done` is told which were.
std::string apply(std::string_view text, std::vector<Edit> edits, std::vector<Edit>& done);

/// ` was NAME`: the word and the blanks before it included; `name` is where the old name stands.
Edit without_was(const SourceManager& sources, SourceRange name);
/// The range and, when nothing else stands on its lines, the lines whole; else the blanks before it.
Edit without_entry(const SourceManager& sources, SourceRange at);
/// One of several names with commas between them.
Edit without_list_entry(const SourceManager& sources, SourceRange at);

}  // namespace kura::lint
