// Identifiers longer than the engine takes: it would cut them or refuse them.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

class LengthChecker {
 public:
  LengthChecker(const Dialect& dialect, diag::Sink& sink) : dialect_(dialect), sink_(sink) {}

  void check(const std::string& name, SourceRange at) const {
    const Capabilities& has = *dialect_.capabilities;
    const std::size_t length = has.identifier_limit_is_bytes ? name.size() : character_count(name);
    if (has.identifier_limit == 0 || length <= has.identifier_limit) return;
    sink_.report(diag::identifier_too_long, at,
                 {std::string(dialect_.display_name), name, std::to_string(length),
                  has.identifier_limit_is_bytes ? "bytes" : "characters", std::to_string(has.identifier_limit)});
  }

  void check(const ir::Physical& physical) const {
    for (const ir::Index& index : physical.indexes) check(index.name, index.at);
    if (!physical.partitioning) return;
    for (const ir::Partition& partition : physical.partitioning->partitions) check(partition.name, partition.at);
  }

  void check(const ir::Table& table) const {
    check(table.name.name, table.at);
    for (const ir::Column& column : table.columns) check(column.name, column.at);
    if (table.primary_key) check(table.primary_key->name, table.primary_key->at);
    for (const ir::Key& key : table.unique_keys) check(key.name, key.at);
    for (const ir::ForeignKey& key : table.foreign_keys) check(key.name, key.at);
    for (const ir::Check& constraint : table.checks) check(constraint.name, constraint.at);
    check(table.physical);
  }

 private:
  const Dialect& dialect_;
  diag::Sink& sink_;
};

}  // namespace

void check_identifiers(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const LengthChecker checker(dialect, sink);
  for (const ir::Namespace& space : schema.namespaces) checker.check(space.name, space.at);
  for (const ir::EnumType& type : schema.enums) checker.check(type.name.name, type.at);
  for (const ir::Sequence& sequence : schema.sequences) checker.check(sequence.name.name, sequence.at);
  for (const ir::Table& table : schema.tables) checker.check(table);
  for (const ir::View& view : schema.views) {
    checker.check(view.name.name, view.at);
    for (const ir::ViewColumn& column : view.columns) checker.check(column.name, column.at);
    checker.check(view.physical);
  }
}

}  // namespace kura::dialect::rules
