// `kura baseline --from URL`: a running database comes under Kura.
#include <fmt/format.h>

#include <ostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"
#include "runtime/commands/commands.h"

namespace kura::runtime {
namespace {

namespace fs = std::filesystem;

/// Files that are there already would be written over, or be a second declaration of the same.
int refuse_schemas(const fs::path& folder, driver::Streams streams) {
  std::error_code error;
  if (!fs::exists(folder, error)) return driver::kOk;
  const Result<std::vector<fs::path>> files = driver::schema_files(folder);
  if (!files.ok() || files.value().empty()) return driver::kOk;
  return driver::fail(streams,
                      fmt::format("`{}` has `.schema` files already; take the database over into an empty folder, or "
                                  "bring what it has into the "
                                  "project by `kura drift --adopt`",
                                  folder.string()),
                      driver::kUsage);
}

}  // namespace

int take_over_command(const TakeOverOptions& options, driver::Streams streams) {
  const fs::path& folder = options.database.history.compile.path;
  if (const int code = refuse_schemas(folder, streams); code != driver::kOk) return code;
  InspectOptions inspect;
  inspect.url = options.database.url;
  inspect.dialect = options.dialect;
  inspect.warehouse = options.warehouse;
  inspect.output = folder;
  inspect.schemas = options.schemas;
  inspect.include = options.include;
  inspect.exclude = options.exclude;
  inspect.split = options.split;
  inspect.writes_address = true;
  inspect.connect_timeout = options.database.connect_timeout;
  inspect.report = options.database.history.report;
  inspect.surroundings = options.database.surroundings;
  if (const int code = inspect_command(inspect, streams); code != driver::kOk) return code;
  driver::MigrateOptions migrate;
  migrate.history = options.database.history;
  migrate.name = options.name;
  migrate.now = options.now;
  migrate.is_baseline = true;
  if (const int code = driver::migrate_command(migrate, streams); code != driver::kOk) return code;
  ApplyOptions apply;
  apply.database = options.database;
  apply.run.is_confirmed = true;
  apply.marks_only = true;
  return apply_command(apply, streams);
}

}  // namespace kura::runtime
