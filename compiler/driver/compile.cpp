// compile: load, analyse, then lower and prepare each wanted warehouse.
#include "compiler/driver/compile.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/registry.h"
#include "compiler/driver/git_files.h"
#include "compiler/driver/load.h"
#include "compiler/driver/streams.h"
#include "compiler/driver/vocabulary.h"
#include "compiler/lint/settings.h"
#include "compiler/plan/creation.h"
#include "compiler/sema/analyze.h"

namespace kura::driver {
namespace {

using Targets = std::vector<sema::Target>;

std::variant<Targets, CompileFailure> choose_targets(const CompileOptions& options, const sema::Project& project) {
  Targets targets;
  if (!options.dialect.empty()) {
    targets.push_back({nullptr, options.dialect, options.parameters});
    return targets;
  }
  std::vector<std::string> known;
  for (const auto& warehouse : project.warehouses) known.emplace_back(warehouse.name);
  for (const std::string& wanted : options.warehouses) {
    if (std::find(known.begin(), known.end(), wanted) != known.end()) continue;
    std::string message = fmt::format("no warehouse `{}` is declared", wanted);
    if (const std::string suggestion = diag::did_you_mean(wanted, known); !suggestion.empty()) {
      message += "; " + suggestion;
    } else if (!known.empty()) {
      message += fmt::format("; declared are `{}`", fmt::join(known, "`, `"));
    }
    return CompileFailure{message, kUsage};
  }
  for (const auto& warehouse : project.warehouses) {
    const bool is_wanted = options.warehouses.empty() || std::find(options.warehouses.begin(), options.warehouses.end(),
                                                                   warehouse.name) != options.warehouses.end();
    if (is_wanted) targets.push_back({warehouse.decl, {}, options.parameters});
  }
  return targets;
}

void compile_warehouse(const sema::Project& project, const sema::Target& target, const DialectVocabulary& vocabulary,
                       bool keeps_declared, SourceManager& sources, diag::Sink& sink, Compilation& result) {
  const std::string name(target.warehouse != nullptr ? target.warehouse->name.text : std::string_view(target.dialect));
  sink.set_warehouse(name);
  const std::size_t errors_before = sink.error_count();
  CompiledWarehouse compiled{sema::lower(project, target, vocabulary.words(), sources, sink), nullptr, {}};
  compiled.dialect = dialect::find_dialect(compiled.schema.warehouse.dialect);
  if (compiled.dialect == nullptr || sink.error_count() > errors_before) return;
  if (keeps_declared) compiled.declared = compiled.schema;
  dialect::prepare(compiled.schema, *compiled.dialect, sink);
  if (sink.error_count() > errors_before) return;
  plan::report_view_rings(compiled.schema, sink);
  result.warehouses.push_back(std::move(compiled));
}

Result<std::vector<ast::File>> load(const CompileOptions& options, SourceManager& sources, diag::Sink& sink) {
  if (!options.texts.empty()) return load_texts(options.texts, {}, sources, sink);
  if (options.revision.empty()) return load_project(options.path, sources, sink);
  Result<std::vector<GitFile>> files = git_files(options.path, options.revision);
  if (!files.ok()) return Failure{files.error()};
  FileTexts texts;
  for (GitFile& file : files.value()) texts.emplace(std::move(file.path), std::move(file.text));
  return load_texts(texts, options.revision + ":", sources, sink);
}

/// A mistake in what the project says of linting is a mistake in the project.
void check_lint(const sema::Project& project, diag::Sink& sink) {
  lint::read_settings(project.lints, table_names(project), sink);
}

}  // namespace

std::vector<ir::QualifiedName> table_names(const sema::Project& project) {
  std::vector<ir::QualifiedName> names;
  for (const auto& table : project.tables) names.push_back({std::string(table.schema), std::string(table.name)});
  return names;
}

std::variant<Compilation, CompileFailure> compile(const CompileOptions& options, SourceManager& sources,
                                                  diag::Sink& sink) {
  Result<std::vector<ast::File>> files = load(options, sources, sink);
  if (!files.ok()) return CompileFailure{files.error(), kEnvironment};
  const DialectVocabulary vocabulary;
  const auto kept =
      std::make_shared<const sema::Project>(sema::analyze(std::move(files.value()), vocabulary.words(), sink));
  const sema::Project& project = *kept;
  check_lint(project, sink);
  Compilation result;
  if (options.keeps_project) result.project = kept;
  result.declares_warehouses = !project.warehouses.empty();
  const std::variant<Targets, CompileFailure> chosen = choose_targets(options, project);
  if (const auto* failure = std::get_if<CompileFailure>(&chosen)) return *failure;
  for (const sema::Target& target : std::get<Targets>(chosen)) {
    compile_warehouse(project, target, vocabulary, options.keeps_declared, sources, sink, result);
  }
  if (std::get<Targets>(chosen).empty()) {
    // No warehouse: what does not depend on one is checked all the same.
    ir::Schema schema = sema::lower(project, {nullptr, {}, options.parameters}, vocabulary.words(), sources, sink);
    if (!sink.has_errors()) plan::report_view_rings(schema, sink);
    if (options.keeps_project) result.portable = std::move(schema);
  }
  sink.set_warehouse({});
  return result;
}

}  // namespace kura::driver
