// Raised: a schema compiled for a test's vocabulary, raised, compiled again and raised again.
#pragma once

#include <doctest/doctest.h>

#include "compiler/format/format.h"
#include "compiler/ir/fingerprint.h"
#include "compiler/parse/parse.h"
#include "compiler/raise/raise.h"
#include "tests/sema/lowered.h"

namespace kura::testing {

inline std::string formatted_text(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const ast::File file = parse::parse(sources, sources.add("raised.schema", text), sink, {true});
  return sink.has_errors() ? "it does not parse" : format::format(file, sources);
}

/// The text that a schema is raised to; checks that it means the same, is canonical, and is raised to itself.
inline std::string raised(const std::string& text, std::string_view target = "postgres",
                          std::map<std::string, std::string> parameters = {}) {
  const Lowered before(text, target, std::move(parameters));
  CHECK(before.findings() == "");
  const std::string result = raise::to_schema_text(before.schema);
  INFO(result);
  const Lowered after(result, before.schema.warehouse.name);
  CHECK(after.findings() == "");
  CHECK(ir::fingerprint(after.schema) == ir::fingerprint(before.schema));
  CHECK(raise::to_schema_text(after.schema) == result);
  CHECK(formatted_text(result) == result);
  return result;
}

/// Without the warehouse's line and the blank one behind it.
inline std::string raised_objects(const std::string& text, std::string_view target = "postgres") {
  const std::string result = raised(text, target);
  const std::size_t behind = result.find("}\n\n");
  return behind == std::string::npos ? result : result.substr(behind + 3);
}

}  // namespace kura::testing
