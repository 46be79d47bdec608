// A schema to DDL, to a migration, into a SQLite file, and its status: consumer FOLDER.
#include <kura/kura.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

namespace {

constexpr const char* kSchema = R"(warehouse app : sqlite { }

table orders {
  order_id  bigint        primary key;
  customer  varchar(200)  not null;
}
)";

void show(const char* what, int code) {
  std::cout << what << ": " << code << "\n";
}

kura::driver::HistoryOptions history_in(const std::filesystem::path& folder) {
  kura::driver::HistoryOptions history;
  history.compile.path = folder;
  return history;
}

kura::runtime::DatabaseOptions database_in(const std::filesystem::path& folder) {
  kura::runtime::DatabaseOptions database;
  database.history = history_in(folder);
  database.url = "sqlite:" + (folder / "shop.db").string();
  return database;
}

/// Compiles a text that is in no file.
void compile_text(kura::driver::Streams streams) {
  kura::driver::BuildOptions build;
  build.compile.texts = {{"shop.schema", kSchema}};
  show("build", kura::driver::build_command(build, streams));
}

void migrate(const std::filesystem::path& folder, kura::driver::Streams streams) {
  std::ofstream(folder / "shop.schema") << kSchema;
  kura::driver::MigrateOptions options;
  options.history = history_in(folder);
  options.name = "first tables";
  options.now = 1'767'225'600;
  show("migrate", kura::driver::migrate_command(options, streams));
  show("verify", kura::driver::verify_command({history_in(folder)}, streams));
}

void apply(const std::filesystem::path& folder, kura::driver::Streams streams) {
  show("status before", kura::runtime::status_command({database_in(folder)}, streams));
  kura::runtime::ApplyOptions options;
  options.database = database_in(folder);
  show("apply, nobody said yes", kura::runtime::apply_command(options, streams));
  options.run.is_confirmed = true;
  show("apply", kura::runtime::apply_command(options, streams));
  show("status", kura::runtime::status_command({database_in(folder)}, streams));
}

/// The same connection that the commands use.
void look(const std::filesystem::path& folder) {
  auto url = kura::db::parse_url("sqlite:" + (folder / "shop.db").string(), {});
  if (!url.ok()) return show("url", 1);
  auto connection = kura::db::connect(url.value());
  if (!connection.ok()) return show(kura::db::to_text(connection.error()).c_str(), 1);
  auto answer = connection.value()->execute("SELECT name FROM pragma_table_info('orders')");
  if (!answer.ok()) return show(kura::db::to_text(answer.error()).c_str(), 1);
  for (const kura::db::Row& row : answer.value().rows) std::cout << "column " << row.at(0).value_or("NULL") << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  std::istringstream in;
  const kura::driver::Streams streams{in, std::cout, std::cerr};
  compile_text(streams);
  migrate(folder, streams);
  apply(folder, streams);
  look(folder);
  kura::driver::TypesOptions types;
  types.dialect = "sqlit";
  show("types", kura::driver::types_command(types, streams));
  std::cout << kura::driver::did_you_mean("sqlit", kura::driver::dialect_names()) << "\n";
  return 0;
}
