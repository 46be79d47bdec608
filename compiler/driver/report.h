// Printing what a run found, in the format that was asked for.
#pragma once

#include <iosfwd>

#include "compiler/diag/sink.h"
#include "compiler/source/source_manager.h"

namespace kura::driver {

enum class DiagnosticFormat { text, json, sarif, github };

struct ReportOptions {
  DiagnosticFormat format = DiagnosticFormat::text;
  bool use_color = false;
  bool show_notes = false;
  bool deny_warnings = false;
};

/// Writes the diagnostics; machine formats are written even when there is nothing to report.
void report(const diag::Sink& sink, const SourceManager& sources, const ReportOptions& options, std::ostream& out);

/// kSchemaErrors when the run has errors, or warnings that are denied; else kOk.
int exit_code(const diag::Sink& sink, const ReportOptions& options);

}  // namespace kura::driver
