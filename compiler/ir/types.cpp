// Types and expressions: words, spelling, equality, questions.
#include "compiler/ir/types.h"

#include <algorithm>

namespace kura::ir {
namespace {

struct TypeWord {
  std::string_view word;
  TypeArguments arguments;
};

constexpr TypeWord kTypeWords[] = {
#define KURA_TYPE(kind, word, arguments) {word, TypeArguments::arguments},
#include "compiler/ir/types.def"
#undef KURA_TYPE
    {"enum", TypeArguments::none},
    {"native", TypeArguments::none},
};

void collect_columns(const Expression& expression, std::vector<std::string>& columns) {
  if (expression.kind == ExpressionKind::name && !expression.path.empty()) {
    const std::string& column = expression.path.back();
    if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
  }
  for (const Expression& operand : expression.operands) collect_columns(operand, columns);
}

std::string parameters_text(const Type& type) {
  std::string text = "<";
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    if (i > 0) text += ", ";
    if (!type.fields[i].name.empty()) text += type.fields[i].name + ": ";
    text += to_text(type.fields[i].type);
  }
  return text + ">";
}

}  // namespace

std::string to_text(const QualifiedName& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

std::string_view type_word(TypeKind kind) {
  return kTypeWords[static_cast<std::size_t>(kind)].word;
}
TypeArguments type_arguments(TypeKind kind) {
  return kTypeWords[static_cast<std::size_t>(kind)].arguments;
}

std::string to_text(const Type& type) {
  if (type.kind == TypeKind::native) return type.native;
  if (type.kind == TypeKind::enumeration) return to_text(*type.enum_name);
  std::string text(type_word(type.kind));
  if (!type.fields.empty()) return text + parameters_text(type);
  if (type.length >= 0) {
    text += "(" + std::to_string(type.length);
    if (type.scale >= 0) text += ", " + std::to_string(type.scale);
    text += ")";
  }
  return text;
}

bool Type::operator==(const Type& other) const {
  return kind == other.kind && length == other.length && scale == other.scale && native == other.native &&
         enum_name == other.enum_name && fields == other.fields;
}

bool Expression::operator==(const Expression& other) const {
  return kind == other.kind && is_negated == other.is_negated && has_case_operand == other.has_case_operand &&
         has_else == other.has_else && text == other.text && path == other.path && operands == other.operands &&
         type == other.type;
}

bool is_literal(const Expression& expression) {
  switch (expression.kind) {
    case ExpressionKind::null_literal:
    case ExpressionKind::boolean_literal:
    case ExpressionKind::number:
    case ExpressionKind::string:
    case ExpressionKind::typed_string:
      return true;
    case ExpressionKind::unary:
      return expression.text != "not" && expression.operands.size() == 1 &&
             expression.operands[0].kind == ExpressionKind::number;
    default:
      return false;
  }
}

bool is_portable_call(const Expression& expression, std::string_view function) {
  return expression.kind == ExpressionKind::call && expression.path.size() == 1 && expression.path[0] == function &&
         expression.operands.empty();
}

std::vector<std::string> columns_read(const Expression& expression) {
  std::vector<std::string> columns;
  collect_columns(expression, columns);
  return columns;
}

}  // namespace kura::ir
