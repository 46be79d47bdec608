// build_member: one function a clause, chosen by the rule that read it.
#include "compiler/parse/build_member.h"

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"
#include "compiler/parse/build_column.h"
#include "compiler/parse/build_expression.h"
#include "compiler/parse/build_physical.h"
#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

// The engine's own words of a clauseTail or keyTail.
ast::RawText tail_native(Build& build, const Node& clause) {
  const Node& tail = child(clause, child_count(clause) - 1);
  if (child_count(tail) == 0) return {};
  const Node& words = child(tail, 0);
  return words.getRuleIndex() == Rules::RuleOnlyOn ? ast::RawText() : raw_text(build, words);
}

ast::Name object_name(Build& build, const Node& clause) {
  const Node* name = find_child(clause, Rules::RuleObjectName);
  return name == nullptr ? ast::Name() : name_of(build, *name);
}

ast::KeyClause key_of(Build& build, const Node& node, bool is_primary) {
  return {is_primary, object_name(build, node), name_list_of(build, node), tail_native(build, node)};
}

ast::MemberNode unique_of(Build& build, const Node& node) {
  if (const Node* definition = find_child(node, Rules::RuleIndexDefinition)) return index_of(build, *definition, true);
  return key_of(build, node, false);
}

ast::ForeignKeyClause foreign_key_of(Build& build, const Node& node) {
  ast::ForeignKeyClause result;
  result.name = object_name(build, node);
  result.columns = name_list_of(build, node);
  result.reference = reference_of(build, *find_child(node, Rules::RuleReference));
  for (std::size_t i = 0; i < child_count(node); ++i) {
    if (child(node, i).getRuleIndex() != Rules::RuleReferenceAction) continue;
    result.reference.actions.push_back(reference_action_of(build, child(node, i)));
    result.reference.at.end = last_token(child(node, i)).end;
  }
  result.native = tail_native(build, node);
  return result;
}

// A column that should have been quoted can read like a clause: `owner text;`, `check varchar(3);`.
void report_clause_word(Build& build, const SourceToken& word) {
  build.sink.report(diag::clause_word_as_name, place(build, word), {to_lower(word.view())});
  build.is_broken = true;
}

ast::CheckClause check_of(Build& build, const Node& node) {
  ast::CheckClause result;
  result.name = object_name(build, node);
  result.expression = expression_of(build, *find_child(node, Rules::RuleExpression));
  result.native = tail_native(build, node);
  const bool has_type = !result.name.is_quoted && ast::is_common_type_word(result.name.text);
  if (has_type && result.expression.kind == ast::ExpressionKind::number) report_clause_word(build, first_token(node));
  return result;
}

ast::Name only_name(Build& build, const Node& clause) {
  const ast::Name name = name_of(build, child(clause, 0));
  if (!name.is_quoted && ast::is_common_type_word(name.text)) report_clause_word(build, first_token(clause));
  return name;
}

ast::Privilege privilege_of(Build& build, const Node& node) {
  ast::Privilege result;
  const Node* last = nullptr;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    if (child(node, i).getRuleIndex() == Rules::RulePrivilegeWord) last = &child(node, i);
  }
  result.words = joined_folded(build, first_token(node), last_token(*last));
  result.columns = name_list_of(build, node);
  result.at = place(build, node);
  return result;
}

// `public`, `NAME`, or `user|role|group NAME`.
ast::Grantee grantee_of(Build& build, const Node& node) {
  const SourceToken& first = first_token(node);
  const SourceToken& last = last_token(node);
  ast::Grantee result;
  result.at = place(build, node);
  if (first.index == last.index) {
    if (equals_ignoring_case(first.view(), "public")) {
      result.kind = "public";
    } else {
      result.name = name_of(build, first);
    }
    return result;
  }
  for (const std::string_view kind : {"user", "role", "group"}) {
    if (equals_ignoring_case(first.view(), kind)) result.kind = kind;
  }
  if (result.kind.empty() || last.index > first.index + 1) {
    report_unexpected(build, "`,` or `;`", build.token(first.index + (result.kind.empty() ? 1 : 2)));
  }
  result.name = name_of(build, build.token(first.index + 1));
  return result;
}

ast::GrantClause grant_of(Build& build, const Node& node) {
  ast::GrantClause result;
  const Node* last_grantee = nullptr;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    const Node& entry = child(node, i);
    if (entry.getRuleIndex() == Rules::RulePrivilege) result.privileges.push_back(privilege_of(build, entry));
    if (entry.getRuleIndex() != Rules::RuleGrantee) continue;
    result.grantees.push_back(grantee_of(build, entry));
    last_grantee = &entry;
  }
  const std::uint32_t behind = last_token(*last_grantee).index + 1;
  result.with_grant_option = build.token(behind).is(Rules::WITH);
  if (result.with_grant_option && !equals_ignoring_case(build.token(behind + 2).view(), "option")) {
    report_unexpected(build, "`option`", build.token(behind + 2));
  }
  return result;
}

