// build_declaration: one function a kind of declaration.
#include "compiler/parse/build_declaration.h"

#include "compiler/base/ascii.h"
#include "compiler/parse/build_member.h"

namespace kura::parse {
namespace {

ast::QualifiedName was_of(Build& build, const Node& node) {
  const Node* renamed = find_child(node, Rules::RuleRenamed);
  return renamed == nullptr ? ast::QualifiedName() : qualified_name_of(build, child(*renamed, 0));
}

ast::QualifiedName declared_name(Build& build, const Node& node) {
  return qualified_name_of(build, *find_child(node, Rules::RuleQualifiedName));
}

std::vector<ast::Member> body_of(Build& build, const Node& node, std::size_t rule) {
  const Node* body = find_child(node, rule);
  return body == nullptr ? std::vector<ast::Member>() : members_of(build, *body);
}

ast::ImportDecl import_of(Build& build, const Node& node) {
  const SourceToken& path = build.token(first_token(node).index + 1);
  return {unquoted(build, path), place(build, path)};
}

// A setting's key is a word, kept as names are, or quoted.
void add_setting(Build& build, const Node& item, ast::WarehouseDecl& result) {
  if (const Node* properties = find_child(item, Rules::RulePropertiesClause)) {
    for (ast::Property& property : properties_of(build, *properties)) result.properties.push_back(property);
    return;
  }
  const Node& key = child(item, 0);
  ast::Setting setting{name_of(build, key), value_of(build, *find_child(item, Rules::RuleValue))};
  (key.getRuleIndex() == Rules::RuleSettingName ? result.settings : result.parameters).push_back(setting);
}

ast::WarehouseDecl warehouse_of(Build& build, const Node& node) {
  ast::WarehouseDecl result;
  result.name = name_of(build, child(node, 0));
  result.dialect = name_of(build, child(node, 1));
  const Node& body = child(node, 2);
  for (std::size_t i = 0; i < child_count(body); ++i) {
    if (!is_broken(child(body, i))) add_setting(build, child(body, i), result);
  }
  return result;
}

ast::ParameterDecl parameter_of(Build& build, const Node& node) {
  return {name_of(build, child(node, 0)), value_of(build, child(node, 1))};
}

// A label may be any string, the empty one too; a name is only folded.
std::string_view label_text(Build& build, const SourceToken& token) {
  const bool is_quoted = token.is(Rules::STRING) || token.is(Rules::QUOTED);
  return is_quoted ? unquoted(build, token) : folded(build, token);
}

ast::EnumLabel enum_label_of(Build& build, const Node& node) {
  const SourceToken& first = first_token(node);
  const SourceToken& last = last_token(node);
  ast::EnumLabel result;
  result.text = label_text(build, first);
  if (last.index > first.index) result.was = label_text(build, last);
  result.is_quoted = first.is(Rules::STRING) || first.is(Rules::QUOTED);
  result.doc = take_doc(build, first);
  result.at = place(build, node);
  return result;
}

ast::EnumDecl enum_of(Build& build, const Node& node) {
  ast::EnumDecl result;
  result.name = declared_name(build, node);
  result.was = was_of(build, node);
  const Node& body = child(node, child_count(node) - 1);
  for (std::size_t i = 0; i < child_count(body); ++i) result.labels.push_back(enum_label_of(build, child(body, i)));
  return result;
}

ast::MixinDecl mixin_of(Build& build, const Node& node) {
  return {name_of(build, child(node, 0)), members_of(build, child(node, 1))};
}

ast::TableDecl table_of(Build& build, const Node& node, bool is_external) {
  ast::TableDecl result;
  result.name = declared_name(build, node);
  result.was = was_of(build, node);
  result.is_external = is_external;
  result.members = body_of(build, node, Rules::RuleTableBody);
  return result;
}

ast::ViewDecl view_of(Build& build, const Node& node, bool is_materialized) {
  ast::ViewDecl result;
  result.name = declared_name(build, node);
  result.was = was_of(build, node);
  result.is_materialized = is_materialized;
  result.members = body_of(build, node, Rules::RuleViewBody);
  result.body = raw_text(build, *find_child(node, Rules::RuleRawSql));
  return result;
}

ast::DeclarationNode external_of(Build& build, const Node& node) {
  if (build.token(first_token(node).index + 1).is(Rules::TABLE)) return table_of(build, node, true);
  ast::ViewDecl result;
  result.name = declared_name(build, node);
  result.is_external = true;
  result.members = body_of(build, node, Rules::RuleTableBody);
  return result;
}

ast::SequenceDecl sequence_of(Build& build, const Node& node) {
  ast::SequenceDecl result;
  result.name = declared_name(build, node);
  result.was = was_of(build, node);
  const Node& body = child(node, child_count(node) - 1);
  for (std::size_t i = 0; i < child_count(body); ++i) {
    const Node& option = child(body, i);
    if (is_broken(option)) continue;
    const SourceToken& last = build.token(last_token(option).index - 1);
    result.options.push_back({joined(build, first_token(option), last), place(build, first_token(option), last)});
  }
  return result;
}

ast::LintDecl lint_of(Build& build, const Node& node) {
  ast::LintDecl result;
  const Node& body = child(node, 0);
  for (std::size_t i = 0; i < child_count(body); ++i) {
    const Node& item = child(body, i);
    if (is_broken(item)) continue;
    ast::LintSetting setting{name_of(build, child(item, 0)), {}, {}, place(build, item)};
    if (const Node* names = find_child(item, Rules::RuleLintNames)) {
      for (std::size_t k = 0; k < child_count(*names); ++k)
        setting.names.push_back(qualified_name_of(build, child(*names, k)));
    } else {
      setting.value = value_of(build, *find_child(item, Rules::RuleValue));
    }
    result.settings.push_back(std::move(setting));
  }
  return result;
}

ast::DeclarationNode node_of(Build& build, const Node& node) {
  switch (node.getRuleIndex()) {
    case Rules::RuleSchemaDeclaration:
      return ast::SchemaDecl{name_of(build, child(node, 0))};
    case Rules::RuleImportDeclaration:
      return import_of(build, node);
    case Rules::RuleWarehouseDeclaration:
      return warehouse_of(build, node);
    case Rules::RuleParameterDeclaration:
      return parameter_of(build, node);
    case Rules::RuleEnumDeclaration:
      return enum_of(build, node);
    case Rules::RuleMixinDeclaration:
      return mixin_of(build, node);
    case Rules::RuleTableDeclaration:
      return table_of(build, node, false);
    case Rules::RuleExternalDeclaration:
      return external_of(build, node);
    case Rules::RuleViewDeclaration:
      return view_of(build, node, false);
    case Rules::RuleMaterializedViewDeclaration:
      return view_of(build, node, true);
    case Rules::RuleLintDeclaration:
      return lint_of(build, node);
    default:
      return sequence_of(build, node);
  }
}

}  // namespace

std::optional<ast::Declaration> declaration_of(Build& build, const Node& node) {
  const Node& kind = child(node, 0);
  build.is_broken = false;
  const std::string_view doc = take_doc(build, first_token(node));
  ast::Declaration result{node_of(build, kind), only_on_of(build, kind), doc, place(build, node)};
  if (build.is_broken) return std::nullopt;
  return result;
}

}  // namespace kura::parse
