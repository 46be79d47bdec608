// `kura lint`.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "compiler/driver/canonical_text.h"
#include "compiler/driver/lint_input.h"
#include "compiler/driver/load.h"
#include "compiler/lint/lint.h"

namespace kura::driver {
namespace {

// Each pass mends what no other edit overlaps; more passes than this would be a rule that mends nothing.
constexpr int kMostPasses = 20;

/// Only the rules that were asked for; one that is off is a warning then.
void choose_rules(const std::vector<std::string>& names, lint::Settings& settings) {
  if (names.empty()) return;
  for (const lint::Rule& rule : lint::all_rules()) {
    const bool is_wanted = std::find(names.begin(), names.end(), rule.name) != names.end();
    lint::Level& level = settings.level(rule.id);
    if (!is_wanted) level = lint::Level::off;
    if (is_wanted && level == lint::Level::off) level = lint::Level::warning;
  }
}

class Linter {
 public:
  Linter(const LintOptions& options, Streams streams) : options_(options), streams_(streams) {}

  int run() {
    for (int pass = 0;; ++pass) {
      SourceManager sources;
      diag::Sink sink;
      auto read = read_lint_project(options_, sources, sink);
      if (const auto* failure = std::get_if<CompileFailure>(&read))
        return fail(streams_, failure->message, failure->exit_code);
      auto& project = std::get<std::optional<LintProject>>(read);
      if (!project) return finish(sink, sources, 0);
      choose_rules(options_.rules, project->settings);
      diag::Sink findings;
      const lint::Report report = lint::run(project->input, project->settings, findings);
      if (options_.fixes && pass < kMostPasses) {
        const Result<bool> changed = fix(report, sources);
        if (!changed.ok()) return fail(streams_, changed.error(), kEnvironment);
        if (changed.value()) continue;
      }
      report.add_to(findings);
      return finish(findings, sources, project->input.own.size());
    }
  }

 private:
  int finish(const diag::Sink& sink, const SourceManager& sources, std::size_t files) {
    const bool is_text = options_.history.report.format == DiagnosticFormat::text;
    report(sink, sources, options_.history.report, is_text ? streams_.err : streams_.out);
    const int code = exit_code(sink, options_.history.report);
    const bool is_clean = code == kOk && sink.sorted().empty();
    if (is_text && is_clean)
      streams_.out << fmt::format("ok: {} {}, nothing to say\n", files, files == 1 ? "file" : "files");
    return code;
  }

  /// True when a file was changed: what is left is found in the next pass.
  Result<bool> fix(const lint::Report& report, const SourceManager& sources) {
    std::map<BufferId, std::vector<lint::Edit>> edits;
    for (const lint::Finding& finding : report.findings) {
      for (const lint::Edit& edit : finding.fix) {
        std::vector<lint::Edit>& known = edits[edit.at.buffer];
        if (std::find(known.begin(), known.end(), edit) == known.end()) known.push_back(edit);
      }
    }
    for (const auto& [buffer, wanted] : edits) {
      const std::string before(sources.text(buffer));
      std::vector<lint::Edit> done;
      std::string after = lint::apply(before, wanted, done);
      // A file in the canonical layout stays in it.
      if (canonical_text(before) == before) after = canonical_text(after).value_or(after);
      const Result<bool> written = write_file(std::filesystem::path(sources.name(buffer)), after);
      if (!written.ok()) return written;
      tell(report, done, sources);
    }
    return !edits.empty();
  }

  void tell(const lint::Report& report, const std::vector<lint::Edit>& done, const SourceManager& sources) {
    std::ostream& out = options_.history.report.format == DiagnosticFormat::text ? streams_.out : streams_.err;
    for (const lint::Edit& edit : done) {
      const auto found = std::find_if(report.findings.begin(), report.findings.end(), [&](const lint::Finding& it) {
        return std::find(it.fix.begin(), it.fix.end(), edit) != it.fix.end();
      });
      const SourceRange at = found->diagnostic.at;
      const lint::Rule& rule = lint::all_rules()[static_cast<std::size_t>(found->rule)];
      out << fmt::format("fixed {}:{}: {} ({})\n", sources.name(at.buffer), sources.position(at.buffer, at.begin).line,
                         found->fixed, rule.name);
    }
  }

  const LintOptions& options_;
  Streams streams_;
};

}  // namespace

int lint_command(const LintOptions& options, Streams streams) {
  return Linter(options, streams).run();
}

int lint_list_command(bool as_markdown, Streams streams) {
  streams.out << (as_markdown ? lint::rules_markdown() : lint::rules_text());
  return kOk;
}

}  // namespace kura::driver
