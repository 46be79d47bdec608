// `kura import`.
#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <iterator>
#include <ostream>

#include "compiler/dialect/registry.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"
#include "compiler/import/import.h"
#include "compiler/raise/raise.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

std::string list_of_dialects() {
  std::string list;
  for (const dialect::Dialect* dialect : dialect::all_dialects())
    list += (list.empty() ? "" : ", ") + std::string(dialect->name);
  return list;
}

/// The place of every object among its kind, as the statements stood.
std::map<std::pair<std::string, ir::QualifiedName>, std::size_t> places_of(const ir::Schema& schema) {
  std::map<std::pair<std::string, ir::QualifiedName>, std::size_t> places;
  const auto add = [&](const std::string& kind, const auto& objects) {
    for (const auto& object : objects) places.emplace(std::pair(kind, object.name), places.size());
  };
  add("enum", schema.enums);
  add("sequence", schema.sequences);
  add("external", schema.externals);
  add("table", schema.tables);
  add("view", schema.views);
  add("materialized view", schema.views);
  return places;
}

/// The text of a schema, its objects in the order in which they were created.
std::string text_of(const ir::Schema& schema) {
  std::vector<raise::RaisedObject> objects = raise::raise_objects(schema);
  const auto places = places_of(schema);
  const auto place_of = [&](const raise::RaisedObject& object) {
    const auto found = places.find({object.kind, object.name});
    return found == places.end() ? std::size_t{0} : found->second;
  };
  // Only within a kind: `raise` has them in the order in which a file is read best.
  for (auto begin = objects.begin(); begin != objects.end();) {
    const auto end = std::find_if(begin, objects.end(), [&](const auto& it) { return it.kind != begin->kind; });
    std::stable_sort(begin, end, [&](const auto& left, const auto& right) { return place_of(left) < place_of(right); });
    begin = end;
  }
  return raise::assemble(objects);
}

class ImportRun {
 public:
  ImportRun(const ImportOptions& options, const dialect::Dialect& dialect, Streams streams)
      : options_(options), dialect_(dialect), streams_(streams) {}

  int run() {
    std::vector<BufferId> texts;
    for (const std::string& file : options_.files) {
      const Result<std::string> text = file == "-" ? standard_input() : read_file(file);
      if (!text.ok()) return fail(streams_, text.error(), kEnvironment);
      texts.push_back(sources_.add(file == "-" ? "<stdin>" : file, text.value()));
    }
    const std::string name = options_.warehouse.empty() ? std::string(dialect_.name) : options_.warehouse;
    const std::string text = text_of(import::read(texts, dialect_, name, sources_, sink_));
    const fs::path path = options_.output.empty() ? fs::path("<import>") : options_.output / (name + ".schema");
    check(text, path.string());
    const int written = write(text, path);
    if (written != kOk) return written;
    ReportOptions report_options = options_.report;
    report_options.show_notes = true;
    const bool is_text = report_options.format == DiagnosticFormat::text;
    report(sink_, sources_, report_options, is_text || options_.output.empty() ? streams_.err : streams_.out);
    return exit_code(sink_, report_options);
  }

 private:
  Result<std::string> standard_input() { return std::string(std::istreambuf_iterator<char>(streams_.in), {}); }

  /// What a person still has to settle: what was read is an error where the compiler is stricter than the server.
  void check(const std::string& text, const std::string& name) {
    CompileOptions options;
    options.texts = {{name, text}};
    diag::Sink mistakes;
    compile(options, sources_, mistakes);
    for (diag::Diagnostic& diagnostic : mistakes.sorted()) {
      if (diagnostic.kind->severity == diag::Severity::error) sink_.add(std::move(diagnostic));
    }
  }

  int write(const std::string& text, const fs::path& path) {
    if (options_.output.empty()) {
      streams_.out << text;
      return kOk;
    }
    std::error_code error;
    fs::create_directories(options_.output, error);
    const Result<bool> written = write_file(path, text);
    return written.ok() ? kOk : fail(streams_, written.error(), kEnvironment);
  }

  const ImportOptions& options_;
  const dialect::Dialect& dialect_;
  Streams streams_;
  SourceManager sources_;
  diag::Sink sink_;
};

}  // namespace

int import_command(const ImportOptions& options, Streams streams) {
  const dialect::Dialect* dialect = dialect::find_dialect(options.dialect);
  if (dialect == nullptr) {
    return fail(streams, fmt::format("no dialect is named `{}`; there are {}", options.dialect, list_of_dialects()),
                kUsage);
  }
  return ImportRun(options, *dialect, streams).run();
}

}  // namespace kura::driver
