// Syntax: one walk over all trees.
#include "compiler/lint/syntax.h"

#include "compiler/base/overloaded.h"

namespace kura::lint {

Syntax::Syntax(const std::vector<const ast::File*>& files) {
  for (const ast::File* file : files) {
    for (const ast::Declaration& declaration : file->declarations) {
      all_.push_back(&declaration);
      if (const ast::QualifiedName* name = managed_name(declaration))
        declarations_.emplace(name->name.at, &declaration);
      add(members_of(declaration), declaration, nullptr);
    }
  }
}

void Syntax::add(const std::vector<ast::Member>& members, const ast::Declaration& declaration,
                 const ast::ForClause* block) {
  for (const ast::Member& member : members) {
    clauses_.emplace(member.at, members_.size());
    if (const auto* column = std::get_if<ast::Column>(&member.node)) columns_.emplace(column->name.at, members_.size());
    if (const auto* changed = std::get_if<ast::ColumnOverride>(&member.node))
      columns_.emplace(changed->column.name.at, members_.size());
    members_.push_back({&member, &declaration, block});
    if (const auto* inner = std::get_if<ast::ForClause>(&member.node)) add(inner->members, declaration, inner);
  }
}

const ast::Declaration* Syntax::declaration(SourceRange name) const {
  const auto found = declarations_.find(name);
  return found == declarations_.end() ? nullptr : found->second;
}

const PlacedMember* Syntax::column(SourceRange name) const {
  const auto found = columns_.find(name);
  return found == columns_.end() ? nullptr : &members_[found->second];
}

const PlacedMember* Syntax::clause(SourceRange at) const {
  const auto found = clauses_.find(at);
  return found == clauses_.end() ? nullptr : &members_[found->second];
}

const std::vector<ast::Member>& members_of(const ast::Declaration& declaration) {
  static const std::vector<ast::Member> kNone;
  if (const auto* table = std::get_if<ast::TableDecl>(&declaration.node)) return table->members;
  if (const auto* mixin = std::get_if<ast::MixinDecl>(&declaration.node)) return mixin->members;
  if (const auto* view = std::get_if<ast::ViewDecl>(&declaration.node)) return view->members;
  return kNone;
}

const ast::QualifiedName* managed_name(const ast::Declaration& declaration) {
  return std::visit(Overloaded{
                        [](const ast::TableDecl& table) { return table.is_external ? nullptr : &table.name; },
                        [](const ast::ViewDecl& view) { return view.is_external ? nullptr : &view.name; },
                        [](const ast::EnumDecl& declared) { return &declared.name; },
                        [](const ast::SequenceDecl& sequence) { return &sequence.name; },
                        [](const auto&) { return static_cast<const ast::QualifiedName*>(nullptr); },
                    },
                    declaration.node);
}

std::string_view kind_word(const ast::Declaration& declaration) {
  return std::visit(Overloaded{
                        [](const ast::TableDecl&) { return std::string_view("table"); },
                        [](const ast::ViewDecl&) { return std::string_view("view"); },
                        [](const ast::EnumDecl&) { return std::string_view("enum"); },
                        [](const ast::SequenceDecl&) { return std::string_view("sequence"); },
                        [](const ast::MixinDecl&) { return std::string_view("mixin"); },
                        [](const auto&) { return std::string_view(); },
                    },
                    declaration.node);
}

}  // namespace kura::lint
