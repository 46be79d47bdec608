// build_physical: words are kept as they are; the analysis knows which of them mean something.
#include "compiler/parse/build_physical.h"

#include "compiler/base/ascii.h"
#include "compiler/parse/build_expression.h"

namespace kura::parse {
namespace {

ast::WordWithNumber word_with_number(Build& build, const Node& node) {
  ast::WordWithNumber result;
  result.word = folded(build, first_token(node));
  if (child_count(node) > 1) result.number = number_of(build, child(node, 1));
  result.at = place(build, node);
  return result;
}

std::vector<ast::WordWithNumber> words_with_numbers(Build& build, const Node& node) {
  std::vector<ast::WordWithNumber> result;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    const Node& entry = child(node, i);
    if (entry.getRuleIndex() == Rules::RuleWordWithNumber) result.push_back(word_with_number(build, entry));
  }
  return result;
}

ast::Direction direction_of(const SourceToken& token) {
  if (token.is(Rules::ASC)) return ast::Direction::ascending;
  return token.is(Rules::DESC) ? ast::Direction::descending : ast::Direction::unspecified;
}

// `(a, b)` or a word alone (`maxvalue`).
std::vector<ast::Expression> tuple_of(Build& build, const Node& node) {
  if (child_count(node) > 0) return expressions_of(build, node);
  ast::Expression word;
  word.kind = ast::ExpressionKind::name;
  word.path.push_back(name_of(build, node));
  word.at = place(build, node);
  return {word};
}

ast::Expression number_at(const Build& build, const SourceToken& token) {
  ast::Expression number;
  number.kind = ast::ExpressionKind::number;
  number.text = token.view();
  number.at = place(build, token);
  return number;
}

// `(modulus 4, remainder 1)`: seven tokens.
std::vector<ast::Expression> modulus_of(Build& build, const Node& node) {
  const std::uint32_t first = first_token(node).index;
  const SourceToken& modulus = build.token(first + 1);
  const SourceToken& remainder = build.token(first + 4);
  if (!equals_ignoring_case(modulus.view(), "modulus")) report_unexpected(build, "`modulus`", modulus);
  if (!equals_ignoring_case(remainder.view(), "remainder")) report_unexpected(build, "`remainder`", remainder);
  return {number_at(build, build.token(first + 2)), number_at(build, build.token(first + 5))};
}

ast::PartitionBound bound_of(Build& build, const Node& node) {
  ast::PartitionBound result;
  if (child_count(node) == 0) return result;
  const Node& first = child(node, 0);
  switch (build.token(first_token(node).index + 1).kind) {
    case Rules::LESS:
      result.kind = ast::BoundKind::less_than;
      break;
    case Rules::IN:
      result.kind = ast::BoundKind::in;
      break;
    case Rules::WITH:
      result.kind = ast::BoundKind::modulus;
      result.upper = modulus_of(build, first);
      return result;
    default:
      result.kind = ast::BoundKind::from_to;
      result.lower = tuple_of(build, first);
      result.upper = tuple_of(build, child(node, 1));
      return result;
  }
  result.upper = tuple_of(build, first);
  return result;
}

// The native items behind a node's other children.
ast::RawText native_items(Build& build, const Node& node) {
  const Node* first = find_child(node, Rules::RuleNativeItem);
  if (first == nullptr) return {};
  const Node* last = first;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    if (child(node, i).getRuleIndex() == Rules::RuleNativeItem) last = &child(node, i);
  }
  return raw_text(build, first_token(*first), last_token(*last));
}

// A direction may stand among an engine's words: `name varchar_ops desc nulls last`.
void add_index_words(Build& build, const Node& part, ast::IndexPart& result) {
  std::string words;
  for (std::size_t i = 1; i < child_count(part); ++i) {
    const Node& word = child(part, i);
    const ast::Direction direction = direction_of(first_token(word));
    if (direction != ast::Direction::unspecified) {
      if (result.direction != ast::Direction::unspecified) report_unexpected(build, "`,` or `)`", first_token(word));
      result.direction = direction;
      continue;
    }
    const ast::RawText text = raw_text(build, word);
    if (!words.empty()) words += ' ';
    words += text.text;
    result.native.at = result.native.empty() ? text.at : spanning(result.native.at, text.at);
    result.native.text = text.text;
  }
  if (words != result.native.text) result.native.text = build.sources.keep(std::move(words));
}

