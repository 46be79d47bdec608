// The fuzz target: any bytes as SQL of every engine, read into a model, and the model written as a schema.
#include <cstddef>
#include <cstdint>
#include <string>

#include "compiler/diag/render.h"
#include "compiler/dialect/registry.h"
#include "compiler/import/import.h"
#include "compiler/raise/raise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace kura;
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    SourceManager sources;
    diag::Sink sink;
    const BufferId buffer = sources.add("fuzz.sql", text);
    const ir::Schema schema = import::read({&buffer, 1}, *dialect, "fuzz", sources, sink);
    (void)raise::to_schema_text(schema);
    (void)sink.sorted();
  }
  return 0;
}
