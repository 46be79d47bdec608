// Diagnostics as workflow commands of GitHub Actions, which shows them beside the changed lines.
#include <fmt/format.h>

#include "compiler/diag/render.h"
#include "compiler/diag/render_place.h"

namespace kura::diag {
namespace {

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "notice";
  }
  return "notice";
}

/// A command ends with its line, so line ends are escaped; a property ends with `,` or `:` besides.
std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  for (char c : text) {
    if (special.find(c) == std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}
std::string property(std::string_view text) {
  return escaped(text, "%\r\n:,");
}

std::string place_properties(SourceRange at, const SourceManager& sources) {
  if (!at.is_valid()) return {};
  const Place place = place_of(at, sources);
  std::string result = fmt::format("file={},line={},endLine={},", property(place.file), place.line, place.end_line);
  // Columns only count within one line.
  if (place.line == place.end_line) result += fmt::format("col={},endColumn={},", place.column, place.end_column);
  return result;
}

}  // namespace

std::string render_github(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources) {
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string text = message_of(diagnostic);
    text += warehouses_of(diagnostic);
    for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
    for (const std::string& help : helps_of(diagnostic)) text += "\nhelp: " + help;
    result +=
        fmt::format("::{} {}title={}::{}\n", command_of(diagnostic.kind->severity),
                    place_properties(diagnostic.at, sources), property(diagnostic.kind->code), escaped(text, "%\r\n"));
  }
  return result;
}

}  // namespace kura::diag
