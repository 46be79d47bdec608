// What creating tables needs: rings of foreign keys and of views.
#include "compiler/plan/creation.h"

#include <algorithm>
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

/// No foreign key: the table is made of the other one.
constexpr std::size_t kMadeOf = static_cast<std::size_t>(-1);

/// For each table, the other tables of the schema that it needs.
struct TableGraph {
  Needs needs;
  std::vector<std::vector<std::size_t>> keys;  // beside needs: which foreign key each edge is, or kMadeOf
};

/// Adds the foreign keys to the graph of what tables are made of; those to tables that are made of others too, or not.
TableGraph with_keys(const ir::Schema& schema, Needs made_of, bool has_keys_to_made) {
  const auto tables = index_by_name(schema.tables);
  TableGraph graph{std::move(made_of), Needs(schema.tables.size())};
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    graph.keys[i].assign(graph.needs[i].size(), kMadeOf);
    const auto& foreign_keys = schema.tables[i].foreign_keys;
    for (std::size_t k = 0; k < foreign_keys.size(); ++k) {
      const auto target = tables.find(foreign_keys[k].target);
      if (target == tables.end() || target->second == i) continue;
      if (!has_keys_to_made && !schema.tables[target->second].made_of.empty()) continue;
      graph.needs[i].push_back(target->second);
      graph.keys[i].push_back(k);
    }
  }
  return graph;
}

Needs made_of(const ir::Schema& schema) {
  const auto tables = index_by_name(schema.tables);
  Needs result(schema.tables.size());
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    for (const ir::QualifiedName& name : schema.tables[i].made_of) {
      if (const auto found = tables.find(name); found != tables.end()) result[i].push_back(found->second);
    }
  }
  return result;
}

/// The keys of an edge that is cut, among others that wait already.
void defer(const TableGraph& graph, const DepthFirstOrder::CutEdge& edge, CreationOrder& order) {
  std::vector<std::size_t>& keys = order.deferred[edge.from];
  for (std::size_t e = 0; e < graph.needs[edge.from].size(); ++e) {
    const std::size_t key = graph.keys[edge.from][e];
    const auto place = std::lower_bound(keys.begin(), keys.end(), key);
    const bool is_new = place == keys.end() || *place != key;
    if (graph.needs[edge.from][e] == edge.needs && is_new) keys.insert(place, key);
  }
}

bool cuts_what_is_made(const TableGraph& graph, const DepthFirstOrder& found) {
  return std::any_of(found.cut.begin(), found.cut.end(), [&](const DepthFirstOrder::CutEdge& edge) {
    const std::vector<std::size_t>& needs = graph.needs[edge.from];
    const auto place = std::find(needs.begin(), needs.end(), edge.needs) - needs.begin();
    return graph.keys[edge.from][static_cast<std::size_t>(place)] == kMadeOf;
  });
}

/// Where a ring goes through what a table is made of, which nothing adds afterwards, all keys to such tables wait.
TableGraph table_graph(const ir::Schema& schema, CreationOrder& order) {
  TableGraph graph = with_keys(schema, made_of(schema), true);
  if (!cuts_what_is_made(graph, depth_first_order(graph.needs))) return graph;
  const TableGraph without = with_keys(schema, made_of(schema), false);
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    for (const std::size_t key : graph.keys[i]) {
      const bool waits = std::find(without.keys[i].begin(), without.keys[i].end(), key) == without.keys[i].end();
      if (waits) order.deferred[i].push_back(key);
    }
  }
  return without;
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
  TableGraph graph = table_graph(schema, order);
  const DepthFirstOrder found = depth_first_order(graph.needs);
  for (const auto& edge : found.cut) defer(graph, edge, order);
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
