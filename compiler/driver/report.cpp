// Printing what a run found.
#include "compiler/driver/report.h"

#include <ostream>

#include "compiler/diag/render.h"
#include "compiler/driver/streams.h"

namespace kura::driver {

void report(const diag::Sink& sink, const SourceManager& sources, const ReportOptions& options, std::ostream& out) {
  const std::vector<diag::Diagnostic> diagnostics = sink.sorted();
  switch (options.format) {
    case DiagnosticFormat::text:
      out << diag::render_text(diagnostics, sink.dropped_count(), sources, {options.use_color, options.show_notes});
      break;
    case DiagnosticFormat::json:
      out << diag::render_json(diagnostics, sink.dropped_count(), sources);
      break;
    case DiagnosticFormat::sarif:
      out << diag::render_sarif(diagnostics, sources);
      break;
    case DiagnosticFormat::github:
      out << diag::render_github(diagnostics, sources);
      break;
  }
}

int exit_code(const diag::Sink& sink, const ReportOptions& options) {
  if (sink.has_errors()) return kSchemaErrors;
  return options.deny_warnings && sink.warning_count() > 0 ? kSchemaErrors : kOk;
}

int fail(Streams streams, const std::string& message, int code) {
  streams.err << "kura: error: " << message << "\n";
  return code;
}

}  // namespace kura::driver
