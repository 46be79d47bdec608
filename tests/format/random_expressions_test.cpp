// Random expressions: whatever parentheses were written, those that are printed keep the tree.
#include <array>

#include <doctest/doctest.h>

#include "tests/format/formatted.h"

namespace kura::test {
namespace {

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : state_(seed * 2654435761U + 99) {}

  /// An expression; its operands are in parentheses, so that any operator may stand in any place.
  std::string expression(int depth) {
    if (depth == 0) return leaf();
    const auto operand = [&] { return "(" + expression(depth - 1) + ")"; };
    switch (below(9)) {
      case 0:
        return operand() + " " + binary() + " " + operand();
      case 1:
        return operand() + " " + binary() + " " + operand();
      case 2:
        return (below(2) == 0 ? "not " : "- ") + operand();
      case 3:
        return operand() + (below(2) == 0 ? " is null" : " is not true");
      case 4:
        return operand() + (below(2) == 0 ? " in (" : " not in (") + expression(depth - 1) + ", " + operand() + ")";
      case 5:
        return operand() + " between " + operand() + " and " + operand();
      case 6:
        return operand() + " not like " + operand() + " escape " + operand();
      case 7:
        return "case " + operand() + " when " + expression(depth - 1) + " then " + operand() + " else " + operand() +
               " end";
      default:
        return "cast(" + expression(depth - 1) + " as numeric(3)) + f(" + expression(depth - 1) + ", " + operand() +
               ")";
    }
  }

 private:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }
  std::string leaf() {
    static constexpr std::array<const char*, 8> kLeaves = {
        "a", "1", "'x'", "t.b", "-1", "null", "date '2020-01-01'", "(a, b)"};
    return kLeaves[below(kLeaves.size())];
  }
  std::string binary() {
    static constexpr std::array<const char*, 10> kOperators = {"or", "and", "=", "<>", "+",
                                                               "-",  "*",   "%", "||", "is distinct from"};
    return kOperators[below(kOperators.size())];
  }

  std::uint64_t state_;
};

}  // namespace

TEST_CASE("format: random expressions keep their trees") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Writer writer(seed);
    const std::string table =
        "table t { a int default (" + writer.expression(3) + ") check (" + writer.expression(4) + "); }";
    CAPTURE(table);
    const Formatted once = format_text(table);
    REQUIRE_MESSAGE(once.errors == "", once.errors);
    const Formatted twice = format_text(once.text);
    REQUIRE_MESSAGE(twice.errors == "", twice.errors);
    CHECK(twice.dump == once.dump);
    CHECK(twice.text == once.text);
    CHECK(once.text.size() <= table.size() + 30);
  }
}

}  // namespace kura::test
