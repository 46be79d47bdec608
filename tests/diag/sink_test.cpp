// The sink: what is dropped, merged, and left out beside an error.
#include <doctest/doctest.h>

#include "compiler/diag/sink.h"
#include "tests/diag/findings.h"

namespace kura::test {
namespace {

std::string shown(const diag::Sink& sink) {
  std::string result;
  for (const diag::Diagnostic& diagnostic : sink.sorted()) {
    result += (result.empty() ? "" : " ") + std::string(diagnostic.kind->name);
    for (const std::string& warehouse : diagnostic.warehouses) result += ":" + warehouse;
  }
  return result;
}

}  // namespace

TEST_CASE("sink: a warning yields to an error of its place, for that warehouse alone") {
  SourceManager sources;
  const BufferId file = sources.add("a.schema", "text references t(x)");
  const SourceRange type = place(sources, file, "text");
  const SourceRange key = place(sources, file, "references t(x)");
  diag::Sink sink;
  for (const std::string warehouse : {"a", "b"}) {
    sink.set_warehouse(warehouse);
    sink.report(kSlow, type, {"x"}).yields_to = key;
  }
  CHECK(shown(sink) == "slow:a:b");
  sink.report(kUnknownColumn, key, {"t", "x"});
  CHECK(shown(sink) == "slow:a unknown_column:b");
  sink.set_warehouse("a");
  sink.report(kAside, key);
  CHECK(shown(sink) == "slow:a unknown_column:b aside:a");
  sink.report(kUnknownColumn, key, {"t", "x"});
  CHECK(shown(sink) == "unknown_column:b:a aside:a");
}

}  // namespace kura::test
