// What creating tables needs: rings of foreign keys and of views.
#include "compiler/plan/creation.h"

#include <map>

#include "compiler/diag/kinds.h"
#include "compiler/plan/depth_first.h"

namespace kura::plan {
namespace {

using Needs = std::vector<std::vector<std::size_t>>;

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

void report_ring(const ir::Schema& schema, const DepthFirstOrder::CutEdge& edge, diag::Sink& sink) {
  const ir::View& view = schema.views[edge.needs];
  const ir::View& reader = schema.views[edge.from];
  auto& diagnostic =
      sink.report(diag::view_cycle, view.at,
                  {ir::to_text(view.name), &view == &reader ? "" : " through `" + ir::to_text(reader.name) + "`"});
  if (&view != &reader) diagnostic.labels.push_back({reader.at, "which reads it again"});
  diagnostic.helps.emplace_back("let one of them read the tables themselves");
}

}  // namespace

CreationOrder cut_rings(const ir::Schema& schema, const dialect::Capabilities& capabilities) {
  CreationOrder order;
  if (!capabilities.needs_foreign_key_target_first) {
    order.needs.resize(schema.tables.size());
    return order;
  }
  TableGraph graph = table_graph(schema);
  const DepthFirstOrder found = depth_first_order(graph.needs);
  for (const auto& edge : found.cut) {
    for (std::size_t e = 0; e < graph.needs[edge.from].size(); ++e) {
      std::vector<std::size_t>& keys = order.deferred[edge.from];
      const std::size_t key = graph.keys[edge.from][e];
      const bool is_new = keys.empty() || keys.back() < key;
      if (graph.needs[edge.from][e] == edge.needs && is_new) keys.push_back(key);
    }
  }
  for (const auto& edge : found.cut) std::erase(graph.needs[edge.from], edge.needs);
  order.needs = std::move(graph.needs);
  return order;
}

void report_view_rings(const ir::Schema& schema, diag::Sink& sink) {
  const auto views = index_by_name(schema.views);
  Needs needs(schema.views.size());
  for (std::size_t i = 0; i < schema.views.size(); ++i) {
    for (const ir::RelationUse& use : schema.views[i].body.relations) {
      const auto target = views.find(use.name);
      if (target != views.end()) needs[i].push_back(target->second);
    }
  }
  for (const auto& edge : depth_first_order(needs).cut) report_ring(schema, edge, sink);
}

}  // namespace kura::plan
