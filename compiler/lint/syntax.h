// Syntax: the trees by place, so that a finding in a model leads back to what was written.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"

namespace kura::lint {

/// A member with what stands around it.
struct PlacedMember {
  const ast::Member* member = nullptr;
  const ast::Declaration* declaration = nullptr;
  const ast::ForClause* block = nullptr;  // the `for` block that it stands in, or null
};

class Syntax {
 public:
  explicit Syntax(const std::vector<const ast::File*>& files);

  /// By the place of its name; null for what stands in no file.
  [[nodiscard]] const ast::Declaration* declaration(SourceRange name) const;
  [[nodiscard]] const PlacedMember* column(SourceRange name) const;
  /// By the place of the whole clause.
  [[nodiscard]] const PlacedMember* clause(SourceRange at) const;
  /// In the order of the files.
  [[nodiscard]] const std::vector<const ast::Declaration*>& declarations() const { return all_; }
  [[nodiscard]] const std::vector<PlacedMember>& members() const { return members_; }

 private:
  void add(const std::vector<ast::Member>& members, const ast::Declaration& declaration, const ast::ForClause* block);

  std::vector<const ast::Declaration*> all_;
  std::vector<PlacedMember> members_;
  std::map<SourceRange, const ast::Declaration*> declarations_;
  std::map<SourceRange, std::size_t> columns_;
  std::map<SourceRange, std::size_t> clauses_;
};

/// The members of a table, mixin or view; none for other declarations.
const std::vector<ast::Member>& members_of(const ast::Declaration& declaration);
/// Null for declarations without one, and for external ones.
const ast::QualifiedName* managed_name(const ast::Declaration& declaration);
/// "table", "view" …
std::string_view kind_word(const ast::Declaration& declaration);

}  // namespace kura::lint
