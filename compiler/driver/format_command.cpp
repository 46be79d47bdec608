// `kura fmt`.
#include <fmt/format.h>

#include <istream>
#include <iterator>
#include <optional>
#include <ostream>

#include "compiler/driver/commands.h"
#include "compiler/driver/load.h"
#include "compiler/driver/report.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace kura::driver {
namespace {

/// One run over some files: what is wrong is collected, what is right is written.
class Formatter {
 public:
  Formatter(const FormatOptions& options, Streams streams) : options_(options), streams_(streams) {}

  int format_standard_input() {
    const std::string text{std::istreambuf_iterator<char>(streams_.in), std::istreambuf_iterator<char>()};
    const auto formatted = format("<stdin>", text);
    if (!formatted) return kOk;
    if (options_.is_check) return note_difference("<stdin>", *formatted != text);
    streams_.out << *formatted;
    return kOk;
  }

  int format_file(const std::filesystem::path& path) {
    Result<std::string> text = read_file(path);
    if (!text.ok()) return fail(streams_, text.error(), kEnvironment);
    const auto formatted = format(path.string(), text.value());
    if (!formatted || *formatted == text.value()) return kOk;
    if (options_.is_check) return note_difference(path.string(), true);
    const Result<bool> written = write_file(path, *formatted);
    if (!written.ok()) return fail(streams_, written.error(), kEnvironment);
    streams_.out << "formatted " << path.string() << "\n";
    return kOk;
  }

  /// Prints the mistakes of all files and gives the exit code of the run.
  int finish() {
    report(sink_, sources_, options_.report,
           options_.report.format == DiagnosticFormat::text ? streams_.err : streams_.out);
    return sink_.has_errors() || differs_ ? kSchemaErrors : kOk;
  }

 private:
  /// Empty when the text does not parse: a file with mistakes is left as it is.
  std::optional<std::string> format(const std::string& name, const std::string& text) {
    const std::size_t errors_before = sink_.error_count();
    const BufferId buffer = sources_.add(name, text);
    const ast::File file = parse::parse(sources_, buffer, sink_, {.keep_comments = true});
    if (sink_.error_count() > errors_before) return std::nullopt;
    return format::format(file, sources_);
  }

  int note_difference(const std::string& name, bool differs) {
    if (!differs) return kOk;
    differs_ = true;
    streams_.out << "would format " << name << "\n";
    return kOk;
  }

  const FormatOptions& options_;
  Streams streams_;
  SourceManager sources_;
  diag::Sink sink_;
  bool differs_ = false;
};

}  // namespace

int format_command(const FormatOptions& options, Streams streams) {
  Formatter formatter(options, streams);
  for (const std::string& path : options.paths) {
    if (path == "-") {
      if (const int code = formatter.format_standard_input(); code != kOk) return code;
      continue;
    }
    const auto files = schema_files(path);
    if (!files.ok()) return fail(streams, files.error(), kEnvironment);
    for (const std::filesystem::path& file : files.value()) {
      if (const int code = formatter.format_file(file); code != kOk) return code;
    }
  }
  return formatter.finish();
}

}  // namespace kura::driver
