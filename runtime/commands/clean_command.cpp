// `kura clean`: the old tables that rebuilds have kept.
#include <fmt/format.h>

#include <ostream>

#include "compiler/dialect/renderer.h"
#include "compiler/present/words.h"
#include "runtime/commands/carry_out.h"
#include "runtime/commands/session.h"

namespace kura::runtime {
namespace {

using db::Outcome;
using driver::Streams;

// The ending that a rebuild gives to the table whose place was taken.
constexpr std::string_view kOldTable = "__kura_old";

ir::QualifiedName name_of(const std::string& object) {
  const std::size_t dot = object.find('.');
  return dot == std::string::npos ? ir::QualifiedName{"", object}
                                  : ir::QualifiedName{object.substr(0, dot), object.substr(dot + 1)};
}

Outcome<std::vector<std::string>> old_tables(Session& session) {
  const Outcome<engine::Catalog> catalog = session.engine->describe(*session.connection, {});
  if (!catalog.ok()) return catalog.error();
  std::vector<std::string> tables;
  for (const auto& [object, ignored] : catalog.value()) {
    if (object.ends_with(kOldTable)) tables.push_back(object);
  }
  return tables;
}

int clean(Session& session, const driver::CompiledWarehouse& warehouse, const CleanOptions& options, Streams streams) {
  const std::string& name = warehouse.schema.warehouse.name;
  const Outcome<std::vector<std::string>> tables = old_tables(session);
  if (!tables.ok()) return fail(streams, name, tables.error());
  const std::vector<std::string>& all = tables.value();
  if (all.empty()) {
    streams.out << fmt::format("{}: nothing to clean, no rebuild has kept an old table\n", name);
    return driver::kOk;
  }
  const dialect::Renderer& renderer = *warehouse.dialect->renderer;
  const dialect::RenderContext context{*warehouse.dialect, warehouse.schema};
  for (const std::string& table : all) {
    const std::string quoted = renderer.qualified(name_of(table), context);
    const auto count = session.connection->execute("SELECT count(*) FROM " + quoted);
    const std::string rows = count.ok() && !count.value().rows.empty() ? count.value().rows[0][0].value_or("?") : "?";
    streams.out << fmt::format("  {}  ({} {})\n", table, rows, rows == "1" ? "row" : "rows");
  }
  if (options.is_dry_run) {
    streams.out << fmt::format("{}: {} would be dropped; nothing was done\n", name,
                               present::counted(all.size(), "old table"));
    return driver::kOk;
  }
  const Conduct conduct{options.database, options.run, streams};
  if (const int code = confirm(fmt::format("drop {} of {}?", present::counted(all.size(), "old table"), name), conduct);
      code != driver::kOk)
    return code;
  for (const std::string& table : all) {
    const auto dropped = session.connection->execute("DROP TABLE " + renderer.qualified(name_of(table), context));
    if (!dropped.ok()) return fail(streams, fmt::format("{}: cannot drop {}", name, table), dropped.error());
  }
  streams.out << fmt::format("{}: {} dropped\n", name, present::counted(all.size(), "old table"));
  return driver::kOk;
}

/// Whose they are cannot be told by the names of the tables, so the runs of all warehouses of the database count.
int refuse_open_runs(Session& session, const driver::CompiledWarehouse& warehouse, Streams streams) {
  const std::string& name = warehouse.schema.warehouse.name;
  const Outcome<std::vector<journal::OpenRun>> runs = session.journal->open_runs();
  if (!runs.ok()) return fail(streams, name, runs.error());
  if (runs.value().empty()) return driver::kOk;
  const journal::OpenRun& open = runs.value().front();
  return driver::fail(
      streams,
      fmt::format("{}: `{}`{} was begun and has not ended, and may need its old tables; finish it first", name,
                  open.migration, open.warehouse == name ? "" : fmt::format(" of warehouse `{}`", open.warehouse)),
      driver::kRefused);
}

}  // namespace

int clean_command(const CleanOptions& options, Streams streams) {
  auto opened = Targets::open(options.database, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  for (Target& target : std::get<std::unique_ptr<Targets>>(opened)->all()) {
    const driver::CompiledWarehouse& warehouse = target.warehouse.project;
    auto session = open_session(target.url, warehouse, options.database, streams);
    if (const int* code = std::get_if<int>(&session)) return *code;
    // A run that is at work may still need what it has put aside.
    Writing writing;
    if (!options.is_dry_run) {
      auto begun = begin_writing(std::get<Session>(session), warehouse, options.run,
                                 world_of(options.database.surroundings), streams);
      if (const int* code = std::get_if<int>(&begun)) return *code;
      writing = std::move(std::get<Writing>(begun));
    }
    if (const int code = refuse_open_runs(std::get<Session>(session), warehouse, streams); code != driver::kOk)
      return code;
    if (const int code = clean(std::get<Session>(session), warehouse, options, streams); code != driver::kOk)
      return code;
  }
  return driver::kOk;
}

}  // namespace kura::runtime
