// Namespaces: every one that something managed stands in, in the order of first use.
#include <unordered_map>
#include <unordered_set>

#include "compiler/sema/passes.h"

namespace kura::sema {
namespace {

class NamespaceLister {
 public:
  NamespaceLister(const Lowering& lowering, ir::Schema& schema) : schema_(schema) {
    for (const auto& declared : lowering.project.namespaces) declared_.emplace(declared.name, &declared);
  }

  template <class Object>
  void add(const std::vector<Object>& objects) {
    for (const Object& object : objects) add(object.name.schema, object.at);
  }

 private:
  void add(const std::string& name, SourceRange at) {
    if (name.empty() || !listed_.insert(name).second) return;
    const auto found = declared_.find(name);
    if (found == declared_.end()) {
      schema_.namespaces.push_back({name, {}, at});
    } else {
      schema_.namespaces.push_back({name, std::string(found->second->declaration->doc), found->second->decl->name.at});
    }
  }

  ir::Schema& schema_;
  std::unordered_map<std::string_view, const Declared<ast::SchemaDecl>*> declared_;
  std::unordered_set<std::string> listed_;
};

}  // namespace

void list_namespaces(const Lowering& lowering, ir::Schema& schema) {
  NamespaceLister lister(lowering, schema);
  lister.add(schema.enums);
  lister.add(schema.sequences);
  lister.add(schema.tables);
  lister.add(schema.views);
}

}  // namespace kura::sema
