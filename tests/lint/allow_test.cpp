// Allow: which comments silence, and what they hold for.
#include "compiler/lint/allow.h"

#include <doctest/doctest.h>

#include "compiler/parse/parse.h"

namespace kura::lint {
namespace {

/// "RULE: what it holds for" for each rule of each comment.
std::vector<std::string> allows_of(const std::string& text) {
  SourceManager sources;
  diag::Sink sink;
  const ast::File file = parse::parse(sources, sources.add("t.schema", text), sink);
  std::vector<std::string> result;
  for (const Allow& allow : find_allows(sources, file))
    result.push_back(allow.rule + ": " + std::string(sources.slice(allow.scope)));
  return result;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("lint allow: behind something a comment holds for its line") {
  CHECK(allows_of("table t {\n  a int;  // kura:allow x, Y: why, z\n}\n") ==
        Texts{"x:   a int;  // kura:allow x, Y: why, z", "y:   a int;  // kura:allow x, Y: why, z"});
}

TEST_CASE("lint allow: on a line of its own it holds for what is below") {
  CHECK(allows_of("// kura:allow x\n/// Doc.\n\ntable t {\n  a int;\n}\ntable u { a int; }\n") ==
        Texts{"x: table t {\n  a int;\n}"});
  CHECK(allows_of("table t {\n  // kura:allow x\n  // more\n  a int;\n  b int;\n}\n") == Texts{"x:   a int;"});
  CHECK(allows_of("view v as\n  -- kura:allow x\n  select 1;\n") == Texts{"x:   select 1;"});
}

TEST_CASE("lint allow: only a comment of that word silences") {
  CHECK(allows_of("/// kura:allow x\ntable t { a text default 'kura:allow y'; }  // see kura:allow z\n").empty());
  CHECK(allows_of("// kura:allow\ntable t { a int; }  // kura:allow x").size() == 1);
  CHECK(allows_of("// kura:allow x").size() == 1);
}

}  // namespace kura::lint