ast::ForClause for_of(Build& build, const Node& node) {
  ast::ForClause result;
  for (std::size_t i = 0; i < child_count(node); ++i) {
    const Node& entry = child(node, i);
    switch (entry.getRuleIndex()) {
      case Rules::RuleName:
        result.dialects.push_back(name_of(build, entry));
        break;
      case Rules::RuleForBody:
        result.members = members_of(build, entry);
        break;
      default:
        result.body = raw_text(build, entry);
    }
  }
  return result;
}

// `security invoker`: the keyword, then everything up to the `;`.
ast::MemberNode view_clause_of(Build& build, const Node& node) {
  const SourceToken& keyword = first_token(node);
  if (keyword.is(Rules::REFRESH)) return refresh_of(build, node);
  const ast::RawText rest =
      raw_text(build, first_token(child(node, 0)), last_token(child(node, child_count(node) - 1)));
  return ast::ViewOptionClause{folded(build, keyword), rest};
}

ast::NativeClause native_clause_of(Build& build, const Node& node) {
  return {raw_text(build, first_token(node), build.token(last_token(node).index - 1))};
}

ast::MemberNode node_of(Build& build, const Node& node) {
  switch (node.getRuleIndex()) {
    case Rules::RuleColumn:
      return column_of(build, node);
    case Rules::RuleUseClause:
      return ast::UseClause{only_name(build, node)};
    case Rules::RulePrimaryKeyClause:
      return key_of(build, node, true);
    case Rules::RuleUniqueClause:
      return unique_of(build, node);
    case Rules::RuleForeignKeyClause:
      return foreign_key_of(build, node);
    case Rules::RuleCheckClause:
      return check_of(build, node);
    case Rules::RuleIndexClause:
      return index_of(build, child(node, 0), false);
    case Rules::RuleDistributeClause:
      return distribute_of(build, node);
    case Rules::RuleSortClause:
      return sort_of(build, node);
    case Rules::RulePartitionClause:
      return partition_of(build, node);
    case Rules::RuleModelClause:
      return model_of(build, node);
    case Rules::RulePropertiesClause:
      return ast::PropertiesClause{properties_of(build, node)};
    case Rules::RuleOwnerClause:
      return ast::OwnerClause{only_name(build, node)};
    case Rules::RuleGrantClause:
      return grant_of(build, node);
    case Rules::RuleWatermarkClause:
      return ast::WatermarkClause{only_name(build, node)};
    case Rules::RuleForClause:
      return for_of(build, node);
    case Rules::RuleViewClause:
      return view_clause_of(build, node);
    case Rules::RuleViewColumn:
      return ast::ViewColumn{name_of(build, node)};
    case Rules::RuleColumnOverride:
      return ast::ColumnOverride{column_of(build, node)};
    default:
      return native_clause_of(build, node);
  }
}

// `only on` stands in the clause itself, or in the tail or definition it ends with.
std::vector<ast::Name> member_only_on(Build& build, const Node& clause) {
  std::vector<ast::Name> result = only_on_of(build, clause);
  if (!result.empty() || child_count(clause) == 0) return result;
  const Node& last = child(clause, child_count(clause) - 1);
  switch (last.getRuleIndex()) {
    case Rules::RuleClauseTail:
    case Rules::RuleKeyTail:
    case Rules::RuleIndexDefinition:
      return only_on_of(build, last);
    default:
      return result;
  }
}

void set_column_doc(ast::Member& member) {
  if (auto* column = std::get_if<ast::Column>(&member.node)) column->doc = member.doc;
  if (auto* override_of = std::get_if<ast::ColumnOverride>(&member.node)) override_of->column.doc = member.doc;
}

}  // namespace

std::vector<ast::Property> properties_of(Build& build, const Node& properties_clause) {
  std::vector<ast::Property> result;
  const Node& body = child(properties_clause, 0);
  for (std::size_t i = 0; i < child_count(body); ++i) {
    const Node& node = child(body, i);
    if (is_broken(node)) continue;
    const SourceToken& key = first_token(node);
    const bool is_quoted = key.is(Rules::STRING) || key.is(Rules::QUOTED);
    result.push_back({is_quoted ? unquoted(build, key) : key.view(), place(build, key), is_quoted,
                      value_of(build, *find_child(node, Rules::RuleValue))});
  }
  return result;
}

std::vector<ast::Member> members_of(Build& build, const Node& body) {
  std::vector<ast::Member> result;
  result.reserve(child_count(body));
  for (std::size_t i = 0; i < child_count(body); ++i) {
    if (is_broken(child(body, i))) continue;
    const Node* node = &child(body, i);
    while (node->getRuleIndex() == Rules::RuleTableMember || node->getRuleIndex() == Rules::RuleViewMember ||
           node->getRuleIndex() == Rules::RuleForMember || node->getRuleIndex() == Rules::RuleClause) {
      node = &child(*node, 0);
    }
    const bool was_broken = std::exchange(build.is_broken, false);
    const std::string_view doc = take_doc(build, first_token(*node));
    ast::Member member{node_of(build, *node), member_only_on(build, *node), doc, place(build, *node)};
    set_column_doc(member);
    if (!build.is_broken) result.push_back(std::move(member));
    build.is_broken = was_broken;
  }
  return result;
}

}  // namespace kura::parse
