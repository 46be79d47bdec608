// Rules on what is declared and never used.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/lint/context.h"
#include "compiler/sql/tokens.h"

namespace kura::lint {
namespace {

void add_types(const ast::TypeReference& type, std::set<std::string>& names) {
  names.emplace(type.words);
  for (const ast::TypeParameter& parameter : type.parameters) add_types(parameter.type, names);
}

/// The names of types that columns have or that something is cast to.
std::set<std::string> types_in_use(const Context& context) {
  std::set<std::string> names;
  for (const PlacedMember& placed : context.syntax.members()) {
    const auto* column = std::get_if<ast::Column>(&placed.member->node);
    if (const auto* changed = std::get_if<ast::ColumnOverride>(&placed.member->node)) column = &changed->column;
    if (column != nullptr && column->type) add_types(*column->type, names);
  }
  for (const ast::File* file : context.input.files) {
    const std::vector<sql::Token> tokens = sql::tokenize(context.input.sources.text(file->buffer));
    for (std::size_t i = 1; i < tokens.size(); ++i) {
      if (tokens[i - 1].is_symbol("::") || tokens[i - 1].is_word("as")) names.insert(sql::name_of(tokens[i]));
    }
  }
  return names;
}

/// `a.b` in a type is one text; an enum is found by its last part.
bool is_used_type(const std::set<std::string>& types, std::string_view name) {
  return std::any_of(types.begin(), types.end(), [&](const std::string& type) {
    return type == name ||
           (type.size() > name.size() && type.ends_with(name) && type[type.size() - name.size() - 1] == '.');
  });
}

/// Mixins alone are there for other projects.
bool is_library(const Context& context) {
  const std::vector<const ast::Declaration*>& all = context.syntax.declarations();
  return std::none_of(all.begin(), all.end(),
                      [](const ast::Declaration* declaration) { return managed_name(*declaration) != nullptr; });
}

/// Where there is no warehouse for any of these; otherwise nothing.
void check_dialects(Context& context, const std::vector<ast::Name>& names) {
  if (names.empty()) return;
  std::vector<std::string> texts;
  for (const ast::Name& name : names) {
    if (context.input.dialects.contains(std::string(name.text))) return;
    texts.push_back(fmt::format("`{}`", name.text));
  }
  context.report(spanning(names.front().at, names.back().at), {fmt::format("{}", fmt::join(texts, ", "))});
}

}  // namespace

namespace rules {

void unused_enum(Context& context) {
  const std::set<std::string> types = types_in_use(context);
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    const auto* type = std::get_if<ast::EnumDecl>(&declaration->node);
    if (type != nullptr && !is_used_type(types, type->name.name.text))
      context.report(type->name.at, {std::string(type->name.name.text)});
  }
}

void unused_mixin(Context& context) {
  if (is_library(context)) return;
  std::set<std::string_view> used;
  for (const PlacedMember& placed : context.syntax.members()) {
    if (const auto* use = std::get_if<ast::UseClause>(&placed.member->node)) used.insert(use->mixin.text);
  }
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    const auto* mixin = std::get_if<ast::MixinDecl>(&declaration->node);
    if (mixin != nullptr && !used.contains(mixin->name.text))
      context.report(mixin->name.at, {std::string(mixin->name.text)});
  }
}

void unused_param(Context& context) {
  for (const ast::Declaration* declaration : context.syntax.declarations()) {
    const auto* parameter = std::get_if<ast::ParameterDecl>(&declaration->node);
    if (parameter == nullptr) continue;
    const std::string name(parameter->name.text);
    const bool is_used =
        std::any_of(context.input.files.begin(), context.input.files.end(), [&](const ast::File* file) {
          return context.input.sources.text(file->buffer).find("${" + name + "}") != std::string_view::npos;
        });
    if (!is_used) context.report(parameter->name.at, {name});
  }
}

void unused_dialect(Context& context) {
  if (context.input.dialects.empty()) return;
  for (const ast::Declaration* declaration : context.syntax.declarations())
    check_dialects(context, declaration->only_on);
  for (const PlacedMember& placed : context.syntax.members()) {
    const auto* column = std::get_if<ast::Column>(&placed.member->node);
    check_dialects(context,
                   column != nullptr && placed.member->only_on.empty() ? column->only_on : placed.member->only_on);
    if (const auto* block = std::get_if<ast::ForClause>(&placed.member->node)) check_dialects(context, block->dialects);
  }
}

}  // namespace rules
}  // namespace kura::lint
