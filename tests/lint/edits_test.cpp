// Edits: what is taken out with a range, and what happens when ranges overlap.
#include "compiler/lint/edits.h"

#include <doctest/doctest.h>

namespace kura::lint {
namespace {

/// The text without what stands between `[` and `]`, widened by the function.
template <class Widen>
std::string without(std::string text, Widen widen) {
  const std::size_t begin = text.find('[');
  text.erase(begin, 1);
  const std::size_t end = text.find(']');
  text.erase(end, 1);
  SourceManager sources;
  const BufferId buffer = sources.add("t.schema", text);
  const SourceRange at{buffer, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  const Edit edit = widen(sources, at);
  std::vector<Edit> done;
  return edit.at.is_valid() ? apply(text, {edit}, done) : "nothing";
}

}  // namespace

TEST_CASE("lint edits: `was` goes with its name and the blanks before it") {
  CHECK(without("table a was [b] {", without_was) == "table a {");
  CHECK(without("x int  WAS\n    [\"old name\"];", without_was) == "x int;");
  CHECK(without("x int has [y];", without_was) == "nothing");
}

TEST_CASE("lint edits: an entry alone on its line goes with the line") {
  CHECK(without("a;\n  [b;]\nc;\n", without_entry) == "a;\nc;\n");
  CHECK(without("a;\n  [b;]", without_entry) == "a;\n");
  CHECK(without("a;  [// b]\nc;\n", without_entry) == "a;\nc;\n");
  CHECK(without("{ [b;] c; }", without_entry) == "{ c; }");
}

TEST_CASE("lint edits: a name in a list goes with one comma") {
  CHECK(without("// kura:allow [a], b", without_list_entry) == "// kura:allow b");
  CHECK(without("// kura:allow a, [b], c", without_list_entry) == "// kura:allow a, c");
  CHECK(without("// kura:allow a , [b]: why", without_list_entry) == "// kura:allow a : why");
}

TEST_CASE("lint edits: of ranges that overlap the first is carried out") {
  const BufferId buffer{0};
  std::vector<Edit> done;
  CHECK(apply("0123456789", {{{buffer, 6, 8}}, {{buffer, 0, 3}}, {{buffer, 2, 5}}, {{buffer, 3, 4}}}, done) == "4589");
  CHECK(done.size() == 3);
}

}  // namespace kura::lint
