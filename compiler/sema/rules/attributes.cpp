// Rule: a column has no two attributes that exclude each other.
#include <array>

#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/column_rules.h"

namespace kura::sema::rules {
namespace {

using Kind = ast::AttributeKind;

// A column's value comes from one of these, and NULL is allowed or not.
struct Exclusion {
  Kind left, right;
  std::string_view left_word, right_word;
};
constexpr std::array<Exclusion, 4> kExclusive = {{
    {Kind::not_null, Kind::null, "not null", "null"},
    {Kind::default_value, Kind::identity, "default", "identity"},
    {Kind::default_value, Kind::generated, "default", "generated"},
    {Kind::identity, Kind::generated, "identity", "generated"},
}};

}  // namespace

void check_attributes(Lowering& lowering, const ast::Column& column) {
  std::array<const ast::Attribute*, static_cast<std::size_t>(Kind::on_action) + 1> given{};
  for (const ast::Attribute& attribute : column.attributes)
    given[static_cast<std::size_t>(attribute.kind)] = &attribute;
  for (const Exclusion& exclusion : kExclusive) {
    const ast::Attribute* left = given[static_cast<std::size_t>(exclusion.left)];
    const ast::Attribute* right = given[static_cast<std::size_t>(exclusion.right)];
    if (left == nullptr || right == nullptr) continue;
    const ast::Attribute* later = left->at.begin < right->at.begin ? right : left;
    auto& diagnostic = lowering.sink.report(diag::attributes_exclude, later->at,
                                            {std::string(exclusion.left_word), std::string(exclusion.right_word)});
    diagnostic.labels.push_back({(later == left ? right : left)->at, "the other one"});
  }
}

}  // namespace kura::sema::rules
