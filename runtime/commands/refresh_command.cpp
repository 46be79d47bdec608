// `kura refresh`: materialized views, those first that others read.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/renderer.h"
#include "compiler/plan/planner.h"
#include "compiler/present/words.h"
#include "runtime/commands/session.h"

namespace kura::runtime {
namespace {

using driver::Streams;

/// The declared materialized views in the order in which they can be made.
std::vector<ir::QualifiedName> in_order(const driver::CompiledWarehouse& warehouse) {
  std::vector<ir::QualifiedName> names;
  for (const change::Step& step : plan::creation_steps(warehouse.schema, *warehouse.dialect)) {
    const bool is_known = std::find(names.begin(), names.end(), step.name) != names.end();
    if (step.object == change::ObjectKind::materialized_view && !is_known) names.push_back(step.name);
  }
  return names;
}

bool is_meant(const ir::QualifiedName& name, const std::vector<std::string>& wanted) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& it) {
           return it == ir::to_text(name) || it == name.name;
         });
}

/// A name that the project does not declare.
std::string unknown_among(const std::vector<std::string>& wanted, const std::vector<ir::QualifiedName>& views) {
  for (const std::string& it : wanted) {
    if (std::none_of(views.begin(), views.end(), [&](const ir::QualifiedName& name) { return is_meant(name, {it}); }))
      return it;
  }
  return {};
}

int refresh(Session& session, const driver::CompiledWarehouse& warehouse, const RefreshOptions& options,
            Streams streams) {
  const std::string& name = warehouse.schema.warehouse.name;
  const std::vector<ir::QualifiedName> views = in_order(warehouse);
  if (const std::string unknown = unknown_among(options.views, views); !unknown.empty()) {
    std::vector<std::string> known;
    for (const ir::QualifiedName& it : views) known.push_back(ir::to_text(it));
    const std::string suggestion = diag::did_you_mean(unknown, known);
    return driver::fail(streams,
                        fmt::format("{}: no materialized view is named `{}`{}{}", name, unknown,
                                    suggestion.empty() ? "" : "; ", suggestion),
                        driver::kUsage);
  }
  std::size_t count = 0;
  const auto now = options.database.surroundings.now;
  for (const ir::QualifiedName& view : views) {
    if (!is_meant(view, options.views)) continue;
    const std::string sql =
        session.engine->refresh(warehouse.dialect->renderer->qualified(view, {*warehouse.dialect, warehouse.schema}));
    if (sql.empty())
      return driver::fail(
          streams, fmt::format("{}: {} has no materialized views to refresh", name, warehouse.dialect->display_name),
          driver::kUsage);
    const std::int64_t began = now();
    const auto refreshed = session.connection->execute(sql);
    if (!refreshed.ok())
      return fail(streams, fmt::format("{}: cannot refresh {}", name, ir::to_text(view)), refreshed.error());
    streams.out << fmt::format("  refreshed {}  ({:.1f} s)\n", ir::to_text(view),
                               static_cast<double>(now() - began) / 1000)
                << std::flush;
    ++count;
  }
  streams.out << fmt::format("{}: {} refreshed\n", name, present::counted(count, "materialized view"));
  return driver::kOk;
}

}  // namespace

int refresh_command(const RefreshOptions& options, Streams streams) {
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  for (Target& target : std::get<std::unique_ptr<Targets>>(opened)->all()) {
    auto session = open_session(target.url, target.warehouse.project, options.database, streams);
    if (const int* code = std::get_if<int>(&session)) return *code;
    if (const int code = refresh(std::get<Session>(session), target.warehouse.project, options, streams);
        code != driver::kOk)
      return code;
  }
  return driver::kOk;
}

}  // namespace kura::runtime
