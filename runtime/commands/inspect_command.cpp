// `kura inspect`: a database as a project.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/driver/declaration_files.h"
#include "compiler/driver/foreign_states.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"
#include "compiler/present/words.h"
#include "runtime/commands/database_reader.h"
#include "runtime/db/url.h"

namespace kura::runtime {
namespace {

namespace fs = std::filesystem;

driver::FileSplit split_of(const std::string& word) {
  if (word == "by-schema") return driver::FileSplit::by_schema;
  return word == "by-table" ? driver::FileSplit::by_table : driver::FileSplit::one;
}

/// Files of another inspection are written over; anything else that is in the way stays.
int write(const std::map<std::string, std::string>& files, const fs::path& folder, driver::Streams streams) {
  for (const auto& [path, text] : files) {
    const Result<bool> written = driver::write_file(folder / path, text);
    if (!written.ok()) return driver::fail(streams, written.error(), driver::kEnvironment);
    streams.out << fmt::format("wrote {}\n", (folder / path).string());
  }
  return driver::kOk;
}

/// Its address is only written when it holds no secret, or holds it as `${NAME}`.
raise::RaisedObject warehouse_of(const std::string& name, std::string_view dialect, const InspectOptions& options) {
  const db::Outcome<db::Url> url = db::parse_url(options.url, options.surroundings.environment);
  const bool is_open = url.ok() && (url.value().password.empty() || options.url.find("${") != std::string::npos);
  const std::string address = options.writes_address && is_open ? fmt::format("\n  url = \"{}\";\n", options.url) : " ";
  return {"warehouse", {"", name}, fmt::format("warehouse {} : {} {{{}}}\n", name, dialect, address)};
}

void list(const std::vector<std::string>& unstated, driver::Streams streams) {
  if (unstated.empty()) return;
  streams.err << fmt::format("{} of the database no `.schema` can say:\n", present::counted(unstated.size(), "object"));
  for (const std::string& line : unstated) streams.err << "  " << line << "\n";
}

}  // namespace

int inspect_command(const InspectOptions& options, driver::Streams streams) {
  const driver::DatabaseReader reader = database_reader(options.surroundings, options.connect_timeout, options.schemas);
  if (!reader.is_address(options.url)) {
    return driver::fail(streams,
                        fmt::format("`{}` is no address of a database; `kura import` reads files of SQL", options.url),
                        driver::kUsage);
  }
  driver::CompileOptions compile;
  compile.dialect = options.dialect;
  SourceManager sources;
  diag::Sink sink;
  auto read = driver::read_foreign_objects({options.url, compile, {options.include, options.exclude}}, reader, nullptr,
                                           sources, sink);
  if (const auto* failure = std::get_if<driver::CompileFailure>(&read))
    return driver::fail(streams, failure->message, failure->exit_code);
  driver::ForeignObjects& found = std::get<driver::ForeignObjects>(read);
  const std::string name = options.warehouse.empty() ? std::string(found.dialect->name) : options.warehouse;
  for (raise::RaisedObject& object : found.objects) {
    if (object.kind == "warehouse") object = warehouse_of(name, found.dialect->name, options);
  }
  // What a person still has to settle: the compiler may be stricter than the server.
  if (auto compiled = driver::compile_text(raise::assemble(found.objects), name + ".schema", sources, sink);
      std::holds_alternative<driver::CompileFailure>(compiled)) {
    return driver::fail(streams, std::get<driver::CompileFailure>(compiled).message,
                        std::get<driver::CompileFailure>(compiled).exit_code);
  }
  driver::ReportOptions report_options = options.report;
  report_options.show_notes = true;
  report(sink, sources, report_options, streams.err);
  list(found.unstated, streams);
  const auto files =
      declaration_files(found.objects, options.output.empty() ? driver::FileSplit::one : split_of(options.split), name);
  if (!options.output.empty()) {
    if (const int code = write(files, options.output, streams); code != driver::kOk) return code;
  } else {
    streams.out << files.begin()->second;
  }
  return sink.has_errors() ? driver::kSchemaErrors : driver::kOk;
}

}  // namespace kura::runtime
