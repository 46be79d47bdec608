// Rule: within a table, constraints have different names, and so have indexes.
#include <algorithm>
#include <unordered_map>

#include "compiler/diag/kinds.h"
#include "compiler/sema/rules/table_rules.h"

namespace kura::sema::rules {
namespace {

class Names {
 public:
  explicit Names(const Scope& scope) : scope_(scope) {}

  void add(const std::string& name, SourceRange at) {
    if (!name.empty()) named_.push_back({name, at});
  }

  /// In the order of their places, so that the later one is the mistake.
  void check() {
    std::sort(named_.begin(), named_.end(), [](const Named& a, const Named& b) { return a.at < b.at; });
    std::unordered_map<std::string_view, SourceRange> places;
    for (const Named& named : named_) {
      const auto [found, is_new] = places.try_emplace(named.name, named.at);
      if (is_new) continue;
      auto& diagnostic = scope_.lowering.sink.report(diag::constraint_name_taken, named.at,
                                                     {std::string(named.name), std::string(scope_.relation)});
      diagnostic.labels.push_back({found->second, "first used here"});
    }
  }

 private:
  struct Named {
    std::string_view name;
    SourceRange at;
  };
  const Scope& scope_;
  std::vector<Named> named_;
};

}  // namespace

void check_constraint_names(TableParts& parts) {
  Names names(parts.scope);
  const ir::Table& table = parts.table;
  if (table.primary_key) names.add(table.primary_key->name, table.primary_key->at);
  for (const ir::Key& key : table.unique_keys) names.add(key.name, key.at);
  for (const ir::ForeignKey& key : table.foreign_keys) names.add(key.name, key.at);
  for (const ir::Check& check : table.checks) names.add(check.name, check.at);
  names.check();
}

void check_index_names(const Scope& scope, const std::vector<ir::Index>& indexes) {
  Names names(scope);
  for (const ir::Index& index : indexes) names.add(index.name, index.at);
  names.check();
}

}  // namespace kura::sema::rules
