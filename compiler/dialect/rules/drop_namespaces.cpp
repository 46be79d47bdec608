// Engines without namespaces: names lose theirs; two that become one are an error.
#include <map>

#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

struct Seen {
  ir::QualifiedName name;
  SourceRange at;
};

class Dropper {
 public:
  Dropper(const Dialect& dialect, diag::Sink& sink) : dialect_(dialect), sink_(sink) {}

  void declare(ir::QualifiedName& name, SourceRange at) {
    const auto [found, is_new] = seen_.try_emplace(name.name, Seen{name, at});
    if (!is_new) {
      auto& diagnostic = sink_.report(
          diag::namespace_collision, at,
          {std::string(dialect_.display_name), ir::to_text(found->second.name), ir::to_text(name), name.name});
      diagnostic.labels.push_back({found->second.at, "the other one"});
    }
    name.schema.clear();
  }

 private:
  const Dialect& dialect_;
  diag::Sink& sink_;
  std::map<std::string, Seen> seen_;
};

void drop_references(ir::Schema& schema) {
  for (ir::Table& table : schema.tables) {
    table.was.schema.clear();
    for (ir::ForeignKey& key : table.foreign_keys) key.target.schema.clear();
    for (ir::Column& column : table.columns) {
      if (column.type.enum_name) column.type.enum_name->schema.clear();
    }
  }
  for (ir::View& view : schema.views) {
    view.was.schema.clear();
    for (ir::RelationUse& use : view.body.relations) use.name.schema.clear();
  }
  for (ir::Sequence& sequence : schema.sequences) {
    if (sequence.owned_by_table) sequence.owned_by_table->schema.clear();
  }
}

}  // namespace

void drop_namespaces(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  if (dialect.capabilities->has_namespaces) return;
  Dropper relations(dialect, sink);
  for (ir::Table& table : schema.tables) relations.declare(table.name, table.at);
  for (ir::View& view : schema.views) relations.declare(view.name, view.at);
  for (ir::ExternalRelation& external : schema.externals) relations.declare(external.name, external.at);
  for (ir::Sequence& sequence : schema.sequences) relations.declare(sequence.name, sequence.at);
  Dropper types(dialect, sink);
  for (ir::EnumType& type : schema.enums) types.declare(type.name, type.at);
  drop_references(schema);
  schema.namespaces.clear();
}

}  // namespace kura::dialect::rules