ast::IndexPart index_part_of(Build& build, const Node& node) {
  ast::IndexPart result;
  result.expression = expression_of(build, child(node, 0));
  add_index_words(build, node, result);
  return result;
}

}  // namespace

ast::DistributeClause distribute_of(Build& build, const Node& node) {
  ast::DistributeClause result;
  result.style = folded(build, first_token(child(node, 0)));
  result.style_at = place(build, child(node, 0));
  result.columns = name_list_of(build, node);
  result.options = words_with_numbers(build, node);
  return result;
}

ast::SortClause sort_of(Build& build, const Node& node) {
  ast::SortClause result;
  result.style_at = place(build, node);
  for (std::size_t i = 0; i < child_count(node); ++i) {
    const Node& entry = child(node, i);
    if (entry.getRuleIndex() == Rules::RuleSoftWord) {
      result.style = folded(build, first_token(entry));
      result.style_at = place(build, entry);
    } else if (entry.getRuleIndex() == Rules::RuleSortPart) {
      result.columns.push_back({name_of(build, child(entry, 0)), ast::Direction::unspecified});
      const bool has_direction = last_token(entry).index > first_token(entry).index;
      if (has_direction) result.columns.back().direction = direction_of(last_token(entry));
    }
  }
  return result;
}

ast::MemberNode partition_of(Build& build, const Node& node) {
  const Node& detail = child(node, 0);
  if (detail.getRuleIndex() == Rules::RulePartitionScheme) {
    return ast::PartitionByClause{expressions_of(build, detail), words_with_numbers(build, detail)};
  }
  ast::PartitionClause result;
  result.name = name_of(build, first_token(detail));
  result.bound = bound_of(build, *find_child(detail, Rules::RulePartitionBound));
  result.native = native_items(build, detail);
  return result;
}

ast::ModelClause model_of(Build& build, const Node& node) {
  return {folded(build, build.token(first_token(node).index + 1)), name_list_of(build, node)};
}

// `every 1 month starting '…'`: a number belongs to the word before it.
ast::RefreshClause refresh_of(Build& build, const Node& node) {
  ast::RefreshClause result;
  bool expects_start = false;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    const Node& item = child(node, i);
    const SourceToken& token = first_token(item);
    const Node* number = find_child(item, Rules::RuleSignedNumber);
    const bool is_text = token.is(Rules::STRING) || token.is(Rules::QUOTED);
    if (expects_start && (is_text || number != nullptr)) {
      result.starting = is_text ? string_value(build, token) : number_of(build, *number);
      expects_start = false;
    } else if (is_text) {
      report_unexpected(build, "a word", token);
    } else if (number == nullptr) {
      expects_start = token.is(Rules::STARTING);
      if (!expects_start) result.items.push_back({folded(build, token), {}, place(build, item)});
    } else if (result.items.empty() || !result.items.back().number.text.empty()) {
      report_unexpected(build, "a word", token);
    } else {
      result.items.back().number = number_of(build, *number);
      result.items.back().at.end = last_token(item).end;
    }
  }
  if (expects_start) report_unexpected(build, "a time in quotes", build.token(last_token(node).index));
  return result;
}

ast::IndexClause index_of(Build& build, const Node& definition, bool is_unique) {
  ast::IndexClause result;
  result.is_unique = is_unique;
  for (std::size_t i = 0; i < child_count(definition); ++i) {
    const Node& entry = child(definition, i);
    switch (entry.getRuleIndex()) {
      case Rules::RuleObjectName:
        result.name = name_of(build, entry);
        break;
      case Rules::RuleIndexPart:
        result.parts.push_back(index_part_of(build, entry));
        break;
      case Rules::RuleName:
        result.method = name_of(build, entry);
        break;
      case Rules::RuleNameList:
        result.include = names_of(build, entry);
        break;
      case Rules::RuleExpression:
        result.where = expression_of(build, entry);
        break;
      default:
        break;
    }
  }
  result.native = native_items(build, definition);
  return result;
}

}  // namespace kura::parse
