// Files that are part of the program: the library of schemas and the long explanations; generated from the tree at
// build time.
#pragma once

#include <span>
#include <string_view>

namespace kura::driver {

struct EmbeddedFile {
  std::string_view name;  // "kura/audit.schema", "KURA0101.md"
  std::string_view text;
};

/// schemas/, sorted by name; `import` and `kura init` read them.
std::span<const EmbeddedFile> library_files();
/// One page a diagnostic code, sorted by code.
std::span<const EmbeddedFile> explanation_pages();

/// The journal's own tables among the library files.
inline constexpr std::string_view kJournalSchema = "kura/journal.schema";

/// By name; null when there is none.
const EmbeddedFile* find_embedded(std::span<const EmbeddedFile> files, std::string_view name);

}  // namespace kura::driver
