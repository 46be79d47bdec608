// `kura check`.
#include <fmt/format.h>

#include <ostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/report.h"

namespace kura::driver {

int check_command(const CheckOptions& options, Streams streams) {
  SourceManager sources;
  diag::Sink sink;
  const auto compiled = compile(options.compile, sources, sink);
  if (const auto* failure = std::get_if<CompileFailure>(&compiled))
    return fail(streams, failure->message, failure->exit_code);
  const bool is_text = options.report.format == DiagnosticFormat::text;
  report(sink, sources, options.report, is_text ? streams.err : streams.out);
  const int code = exit_code(sink, options.report);
  if (!is_text || code != kOk) return code;
  const Compilation& compilation = std::get<Compilation>(compiled);
  for (const CompiledWarehouse& warehouse : compilation.warehouses) {
    streams.out << fmt::format("ok: {} ({}): {} tables, {} views\n", warehouse.schema.warehouse.name,
                               warehouse.dialect->display_name, warehouse.schema.tables.size(),
                               warehouse.schema.views.size());
  }
  if (compilation.warehouses.empty())
    streams.out << "ok: no warehouse is declared; checked what does not depend on one\n";
  return code;
}

}  // namespace kura::driver
