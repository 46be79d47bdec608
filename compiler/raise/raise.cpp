// raise: all objects of a model, sorted, each as the text of its own declaration.
#include "compiler/raise/raise.h"

#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/raise/objects.h"

namespace kura::raise {
namespace {

class Raiser {
 public:
  explicit Raiser(const ir::Schema& schema) : schema_(schema) {}

  std::vector<RaisedObject> raise() {
    add("warehouse", {{}, schema_.warehouse.name},
        [&](Tree& tree) { return raise_warehouse(tree, schema_.warehouse); });
    add_all("enum", schema_.enums, raise_enum);
    add_all("sequence", schema_.sequences, raise_sequence);
    add_all("external", schema_.externals, raise_external);
    add_all("table", schema_.tables, raise_table);
    add_views("view", false);
    add_views("materialized view", true);
    const std::size_t first = result_.size();
    for (const ir::Namespace& declared : schema_.namespaces) {
      add("schema", {{}, declared.name}, [&](Tree& tree) { return raise_namespace(tree, declared); });
    }
    sort_from(first);
    return std::move(result_);
  }

 private:
  template <class Declare>
  void add(std::string_view kind, const ir::QualifiedName& name, Declare declare) {
    Tree tree(schema_.warehouse);
    result_.push_back({std::string(kind), name, format::format(declare(tree))});
  }

  template <class Object>
  void add_all(std::string_view kind, const std::vector<Object>& objects,
               ast::Declaration (*declare)(Tree&, const Object&)) {
    const std::size_t first = result_.size();
    for (const Object& object : objects) add(kind, object.name, [&](Tree& tree) { return declare(tree, object); });
    sort_from(first);
  }

  void add_views(std::string_view kind, bool is_materialized) {
    const std::size_t first = result_.size();
    for (const ir::View& view : schema_.views) {
      if (view.is_materialized != is_materialized) continue;
      add(kind, view.name, [&](Tree& tree) { return raise_view(tree, view); });
    }
    sort_from(first);
  }

  void sort_from(std::size_t first) {
    std::sort(result_.begin() + static_cast<std::ptrdiff_t>(first), result_.end(),
              [](const RaisedObject& left, const RaisedObject& right) { return left.name < right.name; });
  }

  const ir::Schema& schema_;
  std::vector<RaisedObject> result_;
};

}  // namespace

std::vector<RaisedObject> raise_objects(const ir::Schema& schema) {
  return Raiser(schema).raise();
}

std::string assemble(std::span<const RaisedObject> objects) {
  std::string text;
  for (const RaisedObject& object : objects) {
    if (!text.empty()) text += '\n';
    text += object.text;
  }
  return text;
}

std::string to_schema_text(const ir::Schema& schema) {
  return assemble(raise_objects(schema));
}

}  // namespace kura::raise
