// Findings as people see them.
#include <doctest/doctest.h>

#include "compiler/diag/render.h"
#include "tests/diag/findings.h"

namespace kura::test {
namespace {

constexpr const char* kOrders =
    "table orders {\n"
    "  customer_id  bigint;\n"
    "\tregion text; -- größer\n"
    "  distribute by hash(custmer_id);\n"
    "}\n";

std::string render(const std::vector<diag::Diagnostic>& found, const SourceManager& sources) {
  return diag::render_text(found, 0, sources, {});
}

}  // namespace

TEST_CASE("text: message, line, underline, notes and help") {
  SourceManager sources;
  const BufferId file = sources.add("shop.schema", kOrders);
  diag::Diagnostic found = find(kUnknownColumn, place(sources, file, "custmer_id"), {"orders", "custmer_id"});
  found.notes.push_back("a hash needs\na column");
  found.helps.push_back("did you mean `customer_id`?");
  found.warehouses = {"prod"};
  CHECK(render({found}, sources) == R"(error[KURA9203]: table `orders` has no column `custmer_id` (warehouse `prod`)
 --> shop.schema:4:22
  |
4 |   distribute by hash(custmer_id);
  |                      ^^^^^^^^^^
  = note: a hash needs
          a column
  = help: did you mean `customer_id`?

1 error
)");
}

TEST_CASE("text: labels in the same line, in other lines and in other files") {
  SourceManager sources;
  const BufferId file = sources.add("shop.schema", kOrders);
  const BufferId other = sources.add("lib/other.schema", std::string(99, '\n') + "enum e { a }");
  diag::Diagnostic found = find(kUnknownColumn, place(sources, file, "custmer_id"), {"orders", "custmer_id"});
  found.labels.push_back({place(sources, other, "e {"), "an enum"});
  found.labels.push_back({place(sources, file, "customer_id"), "one of this name stands here"});
  found.labels.push_back({place(sources, file, "hash"), "the style"});
  CHECK(render({found}, sources) == R"(error[KURA9203]: table `orders` has no column `custmer_id`
   --> shop.schema:4:22
    |
  2 |   customer_id  bigint;
    |   ----------- one of this name stands here
...
  4 |   distribute by hash(custmer_id);
    |                      ^^^^^^^^^^
    |                 ---- the style
   ::: lib/other.schema:100:6
    |
100 | enum e { a }
    |      --- an enum

1 error
)");
}

TEST_CASE("text: tabs and characters of several bytes keep the underline below its text") {
  SourceManager sources;
  const BufferId file = sources.add("a.schema", "x\tregion größer name\n");
  CHECK(render({find(kSlow, place(sources, file, "name"), {"name"})}, sources) == R"(warning[KURA9402]: `name` is slow
 --> a.schema:1:17
  |
1 | x   region größer name
  |                   ^^^^
  = help: use `name2`

1 warning
)");
}

TEST_CASE("text: what a terminal would act on is escaped") {
  SourceManager sources;
  const BufferId file = sources.add("a\x1b.schema", "a \x1b[31m\xff \xe2\x80\xae name\n");
  CHECK(render({find(kSlow, place(sources, file, "name"), {"\x1b]0;x\x07"})}, sources) ==
        R"(warning[KURA9402]: `\x1b]0;x\x07` is slow
 --> a\x1b.schema:1:12
  |
1 | a \x1b[31m\xff \u{202e} name
  |                         ^^^^
  = help: use `\x1b]0;x\x072`

1 warning
)");
}

TEST_CASE("text: a long line is cut around the span") {
  SourceManager sources;
  const std::string words = [] {
    std::string text;
    for (int i = 100; i < 160; ++i) text += "w" + std::to_string(i) + " ";
    return text;
  }();
  const BufferId file = sources.add("a.schema", words);
  CHECK(render({find(kSlow, place(sources, file, "w130"), {"w130"})}, sources) == R"(warning[KURA9402]: `w130` is slow
 --> a.schema:1:151
  |
1 | …w124 w125 w126 w127 w128 w129 w130 w131 w132 w133 w134 w135 w136 w137 w138 w139 w140 w141 w142 w143 w144 w145 …
  |                                ^^^^
  = help: use `w1302`

1 warning
)");
  const std::string at_start = render({find(kSlow, place(sources, file, "w100"), {"x"})}, sources);
  CHECK(at_start.find("1 | w100 w101") != std::string::npos);
  const std::string at_end = render({find(kSlow, place(sources, file, "w159"), {"x"})}, sources);
  CHECK(at_end.find("w159\n") != std::string::npos);
  const std::string whole = render({find(kSlow, {file, 0, static_cast<std::uint32_t>(words.size())}, {"x"})}, sources);
  for (std::size_t begin = 0; begin < whole.size(); begin = whole.find('\n', begin) + 1) {
    CHECK(whole.find('\n', begin) - begin < 130);
  }
}

TEST_CASE("text: a span over several lines, an empty one, and one at the end of the file") {
  SourceManager sources;
  const BufferId file = sources.add("a.schema", "table t {  \n  a int;\n}\n");
  const std::string several = render({find(kSlow, place(sources, file, "t {  \n  a int;\n}"), {"t"})}, sources);
  CHECK(several.find("1 | table t {\n  |       ^^^\n") != std::string::npos);
  const std::string empty = render({find(kSlow, {file, 6, 6}, {"t"})}, sources);
  CHECK(empty.find("1 | table t {\n  |       ^\n") != std::string::npos);
  const std::string end = render({find(kSlow, {file, 23, 23}, {"t"})}, sources);
  CHECK(end.find(" --> a.schema:4:1\n  |\n4 |\n  | ^\n") != std::string::npos);
  const std::string behind_line = render({find(kSlow, {file, 20, 20}, {"t"})}, sources);
  CHECK(behind_line.find("2 |   a int;\n  |         ^\n") != std::string::npos);
}

TEST_CASE("text: without a place") {
  const SourceManager sources;
  CHECK(render({find(kSlow, {}, {"a"})}, sources) ==
        "warning[KURA9402]: `a` is slow\n  = help: use `a2`\n\n1 warning\n");
}

TEST_CASE("text: the summary") {
  const SourceManager sources;
  const auto summary = [&](const std::vector<diag::Diagnostic>& found, std::size_t dropped, bool show_notes) {
    const std::string text = diag::render_text(found, dropped, sources, {false, show_notes});
    return text.substr(text.rfind('\n', text.size() - 2) + 1);
  };
  const diag::Diagnostic error = find(kUnknownColumn, {}, {"a", "b"});
  const diag::Diagnostic warning = find(kSlow, {}, {"a"});
  const diag::Diagnostic note = find(kAside, {});
  CHECK(diag::render_text({}, 0, sources, {}) == "");
  CHECK(summary({error, error, warning}, 0, false) == "2 errors, 1 warning\n");
  CHECK(summary({error, note, note}, 34, false) ==
        "1 error, 2 notes hidden (--notes shows them), and 34 more not shown\n");
  CHECK(summary({note}, 0, true) == "1 note\n");
  CHECK(diag::render_text({note}, 0, sources, {}) == "1 note hidden (--notes shows them)\n");
  CHECK(diag::render_text({note}, 0, sources, {false, true}) == "note[KURA9501]: by the way\n\n1 note\n");
}

TEST_CASE("text: colours wrap the parts and change nothing else") {
  SourceManager sources;
  const BufferId file = sources.add("shop.schema", kOrders);
  diag::Diagnostic found = find(kUnknownColumn, place(sources, file, "custmer_id"), {"orders", "custmer_id"});
  found.labels.push_back({place(sources, file, "customer_id"), "here"});
  found.helps.push_back("help");
  std::string coloured = diag::render_text({found}, 0, sources, {true, false});
  CHECK(coloured.find("\x1b[1;31merror[KURA9203]\x1b[0m") == 0);
  CHECK(coloured.find("\x1b[1;31m^^^^^^^^^^\x1b[0m") != std::string::npos);
  for (std::size_t at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  CHECK(coloured == render({found}, sources));
}

}  // namespace kura::test
