// expressions: node by node.
#include "compiler/raise/expressions.h"

#include <algorithm>

#include "compiler/format/names.h"

namespace kura::raise {
namespace {

using Kind = ir::ExpressionKind;

ast::ExpressionKind kind_of(Kind kind) {
  switch (kind) {
#define KURA_SAME_KIND(name) \
  case Kind::name:           \
    return ast::ExpressionKind::name;
#include "compiler/ir/expression_kinds.def"
#undef KURA_SAME_KIND
  }
  return ast::ExpressionKind::null_literal;
}

std::string_view text_of(Tree& tree, const ir::Expression& expression) {
  switch (expression.kind) {
    case Kind::string:
    case Kind::typed_string:
      return tree.literal(expression.text);
    case Kind::raw:
      return tree.sql(expression.text).text;
    default:
      return expression.text;
  }
}

ast::TypeReference portable_type(Tree& tree, const ir::Type& type) {
  ast::TypeReference result;
  result.words = ir::type_word(type.kind);
  if (type.length >= 0) result.arguments.push_back(tree.keep(std::to_string(type.length)));
  if (type.scale >= 0) result.arguments.push_back(tree.keep(std::to_string(type.scale)));
  for (const ir::TypeField& field : type.fields) {
    result.parameters.push_back({to_name(field.name), raise_type(tree, field.type)});
  }
  return result;
}

}  // namespace

ast::TypeReference raise_type(Tree& tree, const ir::Type& type) {
  ast::TypeReference result;
  switch (type.kind) {
    case ir::TypeKind::native:
      result.words = tree.sql(type.native).text;
      return result;
    case ir::TypeKind::enumeration:
      // An enum is found by its name alone, wherever it is declared.
      result.words = type.enum_name->name;
      result.is_quoted = format::name_text(result.words, format::NamePlace::object) != result.words;
      return result;
    default:
      return portable_type(tree, type);
  }
}

ast::Expression raise_expression(Tree& tree, const ir::Expression& expression) {
  ast::Expression result;
  result.kind = kind_of(expression.kind);
  result.is_negated = expression.is_negated;
  result.has_case_operand = expression.has_case_operand;
  result.has_else = expression.has_else;
  result.is_parenthesised = expression.is_parenthesised;
  result.text = text_of(tree, expression);
  if (expression.kind == Kind::typed_string) {
    ast::Expression word;
    word.kind = ast::ExpressionKind::name;
    word.path = to_names(expression.path);
    result.operands.push_back(std::move(word));
    return result;
  }
  result.path = to_names(expression.path);
  result.operands = raise_expressions(tree, expression.operands);
  if (expression.type) result.type = raise_type(tree, *expression.type);
  return result;
}

std::vector<ast::Expression> raise_expressions(Tree& tree, const std::vector<ir::Expression>& expressions) {
  std::vector<ast::Expression> result;
  result.reserve(expressions.size());
  for (const ir::Expression& expression : expressions) result.push_back(raise_expression(tree, expression));
  return result;
}

bool is_native(const ir::Type& type) {
  return type.kind == ir::TypeKind::native ||
         std::any_of(type.fields.begin(), type.fields.end(),
                     [](const ir::TypeField& field) { return is_native(field.type); });
}

bool is_native(const ir::Expression& expression) {
  return (expression.type && is_native(*expression.type)) || is_native(expression.operands);
}

bool is_native(const std::vector<ir::Expression>& expressions) {
  return std::any_of(expressions.begin(), expressions.end(), [](const ir::Expression& it) { return is_native(it); });
}

}  // namespace kura::raise
