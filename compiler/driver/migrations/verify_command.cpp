// `kura verify`: files, sum, order, states and project, all without a database.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/diag/kinds.h"
#include "compiler/driver/migrations/planning.h"
#include "compiler/present/words.h"

namespace kura::driver {
namespace {

using migrations::History;

class Verifier {
 public:
  Verifier(const VerifyOptions& options, WarehouseFolder& warehouse, SourceManager& sources, diag::Sink& sink)
      : options_(options), warehouse_(warehouse), sources_(sources), sink_(sink) {}

  /// Everything that can be wrong goes into the sink.
  void run();
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void replan(const History& history);
  void compare_with_project(const History& history);

  const VerifyOptions& options_;
  WarehouseFolder& warehouse_;
  SourceManager& sources_;
  diag::Sink& sink_;
  std::size_t count_ = 0;
};

void Verifier::replan(const History& history) {
  for (const std::size_t place : planned_differently(history, warehouse_, options_.replanned, sources_, sink_)) {
    sink_.report(diag::migration_replanned_differently, {warehouse_.folder.files[place].buffer, 0, 0},
                 {history.migrations[place].id});
  }
}

void Verifier::compare_with_project(const History& history) {
  if (history.state.text() == warehouse_.declared.text()) return;
  const SourceRange at = warehouse_.folder.state ? SourceRange{*warehouse_.folder.state, 0, 0} : SourceRange{};
  auto& diagnostic = sink_.report(diag::project_ahead, at, {warehouse_.folder.warehouse});
  const migrations::StateDelta changed = migrations::delta(history.state, warehouse_.declared);
  for (const migrations::ObjectState& object : changed.objects) {
    diagnostic.notes.push_back(
        fmt::format("{} {}", object.key, history.state.find(object.key) == nullptr ? "is new" : "is different"));
  }
  for (const std::string& key : changed.gone) diagnostic.notes.push_back(key + " is gone");
}

void Verifier::run() {
  const std::optional<History> history = migrations::read_history(warehouse_.folder, sources_, sink_);
  // Each later finding would follow from those.
  if (!history || sink_.has_errors()) return;
  count_ = history->migrations.size();
  replan(*history);
  compare_with_project(*history);
}

}  // namespace

int verify_command(const VerifyOptions& options, Streams streams) {
  SourceManager sources;
  diag::Sink sink;
  std::variant<Workspace, int> opened = open_workspace(options.history, sources, sink, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  Workspace& workspace = std::get<Workspace>(opened);
  // What `kura check` warns of is its business.
  diag::Sink findings;
  std::string good;
  for (WarehouseFolder& warehouse : workspace.warehouses) {
    diag::Sink own;
    Verifier verifier(options, warehouse, sources, own);
    verifier.run();
    for (const diag::Diagnostic& diagnostic : own.sorted()) findings.add(diagnostic);
    if (own.has_errors()) continue;
    good += fmt::format("ok: {}: {}, whole and up to date\n", warehouse.folder.warehouse,
                        present::counted(verifier.count(), "migration"));
  }
  for (const std::string& name : workspace.undeclared) findings.report(diag::warehouse_undeclared, {}, {name});
  const bool is_text = options.history.report.format == DiagnosticFormat::text;
  report(findings, sources, options.history.report, is_text ? streams.err : streams.out);
  if (is_text) streams.out << good;
  return exit_code(findings, options.history.report);
}

}  // namespace kura::driver
