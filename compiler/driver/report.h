// Printing what a run found, in the format that was asked for.
#pragma once

#include <iosfwd>
#include <string>

#include "compiler/diag/sink.h"
#include "compiler/driver/options.h"
#include "compiler/driver/streams.h"
#include "compiler/source/source_manager.h"

namespace kura::driver {

/// Writes the diagnostics; machine formats are written even when there is nothing to report.
void report(const diag::Sink& sink, const SourceManager& sources, const ReportOptions& options, std::ostream& out);

/// kSchemaErrors when the run has errors, or warnings that are denied; else kOk.
int exit_code(const diag::Sink& sink, const ReportOptions& options);

/// Writes "kura: error: …" and gives the code back.
int fail(Streams streams, const std::string& message, int code);

}  // namespace kura::driver
