// The fuzz target: any bytes as a schema, compiled for every dialect, formatted, and its findings rendered.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "compiler/diag/render.h"
#include "compiler/dialect/registry.h"
#include "compiler/dialect/renderer.h"
#include "compiler/driver/vocabulary.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"
#include "compiler/plan/creation.h"
#include "compiler/plan/planner.h"
#include "compiler/sema/analyze.h"

namespace {

using namespace kura;

std::string format_once(const std::string& text, bool& is_valid) {
  SourceManager sources;
  diag::Sink sink;
  const BufferId buffer = sources.add("fuzz.schema", text);
  const ast::File file = parse::parse(sources, buffer, sink, {.keep_comments = true});
  is_valid = !sink.has_errors();
  return is_valid ? format::format(file, sources) : std::string();
}

/// Formatting what parses must give what parses, and the same again.
void check_format(const std::string& text) {
  bool is_valid = false;
  const std::string once = format_once(text, is_valid);
  if (!is_valid) return;
  const std::string twice = format_once(once, is_valid);
  if (!is_valid || once != twice) std::abort();
}

void compile_for(const sema::Project& project, const dialect::Dialect& dialect,
                 const driver::DialectVocabulary& vocabulary, SourceManager& sources) {
  diag::Sink sink;
  ir::Schema schema = sema::lower(project, {nullptr, std::string(dialect.name), {}}, vocabulary.words(), sources, sink);
  if (sink.has_errors()) return;
  dialect::prepare(schema, dialect, sink);
  plan::report_view_rings(schema, sink);
  if (sink.has_errors()) return;
  (void)plan::creation_steps(schema, dialect);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  check_format(text);
  SourceManager sources;
  diag::Sink sink;
  const driver::DialectVocabulary vocabulary;
  std::vector<ast::File> files;
  files.push_back(parse::parse(sources, sources.add("fuzz.schema", text), sink));
  const sema::Project project = sema::analyze(std::move(files), vocabulary.words(), sink);
  (void)diag::render_text(sink.sorted(), sink.dropped_count(), sources, {});
  (void)diag::render_json(sink.sorted(), sink.dropped_count(), sources);
  if (sink.has_errors()) return 0;
  for (const dialect::Dialect* dialect : dialect::all_dialects()) compile_for(project, *dialect, vocabulary, sources);
  return 0;
}
