// Mixins: every `use` names one, and none uses itself.
#include <algorithm>
#include <unordered_set>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/placement.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

/// Calls a function for every `use`, in `for` blocks too.
template <class Function>
void for_each_use(const std::vector<ast::Member>& members, const Function& function) {
  for (const ast::Member& member : members) {
    if (const auto* use = std::get_if<ast::UseClause>(&member.node)) function(*use);
    if (const auto* block = std::get_if<ast::ForClause>(&member.node)) for_each_use(block->members, function);
  }
}

class MixinChecker {
 public:
  MixinChecker(Project& project, diag::Sink& sink) : project_(project), sink_(sink) {
    for (const auto& declared : project.mixins)
      mixins_.emplace(declared.name, State{declared.decl, Visit::not_yet, false});
  }

  void check() {
    for (const auto& declared : project_.mixins) {
      check_uses(declared.decl->members);
      visit(declared.name);
    }
    for (const auto& declared : project_.tables) check_uses(declared.decl->members);
    for (const auto& declared : project_.views) {
      check_uses(declared.decl->members);
      check_fitness(*declared.decl);
    }
    std::erase_if(project_.mixins, [&](const auto& declared) { return mixins_.at(declared.name).is_in_ring; });
  }

 private:
  enum class Visit { not_yet, now, done };
  struct State {
    const ast::MixinDecl* decl;
    Visit visit;
    bool is_in_ring;
  };

  void check_uses(const std::vector<ast::Member>& members) {
    for_each_use(members, [&](const ast::UseClause& use) {
      if (mixins_.count(use.mixin.text) > 0) return;
      std::vector<std::string> names;
      for (const auto& declared : project_.mixins) names.emplace_back(declared.name);
      auto& diagnostic = sink_.report(diag::unknown_mixin, use.mixin.at, {std::string(use.mixin.text)});
      suggest(diagnostic, use.mixin.text, names, "the mixins are");
    });
  }

  void visit(std::string_view name) {
    const auto found = mixins_.find(name);
    if (found == mixins_.end() || found->second.visit == Visit::done) return;
    found->second.visit = Visit::now;
    path_.push_back(name);
    for_each_use(found->second.decl->members, [&](const ast::UseClause& use) {
      const auto used = mixins_.find(use.mixin.text);
      if (used == mixins_.end()) return;
      if (used->second.visit == Visit::now) {
        report_ring(use);
      } else if (path_.size() < kDeepest) {
        visit(use.mixin.text);
      }
    });
    path_.pop_back();
    found->second.visit = Visit::done;
  }

  void report_ring(const ast::UseClause& use) {
    const auto first = std::find(path_.begin(), path_.end(), use.mixin.text);
    std::string ring;
    for (auto name = first; name != path_.end(); ++name) {
      mixins_.at(*name).is_in_ring = true;
      ring += fmt::format("`{}` uses ", *name);
    }
    auto& diagnostic = sink_.report(diag::mixin_cycle, use.mixin.at, {std::string(use.mixin.text)});
    diagnostic.notes.push_back(ring + fmt::format("`{}`", use.mixin.text));
    diagnostic.labels.push_back({mixins_.at(use.mixin.text).decl->name.at, "declared here"});
  }

  /// A view takes only those mixins whose every clause it could have itself.
  void check_fitness(const ast::ViewDecl& view) {
    if (view.is_external) return;
    for_each_use(view.members, [&](const ast::UseClause& use) {
      const auto found = mixins_.find(use.mixin.text);
      if (found == mixins_.end()) return;
      std::unordered_set<const ast::MixinDecl*> seen;
      const ast::Member* misfit = find_misfit(found->second, place_of(view), seen);
      if (misfit == nullptr) return;
      auto& diagnostic =
          sink_.report(diag::misplaced_clause, use.mixin.at, {fmt::format("use {}", use.mixin.text), "a view"});
      diagnostic.labels.push_back({misfit->at, "the mixin has this, and a view cannot"});
    });
  }
  /// What was seen before fits: a mixin that is reached on many ways is looked at once.
  const ast::Member* find_misfit(const State& mixin, unsigned place, std::unordered_set<const ast::MixinDecl*>& seen) {
    if (mixin.is_in_ring || seen.size() > kDeepest || !seen.insert(mixin.decl).second) return nullptr;
    for (const ast::Member& member : mixin.decl->members) {
      if (!may_stand(member.node, place, false)) return &member;
      const auto* use = std::get_if<ast::UseClause>(&member.node);
      const auto found = use == nullptr ? mixins_.end() : mixins_.find(use->mixin.text);
      if (found == mixins_.end()) continue;
      if (const ast::Member* misfit = find_misfit(found->second, place, seen)) return misfit;
    }
    return nullptr;
  }

  // Rings are found below this too; a longer chain of mixins is nobody's.
  static constexpr std::size_t kDeepest = 500;

  Project& project_;
  diag::Sink& sink_;
  std::unordered_map<std::string_view, State> mixins_;
  std::vector<std::string_view> path_;
};

}  // namespace

void check_mixins(Project& project, diag::Sink& sink) {
  MixinChecker(project, sink).check();
}

}  // namespace kura::sema
