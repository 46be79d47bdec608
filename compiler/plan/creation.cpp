// The plan from the empty state: tables by their foreign keys, views by what they read.
#include "compiler/plan/creation.h"

#include <map>

#include "compiler/diag/kinds.h"
#include "compiler/plan/depth_first.h"

namespace kura::plan {
namespace {

using Needs = std::vector<std::vector<std::size_t>>;
using Changes = std::vector<change::Change>;

template <class Object>
std::map<ir::QualifiedName, std::size_t> index_by_name(const std::vector<Object>& objects) {
  std::map<ir::QualifiedName, std::size_t> result;
  for (std::size_t i = 0; i < objects.size(); ++i) result.emplace(objects[i].name, i);
  return result;
}

/// For each table, the foreign keys to other tables of the schema: (target, number of the key).
struct TableGraph {
  Needs needs;
  std::vector<std::vector<std::size_t>> keys;  // beside needs: which foreign key each edge is
};

TableGraph table_graph(const ir::Schema& schema) {
  const auto tables = index_by_name(schema.tables);
  TableGraph graph{Needs(schema.tables.size()), Needs(schema.tables.size())};
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    const auto& foreign_keys = schema.tables[i].foreign_keys;
    for (std::size_t k = 0; k < foreign_keys.size(); ++k) {
      const auto target = tables.find(foreign_keys[k].target);
      if (target == tables.end() || target->second == i) continue;
      graph.needs[i].push_back(target->second);
      graph.keys[i].push_back(k);
    }
  }
  return graph;
}

void add_tables(const ir::Schema& schema, const dialect::Capabilities& capabilities, Changes& changes) {
  if (!capabilities.needs_foreign_key_target_first) {
    for (std::size_t i = 0; i < schema.tables.size(); ++i) changes.push_back(change::CreateTable{i, {}});
    return;
  }
  const TableGraph graph = table_graph(schema);
  const DepthFirstOrder found = depth_first_order(graph.needs);
  std::map<std::size_t, std::vector<std::size_t>> deferred;
  for (const auto& edge : found.cut) {
    for (std::size_t e = 0; e < graph.needs[edge.from].size(); ++e) {
      std::vector<std::size_t>& keys = deferred[edge.from];
      const std::size_t key = graph.keys[edge.from][e];
      const bool is_new = keys.empty() || keys.back() < key;
      if (graph.needs[edge.from][e] == edge.needs && is_new) keys.push_back(key);
    }
  }
  for (const std::size_t table : found.order) {
    const auto keys = deferred.find(table);
    changes.push_back(change::CreateTable{table, keys == deferred.end() ? std::vector<std::size_t>{} : keys->second});
  }
  for (const auto& [table, keys] : deferred) {
    for (const std::size_t key : keys) changes.push_back(change::AddForeignKey{table, key});
  }
}

void report_ring(const ir::Schema& schema, const DepthFirstOrder::CutEdge& edge, diag::Sink& sink) {
  const ir::View& view = schema.views[edge.needs];
  const ir::View& reader = schema.views[edge.from];
  auto& diagnostic = sink.report(diag::view_cycle, view.at, {ir::to_text(view.name), &view == &reader ? "" : " through `" + ir::to_text(reader.name) + "`"});
  if (&view != &reader) diagnostic.labels.push_back({reader.at, "which reads it again"});
  diagnostic.helps.emplace_back("let one of them read the tables themselves");
}

void add_views(const ir::Schema& schema, Changes& changes, diag::Sink& sink) {
  const auto views = index_by_name(schema.views);
  Needs needs(schema.views.size());
  for (std::size_t i = 0; i < schema.views.size(); ++i) {
    for (const ir::RelationUse& use : schema.views[i].body.relations) {
      const auto target = views.find(use.name);
      if (target != views.end()) needs[i].push_back(target->second);
    }
  }
  const DepthFirstOrder found = depth_first_order(needs);
  for (const auto& edge : found.cut) report_ring(schema, edge, sink);
  for (const std::size_t view : found.order) changes.push_back(change::CreateView{view});
}

}  // namespace

Changes plan_creation(const ir::Schema& schema, const dialect::Capabilities& capabilities, diag::Sink& sink) {
  Changes changes;
  for (std::size_t i = 0; i < schema.namespaces.size(); ++i) changes.push_back(change::CreateNamespace{i});
  if (capabilities.enums == dialect::EnumStyle::named_type) {
    for (std::size_t i = 0; i < schema.enums.size(); ++i) changes.push_back(change::CreateEnum{i});
  }
  for (std::size_t i = 0; i < schema.sequences.size(); ++i) changes.push_back(change::CreateSequence{i});
  add_tables(schema, capabilities, changes);
  for (std::size_t i = 0; i < schema.sequences.size(); ++i) {
    if (schema.sequences[i].owned_by_table) changes.push_back(change::SetSequenceOwner{i});
  }
  add_views(schema, changes, sink);
  return changes;
}

}  // namespace kura::plan
