// The formatter over a text in memory.
#include "compiler/driver/canonical_text.h"

#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace kura::driver {

std::optional<std::string> canonical_text(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const ast::File file = parse::parse(sources, sources.add("text", text), sink, {.keep_comments = true});
  if (sink.has_errors()) return std::nullopt;
  return format::format(file, sources);
}

}  // namespace kura::driver
