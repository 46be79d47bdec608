// Rendering diagnostics: text for people, json, SARIF and GitHub annotations for tools.
#pragma once

#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source_manager.h"

namespace kura::diag {

struct TextOptions {
  bool use_color = false;
  bool show_notes = false;  // severity note too; otherwise they are only counted
};

/// As good compilers print: code, message, the source line with the span underlined, other places, notes, help; then a
/// summary line ("2 errors, 1 warning"). An empty text when there is nothing to say.
std::string render_text(const std::vector<Diagnostic>& diagnostics, std::size_t dropped, const SourceManager& sources,
                        TextOptions options);
/// One JSON document: {"diagnostics": […], "summary": {…}}; lines and columns are one-based.
std::string render_json(const std::vector<Diagnostic>& diagnostics, std::size_t dropped, const SourceManager& sources);
/// SARIF 2.1.0.
std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources);
/// `::error file=…,line=…::message` lines, as GitHub Actions reads them.
std::string render_github(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources);

}  // namespace kura::diag
