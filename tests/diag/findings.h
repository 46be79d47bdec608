// What the tests of the renderers share: a file and findings in it.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source_manager.h"

namespace kura::test {

inline constexpr diag::Kind kUnknownColumn{"KURA9203", "unknown_column", diag::Severity::error,
                                           "table `{0}` has no column `{1}`", ""};
inline constexpr diag::Kind kSlow{"KURA9402", "slow", diag::Severity::warning, "`{0}` is slow", "use `{0}2`"};
inline constexpr diag::Kind kAside{"KURA9501", "aside", diag::Severity::note, "by the way", ""};

/// The place of a part of a file's text; the part must stand in it.
inline SourceRange place(const SourceManager& sources, BufferId file, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(sources.text(file).find(part));
  return {file, begin, begin + static_cast<std::uint32_t>(part.size())};
}

inline diag::Diagnostic find(const diag::Kind& kind, SourceRange at, std::vector<std::string> arguments = {}) {
  diag::Diagnostic result;
  result.kind = &kind;
  result.at = at;
  result.arguments = std::move(arguments);
  return result;
}

}  // namespace kura::test
