// build_type: the words, arguments and parameters of a type.
#include "compiler/base/ascii.h"
#include "compiler/parse/build_expression.h"

namespace kura::parse {
namespace {

// The words of all units, lower case with single blanks: the source's own text when it already is that.
std::string_view words_of(Build& build, const std::vector<const Node*>& units) {
  const SourceToken& first = first_token(*units.front());
  if (units.size() == 1) return folded(build, first);
  std::string words;
  for (const Node* unit : units) {
    if (!words.empty()) words += ' ';
    words += to_lower(first_token(*unit).view());
  }
  const std::string_view written(first.text, last_token(*units.back()).end - first.begin);
  return written == words ? written : build.sources.keep(std::move(words));
}

// `(10, 2)`: cut at the commas that are not inside further parentheses.
void add_arguments(Build& build, const Node& group, ast::TypeReference& type) {
  const std::uint32_t last = last_token(group).index;
  std::uint32_t begin = first_token(group).index + 1;
  int depth = 0;
  for (std::uint32_t i = begin; i <= last; ++i) {
    const SourceToken& token = build.token(i);
    const bool is_cut = depth == 0 && (token.is(Rules::COMMA) || i == last);
    if (is_cut && i == begin) return report_unexpected(build, "a value", token);
    if (is_cut) {
      type.arguments.push_back({build.token(begin).text, build.token(i - 1).end - build.token(begin).begin});
      begin = i + 1;
    }
    if (token.is(Rules::LPAREN)) ++depth;
    if (token.is(Rules::RPAREN)) --depth;
  }
}

// In a struct the name before the colon is a field's.
ast::TypeParameter parameter_of(Build& build, const Node& node) {
  ast::TypeParameter result;
  const std::size_t last = child_count(node) - 1;
  if (last > 0) result.field = name_of(build, first_token(node));
  const SourceToken& behind = build.token(first_token(node).index + 1);
  if (last > 0 && !behind.is(Rules::COLON)) report_unexpected(build, "`:`", behind);
  result.type = type_of(build, child(node, last));
  return result;
}

void add_suffix(Build& build, const Node& suffix, ast::TypeReference& type) {
  if (child_count(suffix) == 0) return report_unexpected(build, "a type", first_token(suffix));
  const Node& detail = child(suffix, 0);
  if (detail.getRuleIndex() == Rules::RuleArraySuffix) {
    ++type.array_suffixes;
  } else if (detail.getRuleIndex() == Rules::RuleRawGroup) {
    add_arguments(build, detail, type);
  } else {
    for (std::size_t i = 0; i < child_count(detail); ++i)
      type.parameters.push_back(parameter_of(build, child(detail, i)));
  }
}

}  // namespace

ast::TypeReference type_of(Build& build, const std::vector<const Node*>& units) {
  ast::TypeReference result;
  result.words = words_of(build, units);
  result.at = place(build, first_token(*units.front()), last_token(*units.back()));
  result.written = build.sources.slice(result.at);
  if (first_token(*units.front()).is(Rules::QUOTED)) {
    result.words = name_of(build, first_token(*units.front())).text;
    result.is_quoted = true;
  }
  for (const Node* unit : units) {
    for (std::size_t i = 0; i < child_count(*unit); ++i) {
      const Node& suffix = child(*unit, i);
      switch (suffix.getRuleIndex()) {
        case Rules::RuleTypeSuffix:
          add_suffix(build, suffix, result);
          break;
        case Rules::RuleRawGroup:
          add_arguments(build, suffix, result);
          break;
        case Rules::RuleArraySuffix:
          ++result.array_suffixes;
          break;
        case Rules::RuleQuotedType:
          result.array_suffixes += static_cast<std::uint32_t>(child_count(suffix));
          break;
        default:
          break;  // the unit's word
      }
    }
  }
  return result;
}

ast::TypeReference type_of(Build& build, const Node& reference) {
  std::vector<const Node*> units;
  for (std::size_t i = 0; i < child_count(reference); ++i) units.push_back(&child(reference, i));
  return type_of(build, units);
}

}  // namespace kura::parse
