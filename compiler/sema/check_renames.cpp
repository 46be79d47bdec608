// Renames: what a table or view was is no longer declared, and no two were the same.
#include <map>
#include <set>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"

namespace kura::sema {
namespace {

class RenameChecker {
 public:
  explicit RenameChecker(const Lowering& lowering) : lowering_(lowering) {}

  /// Notes what gives its own former name up: another object may have had the name that it has now.
  template <class Object>
  void note(const std::vector<Object>& objects) {
    for (const Object& object : objects) {
      if (!object.was.name.empty()) moved_on_.insert(object.name);
    }
  }

  template <class Object>
  void check(const std::vector<Object>& objects) {
    for (const Object& object : objects) {
      if (!object.was.name.empty()) check(object.name, object.was, object.at);
    }
  }

 private:
  struct Renamed {
    std::string name;
    SourceRange at;
  };

  void check(const ir::QualifiedName& name, const ir::QualifiedName& was, SourceRange at) {
    const Relation* still = lowering_.relations.find(was.schema, was.name, was.schema);
    const bool is_declared = still != nullptr && still->is_here && still->schema == was.schema;
    if (is_declared && !moved_on_.contains(was)) {
      auto& diagnostic = lowering_.sink.report(diag::renamed_from_existing, at, {name.name, ir::to_text(was)});
      diagnostic.labels.push_back({still->at, "still declared here"});
      return;
    }
    const auto [found, is_new] = olds_.try_emplace(was, Renamed{name.name, at});
    if (is_new) return;
    auto& diagnostic =
        lowering_.sink.report(diag::renamed_from_same, at, {name.name, found->second.name, ir::to_text(was)});
    diagnostic.labels.push_back({found->second.at, "the other one"});
  }

  const Lowering& lowering_;
  std::map<ir::QualifiedName, Renamed> olds_;
  std::set<ir::QualifiedName> moved_on_;
};

}  // namespace

void check_renames(const Lowering& lowering, const ir::Schema& schema) {
  RenameChecker checker(lowering);
  checker.note(schema.enums);
  checker.note(schema.sequences);
  checker.note(schema.tables);
  checker.note(schema.views);
  checker.check(schema.enums);
  checker.check(schema.sequences);
  checker.check(schema.tables);
  checker.check(schema.views);
}

}  // namespace kura::sema
