// References between tables: foreign keys and owners of sequences, when all tables are known.
#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/rules/reference_rules.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

class ReferenceResolver {
 public:
  ReferenceResolver(Lowering& lowering, ir::Schema& schema, const std::vector<ir::Table>& externals)
      : lowering_(lowering), schema_(schema), externals_(externals) {}

  void resolve(const PendingReference& pending) {
    const ast::QualifiedName& written = pending.reference->table;
    const ir::Table* target = find_target(written, pending.schema);
    if (target == nullptr) return;
    ir::Table& table = schema_.tables[pending.table];
    ir::ForeignKey& key = table.foreign_keys[pending.key];
    key.target = target->name;
    const bool is_good = pending.reference->columns.empty() ? take_primary_key(pending, *target, key)
                                                            : take_columns(pending, *target, key);
    if (!is_good || pending.is_broken || !check_count(pending, key)) return;
    if (target->columns.empty()) return;  // an external table without its columns
    rules::check_reference_types(lowering_, table, key, *target);
    rules::check_reference_is_unique(lowering_, key, *target, pending.reference->at);
  }

  void check_owner(const PendingOwner& owner) {
    const ir::Sequence& sequence = schema_.sequences[owner.sequence];
    const ir::QualifiedName& name = *sequence.owned_by_table;
    const Relation* relation = lowering_.relations.find_exact(name.schema, name.name);
    if (relation == nullptr || relation->kind != RelationKind::table) return;
    const ir::Table& table = schema_.tables[relation->position];
    if (ir::find_column(table, sequence.owned_by_column) == nullptr) {
      report_unknown_column(table, sequence.owned_by_column, owner.at);
    }
  }

 private:
  const ir::Table* find_target(const ast::QualifiedName& written, std::string_view schema) {
    const std::string_view name = written.name.text;
    const Relation* relation = lowering_.relations.find(written.schema.text, name, schema);
    if (relation == nullptr) {
      report_unknown_relation(lowering_, written.schema.text, name, written.at, schema);
      return nullptr;
    }
    if (!relation->is_here) {
      report_absent(lowering_, name, written.at, relation->declaration->only_on);
      return nullptr;
    }
    if (relation->kind == RelationKind::table) return &schema_.tables[relation->position];
    if (relation->kind == RelationKind::external) return &externals_[relation->position];
    auto& diagnostic = lowering_.sink.report(diag::reference_to_no_table, written.at,
                                             {to_text(written), std::string(to_words(relation->kind))});
    diagnostic.labels.push_back({relation->at, "declared here"});
    return nullptr;
  }

  bool take_primary_key(const PendingReference& pending, const ir::Table& target, ir::ForeignKey& key) {
    if (target.primary_key) {
      key.target_columns = target.primary_key->columns;
      return true;
    }
    auto& diagnostic = lowering_.sink.report(diag::no_primary_key_to_refer_to, pending.reference->table.at,
                                             {to_text(pending.reference->table)});
    if (target.at.is_valid()) diagnostic.labels.push_back({target.at, "declared here"});
    return false;
  }

  bool take_columns(const PendingReference& pending, const ir::Table& target, ir::ForeignKey& key) {
    bool is_good = true;
    ColumnNames listed;
    for (const ast::Name& name : pending.reference->columns) {
      if (const auto before = listed.add(name)) {
        auto& diagnostic = lowering_.sink.report(diag::column_listed_twice, name.at, {std::string(name.text)});
        diagnostic.labels.push_back({listed.place(*before), "here already"});
        is_good = false;
      }
      if (!target.columns.empty() && ir::find_column(target, name.text) == nullptr) {
        report_unknown_column(target, name.text, name.at);
        is_good = false;
      }
      key.target_columns.emplace_back(name.text);
    }
    return is_good;
  }

  void report_unknown_column(const ir::Table& table, std::string_view name, SourceRange at) {
    auto& diagnostic = lowering_.sink.report(diag::unknown_column, at, {std::string(name), table.name.name});
    std::vector<std::string> known;
    for (const ir::Column& column : table.columns) known.push_back(column.name);
    if (is_suggesting(lowering_.sink)) suggest(diagnostic, name, known, "its columns are");
    diagnostic.labels.push_back({table.at, "declared here"});
  }

  bool check_count(const PendingReference& pending, const ir::ForeignKey& key) {
    if (key.columns.size() == key.target_columns.size()) return true;
    auto& diagnostic =
        lowering_.sink.report(diag::reference_column_count, pending.reference->at,
                              {counted(key.columns.size(), "column"), counted(key.target_columns.size(), "column")});
    diagnostic.notes.push_back(
        fmt::format("it refers to {} of `{}`", listed(key.target_columns), ir::to_text(key.target)));
    return false;
  }

  Lowering& lowering_;
  ir::Schema& schema_;
  const std::vector<ir::Table>& externals_;
};

}  // namespace

void resolve_references(Lowering& lowering, ir::Schema& schema, const std::vector<ir::Table>& externals) {
  ReferenceResolver resolver(lowering, schema, externals);
  for (const PendingReference& pending : lowering.references) resolver.resolve(pending);
  for (const PendingOwner& owner : lowering.owners) resolver.check_owner(owner);
}

}  // namespace kura::sema
