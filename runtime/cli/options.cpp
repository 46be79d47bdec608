// Options that several commands share.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/driver/names.h"
#include "runtime/cli/command_line.h"

namespace kura::cli {
namespace {

/// A wrong value on the command line, with what was meant.
std::string unknown_value(const std::string& what, const std::string& given, const std::vector<std::string>& known) {
  std::string suggestion = driver::did_you_mean(given, known);
  if (suggestion.empty()) suggestion = fmt::format("one of: {}", fmt::join(known, ", "));
  return fmt::format("no {} `{}`; {}", what, given, suggestion);
}

void add_order_option(CLI::App& command, Values& values) {
  command
      .add_option("--column-order", values.policy.column_order,
                  "A different order of columns: ignore (default) or keep, which rebuilds")
      ->check(one_of("policy", {"ignore", "keep"}))
      ->type_name("POLICY");
}

}  // namespace

std::string with_dialects(std::string_view text) {
  const std::vector<std::string> names = driver::dialect_names();
  return fmt::format(fmt::runtime(text), names.front(), names.back());
}

std::string check_dialect(const std::string& given) {
  return !driver::dialect_called(given).empty() ? std::string()
                                                : unknown_value("dialect", given, driver::dialect_names());
}

std::function<std::string(const std::string&)> one_of(std::string what, std::vector<std::string> known) {
  return [what = std::move(what), known = std::move(known)](const std::string& given) {
    return std::find(known.begin(), known.end(), given) != known.end() ? std::string()
                                                                       : unknown_value(what, given, known);
  };
}

void add_report_options(CLI::App& command, Values& values, const std::vector<std::string>& formats) {
  const Heading heading(command, "Messages");
  if (formats.size() > 1) {
    command.add_option("--format", values.format, fmt::format("How to print: {}", fmt::join(formats, ", ")))
        ->check(one_of("format", formats))
        ->type_name("FORMAT")
        ->capture_default_str();
  }
  command.add_option("--color", values.color, "Colour: auto, always or never")
      ->check(one_of("colour mode", {"auto", "always", "never"}))
      ->type_name("WHEN")
      ->capture_default_str();
  command.add_flag("--notes", values.notes,
                   "Show notes too: types that are stored wider, constraints that are never checked");
}

void add_target_options(CLI::App& command, Values& values) {
  auto* warehouses = command.add_option("-w,--warehouse", values.warehouses, "Only this warehouse; may be repeated")
                         ->type_name("NAME");
  command.add_option("-d,--dialect", values.dialect, "Compile for this engine instead of the declared warehouses")
      ->check(check_dialect)
      ->type_name("DIALECT")
      ->excludes(warehouses);
  command.add_option("--set", values.parameters, "Give a param another value, NAME=VALUE; may be repeated")
      ->type_name("NAME=VALUE");
  command.add_flag("--deny-warnings", values.deny_warnings, "Fail on warnings too");
}

void add_compile_options(CLI::App& command, Values& values) {
  command.add_option("path", values.path, "A folder (every .schema below it is one project) or one file")
      ->type_name("PATH");
  add_target_options(command, values);
  add_report_options(command, values);
}

void add_state_options(CLI::App& command, Values& values) {
  command
      .add_option("--from", values.from,
                  "The state before: a folder, a .schema file, a .sql file, a database's URL, git:REV, git:REV:PATH or "
                  "`empty`; "
                  "when not given, "
                  "migrations/WAREHOUSE/state.schema if there is one, else `empty`")
      ->type_name("STATE");
  command.add_option("--to", values.to, "The state after")->type_name("STATE")->capture_default_str();
  command
      .add_option(
          "--rename", values.renames,
          "What is called otherwise since, where no `was` says so: KIND:OLD=NEW with table, view, enum, sequence, "
          "column, label, index or constraint, as `column:sales.orders.total=amount`; may be repeated")
      ->type_name("RENAME");
  add_target_options(command, values);
  add_order_option(command, values);
  command.add_option("--color", values.color, "Colour: auto, always or never")
      ->check(one_of("colour mode", {"auto", "always", "never"}))
      ->type_name("WHEN")
      ->capture_default_str();
  command.add_flag("--notes", values.notes, "Show notes too");
}

driver::PlanFormat plan_format(const std::string& name) {
  static const std::map<std::string, driver::PlanFormat> kFormats = {{"text", driver::PlanFormat::text},
                                                                     {"sql", driver::PlanFormat::sql},
                                                                     {"json", driver::PlanFormat::json},
                                                                     {"markdown", driver::PlanFormat::markdown},
                                                                     {"dot", driver::PlanFormat::dot}};
  return kFormats.at(name);
}

driver::ReportOptions report_options(const Values& values, const Environment& environment) {
  static const std::map<std::string, driver::DiagnosticFormat> kFormats = {
      {"text", driver::DiagnosticFormat::text},
      {"json", driver::DiagnosticFormat::json},
      {"sarif", driver::DiagnosticFormat::sarif},
      {"github", driver::DiagnosticFormat::github}};
  const bool automatic = environment.err_is_terminal && !environment.no_color;
  const bool use_color = values.color == "always" || (values.color == "auto" && automatic);
  return {kFormats.at(values.format), use_color, values.notes, values.deny_warnings};
}

driver::CompileOptions compile_options(const Values& values) {
  driver::CompileOptions options;
  options.path = values.path;
  options.warehouses = values.warehouses;
  options.dialect = driver::dialect_called(values.dialect);
  for (const std::string& setting : values.parameters) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
      throw CLI::ValidationError("--set", "`" + setting + "` is not NAME=VALUE");
    options.parameters[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  return options;
}

void add_policy_options(CLI::App& command, Values& values) {
  driver::PolicyOptions& policy = values.policy;
  command.add_option("--destructive", policy.destructive, "Steps that lose data: refuse (default) or allow")
      ->check(one_of("policy", {"refuse", "allow"}))
      ->type_name("POLICY");
  command
      .add_option("--rebuild", policy.rebuild,
                  "Table rebuilds: auto (default, where nothing else does), never or always")
      ->check(one_of("policy", {"auto", "never", "always"}))
      ->type_name("POLICY");
  command
      .add_option("--column-rebuild", policy.column_rebuild,
                  "Add, copy, drop, rename one column instead of a rebuild: never (default) or allow")
      ->check(one_of("policy", {"never", "allow"}))
      ->type_name("POLICY");
  command.add_flag("--keep-old", policy.keeps_old, "Keep the old table of a rebuild");
}

}  // namespace kura::cli
