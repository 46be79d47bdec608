// Renderer: views and materialized views.
#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"
#include "compiler/dialect/starrocks/renderer.h"
#include "compiler/dialect/starrocks/target.h"

namespace kura::dialect::starrocks {
namespace {

bool is_synchronous(const ir::View& view) {
  return find_native(view.physical.native, "synchronous") != nullptr;
}

}  // namespace

std::string refresh_clause(const ir::Refresh& refresh, const Version& version) {
  const std::string text = refresh.is_deferred ? "REFRESH DEFERRED" : "REFRESH";
  switch (refresh.mode) {
    case ir::RefreshMode::manual:
      return text + " MANUAL";
    case ir::RefreshMode::incremental:
      return text + " INCREMENTAL";
    case ir::RefreshMode::automatic:
      // Releases that are numbered by the year spell it anew; no older one knows that word.
      return text + (version.is_written && version.has(26, 2) ? " ON_CHANGE" : " ASYNC");
    case ir::RefreshMode::every:
      break;
  }
  const std::string start =
      refresh.starting.empty() ? std::string() : fmt::format(" START({})", quoted(refresh.starting));
  return fmt::format("{} ASYNC{} EVERY(INTERVAL {} {})", text, start, refresh.every, to_upper(refresh.unit));
}

std::string StarRocksRenderer::column_list(const ir::View& view, const RenderContext& context) const {
  if (view.columns.empty()) return {};
  std::vector<std::string> lines;
  for (const ir::ViewColumn& column : view.columns) {
    const std::string comment = column.comment.empty() ? std::string() : " COMMENT " + quoted(column.comment);
    lines.push_back("  " + identifier(column.name, context) + comment);
  }
  if (view.is_materialized) {
    for (const ir::Index& index : view.physical.indexes) lines.push_back("  " + inline_index(index, context));
  }
  return " (\n" + join(lines, ",\n") + "\n)";
}

std::string StarRocksRenderer::view_head(const ir::View& view, const RenderContext& context) const {
  std::vector<std::string> lines;
  if (!view.comment.empty()) lines.push_back("COMMENT " + quoted(view.comment));
  if (view.security == ir::ViewSecurity::invoker) lines.emplace_back("SECURITY INVOKER");
  if (view.security == ir::ViewSecurity::none) lines.emplace_back("SECURITY NONE");
  if (view.is_materialized) {
    for (std::string& clause : design_clauses(view.physical, context)) lines.push_back(std::move(clause));
    const Version version = target_of(context.schema, context.dialect).version;
    if (!is_synchronous(view)) lines.push_back(refresh_clause(*view.refresh, version));
  }
  if (!view.physical.properties.empty()) lines.push_back(properties_clause(view.physical.properties));
  std::string head = Renderer::view_head(view, context) + column_list(view, context);
  for (const std::string& line : lines) head += "\n" + line;
  return head + (lines.empty() && view.columns.empty() ? "" : "\n");
}

std::vector<Statement> StarRocksRenderer::create_materialized_view(const ir::View& view,
                                                                   const RenderContext& context) const {
  std::vector<Statement> statements = Renderer::create_view(view, context);
  // Without a list of columns the indexes have no place inside the statement.
  if (!view.columns.empty()) return statements;
  auto place = statements.begin() + 1;
  for (const ir::Index& index : view.physical.indexes) {
    place = statements.insert(place, {create_index(index, view.name, context)}) + 1;
  }
  return statements;
}

}  // namespace kura::dialect::starrocks
