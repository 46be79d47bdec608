// Dialects: `for`, `only on` and warehouses name dialects that exist.
#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

class DialectChecker {
 public:
  DialectChecker(const Vocabulary& vocabulary, diag::Sink& sink) : vocabulary_(vocabulary), sink_(sink) {}

  bool check(const ast::Name& dialect) {
    if (vocabulary_.find(dialect.text) != nullptr) return true;
    std::vector<std::string> names;
    for (const DialectWords& words : vocabulary_.dialects) names.emplace_back(words.name);
    suggest(sink_.report(diag::unknown_dialect, dialect.at, {std::string(dialect.text)}), dialect.text, names,
            "the dialects are");
    return false;
  }
  void check(const std::vector<ast::Name>& dialects) {
    for (const ast::Name& dialect : dialects) check(dialect);
  }
  void check(const std::vector<ast::Member>& members) {
    for (const ast::Member& member : members) {
      check(member.only_on);
      if (const auto* column = std::get_if<ast::Column>(&member.node); column != nullptr && !column->only_on.empty()) {
        check(column->only_on);
      } else if (const auto* change = std::get_if<ast::ColumnOverride>(&member.node)) {
        check(change->column.only_on);
      } else if (const auto* block = std::get_if<ast::ForClause>(&member.node)) {
        check(block->dialects);
        check(block->members);
      }
    }
  }

 private:
  const Vocabulary& vocabulary_;
  diag::Sink& sink_;
};

}  // namespace

void check_dialects(Project& project, const Vocabulary& vocabulary, diag::Sink& sink) {
  DialectChecker checker(vocabulary, sink);
  std::erase_if(project.warehouses, [&](const auto& declared) { return !checker.check(declared.decl->dialect); });
  for (const auto& declared : project.mixins) checker.check(declared.decl->members);
  for (const auto& declared : project.tables) {
    checker.check(declared.declaration->only_on);
    checker.check(declared.decl->members);
  }
  for (const auto& declared : project.views) {
    checker.check(declared.declaration->only_on);
    checker.check(declared.decl->members);
  }
  for (const auto& declared : project.sequences) checker.check(declared.declaration->only_on);
}

}  // namespace kura::sema
