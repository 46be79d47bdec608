// Options that most commands take: which project, for which warehouses, and how to report. Public: standard types only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kura::driver {

/// Which project, and for which of its warehouses. A plain value: a command reads it and keeps nothing of it.
struct CompileOptions {
  std::filesystem::path path = ".";               // a folder (every .schema below it is one project) or one file
  std::string revision;                           // not empty: as of this commit of git
  std::map<std::string, std::string> texts;       // not empty: these texts by path instead of files
  std::vector<std::string> warehouses;            // empty: all that are declared
  std::string dialect;                            // not empty: one ad-hoc warehouse of this dialect instead
  std::map<std::string, std::string> parameters;  // values of the project's `param`s, by name
  bool keeps_declared = false;                    // for Kura itself: keep the models as they were declared
  bool keeps_project = false;                     // for Kura itself: keep the analysed project
};

/// How what a run found is printed: `text` for people, on the stream of errors; the others for tools, on that of
/// output.
enum class DiagnosticFormat : std::uint8_t { text, json, sarif, github };

struct ReportOptions {
  DiagnosticFormat format = DiagnosticFormat::text;
  bool use_color = false;      // escape sequences of terminals, in text only
  bool show_notes = false;     // notes too: types that are stored wider, constraints that are never checked
  bool deny_warnings = false;  // a warning is as grave as an error for the exit code
};

}  // namespace kura::driver
