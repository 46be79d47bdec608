// The command line, one function a command.
#include "runtime/cli/cli.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/driver/names.h"
#include "runtime/cli/command_line.h"
#include "runtime/cli/completion.h"
#include "runtime/cli/help.h"

namespace kura::cli {
namespace {

using driver::Streams;

// {0} and {1} are two dialects: which ones there are is the registry's business.
constexpr std::string_view kFooter = R"(Examples:
  kura init                           write a first schema into this folder
  kura check                          check every .schema file below this folder
  kura lint --fix                     look for what compiles and is not wise, mend what is safe
  kura build -w prod                  print the DDL of the warehouse `prod`
  kura build shop.schema -d {1}    compile one file for an engine, whatever it declares
  kura build -o ddl                   write ddl/WAREHOUSE.sql for every warehouse
  kura plan --from git:HEAD -w prod   show the migration from the last commit to what the files say now
  kura diff --from git:HEAD           list what is different; exit with 1 when something is
  kura migrate "add region"           write that migration into migrations/WAREHOUSE
  kura verify                         hold the migrations to what the project declares
  kura apply -w prod                  carry out what is not applied yet, or go on where a run was cut off
  kura status                         what is applied, pending, failed and drifted
  kura fmt --check                    fail when a file is not in the canonical layout
  kura explain KURA0203               what a diagnostic means and how to mend it

Exit codes:
  0    done, or nothing to do
  1    the schema or the migrations have errors; or `fmt --check`, `diff`, `status` or `drift` found something
  2    the command line is wrong
  3    a file cannot be read or written
  4    refused: by the policy of a plan, by the state of the database, or because nobody said yes
  5    the database failed: no connection, no lock, a statement
  130  stopped by Ctrl-C)";

}  // namespace

CommandLine::CommandLine(Streams streams, const Environment& environment)
    : streams_(streams), environment_(environment) {
  app_.name("kura");
  app_.formatter(help_formatter());
  app_.description("Kura compiles warehouse schemas (.schema files) to DDL, plans migrations and carries them out.");
  app_.footer(with_dialects(kFooter));
  app_.set_version_flag("--version", "kura " KURA_VERSION, "Print the version");
  app_.require_subcommand(1);
  app_.set_help_flag("-h,--help", "Print this help");
  add_check();
  add_lint();
  add_build();
  add_plan();
  add_diff();
  add_format();
  add_types();
  add_explain();
  add_init();
  add_import();
  add_completion();
  add_migration_commands();
  add_database_commands();
}

int CommandLine::run(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
    return action_();
  } catch (const CLI::ParseError& error) {
    return finish(error);
  }
}

CLI::App* CommandLine::add(const char* name, const char* description, std::string_view examples, Action action) {
  CLI::App* command = app_.add_subcommand(name, description);
  command->footer(with_dialects(examples));
  command->group(group_);
  command->callback([this, action = std::move(action)] { action_ = action; });
  return command;
}

int CommandLine::finish(const CLI::ParseError& error) {
  if (error.get_exit_code() == 0) {
    app_.exit(error, streams_.out, streams_.err);
    return driver::kOk;
  }
  streams_.err << "kura: error: " << message_of(error) << "\n"
               << "`kura --help` lists the commands and options\n";
  return driver::kUsage;
}

/// A mistyped command or option gets a suggestion.
std::string CommandLine::message_of(const CLI::ParseError& error) const {
  const std::vector<std::string> rest = app_.remaining(true);
  const CLI::App* chosen = app_.get_subcommands().empty() ? &app_ : app_.get_subcommands().front();
  std::vector<std::string> known;
  if (chosen == &app_) {
    for (const CLI::App* command : app_.get_subcommands({})) known.push_back(command->get_name());
  }
  for (const CLI::Option* option : chosen->get_options()) {
    for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  }
  for (const std::string& word : rest) {
    const std::string suggestion = driver::did_you_mean(word, known);
    if (!suggestion.empty()) return fmt::format("`{}` is not known here; {}", word, suggestion);
  }
  if (!rest.empty()) return fmt::format("`{}` is not known here", rest.front());
  return error.what();
}

void CommandLine::add_check() {
  auto* command =
      add("check", "Check a project and say what is wrong", "Example:\n  kura check warehouse --format github", [this] {
        return driver::check_command({compile_options(values_), report()}, streams_);
      });
  add_compile_options(*command, values_);
}

void CommandLine::add_build() {
  auto* command =
      add("build", "Compile a project to DDL",
          "Examples:\n  kura build -w prod > prod.sql\n  kura build -o ddl --split\n  kura build -d {0} tpch.schema",
          [this] {
            return driver::build_command({compile_options(values_), report(), values_.output, values_.split}, streams_);
          });
  add_compile_options(*command, values_);
  command->add_option("-o,--output", values_.output, "Write FOLDER/WAREHOUSE.sql instead of printing")
      ->type_name("FOLDER");
  command->add_flag("--split", values_.split, "With --output: one file an object, in FOLDER/WAREHOUSE/");
}

bool CommandLine::use_color_on_out() const {
  return values_.color == "always" ||
         (values_.color == "auto" && environment_.out_is_terminal && !environment_.no_color);
}

driver::PlanOptions CommandLine::plan_options() const {
  driver::PlanOptions options;
  options.compile = compile_options(values_);
  const auto colors = [&](bool is_terminal) {
    return values_.color == "always" || (values_.color == "auto" && is_terminal && !environment_.no_color);
  };
  options.report = {driver::DiagnosticFormat::text, colors(environment_.err_is_terminal), values_.notes,
                    values_.deny_warnings};
  const bool has_states = values_.states.size() == 2;
  options.from = has_states ? values_.states[0] : values_.from;
  options.to = has_states ? values_.states[1] : values_.to;
  options.format = plan_format(values_.format);
  options.use_color = colors(environment_.out_is_terminal);
  options.shows_undo = values_.undo;
  options.policy = values_.policy;
  options.renames = values_.renames;
  options.database = runtime::reader_of_databases(environment_.surroundings, 10'000);
  return options;
}

void CommandLine::add_plan() {
  auto* command = add("plan", "Show the migration between two states",
                      "Examples:\n  kura plan --from git:HEAD -w prod\n  kura plan --from empty --format sql -d {0}\n"
                      "  kura plan --from old --to new --destructive allow --format json > plan.json",
                      [this] { return driver::plan_command(plan_options(), streams_); });
  add_state_options(*command, values_);
  command->add_option("--format", values_.format, "How to print the plan: text, sql, json, markdown or dot")
      ->check(one_of("format", {"text", "sql", "json", "markdown", "dot"}))
      ->type_name("FORMAT")
      ->capture_default_str();
  add_policy_options(*command, values_);
  command->add_flag("--undo", values_.undo, "Show the way back too; with --format sql only the way back");
}

void CommandLine::add_diff() {
  auto* command = add("diff", "List what is different between two states",
                      "Examples:\n  kura diff --from git:HEAD\n  kura diff old.schema new.schema -d {0} && echo same\n"
                      "  kura diff old.sql new.sql -d {0}",
                      [this] { return driver::diff_command(plan_options(), streams_); });
  command->add_option("states", values_.states, "The state before and the one after, instead of --from and --to")
      ->type_name("STATE")
      ->expected(2);
  add_state_options(*command, values_);
  for (const char* option : {"--from", "--to"}) command->get_option("states")->excludes(command->get_option(option));
}

void CommandLine::add_format() {
  auto* command = add("fmt", "Rewrite .schema files in the canonical layout",
                      "Examples:\n  kura fmt\n  kura fmt --check warehouse\n  kura fmt - < shop.schema", [this] {
                        if (values_.paths.empty()) values_.paths.emplace_back(".");
                        return driver::format_command({values_.paths, values_.check, report()}, streams_);
                      });
  command->add_option("paths", values_.paths, "Files or folders; `-` reads standard input and prints")
      ->type_name("PATH");
  command->add_flag("--check", values_.check, "Change nothing; exit with 1 when a file would change");
  add_report_options(*command, values_);
}

void CommandLine::add_types() {
  auto* command = add("types", "Show every portable type and what each engine makes of it",
                      "Example:\n  kura types -d {0}", [this] {
                        return driver::types_command({values_.dialect, values_.markdown}, streams_);
                      });
  command->add_option("-d,--dialect", values_.dialect, "Only this engine, with notes")
      ->check(check_dialect)
      ->type_name("DIALECT");
  command->add_flag("--markdown", values_.markdown, "Print a Markdown table");
}

void CommandLine::add_explain() {
  auto* command = add("explain", "Explain a diagnostic code", "Example:\n  kura explain KURA0203",
                      [this] { return driver::explain_command({values_.code}, streams_); });
  command->add_option("code", values_.code, "The code, as diagnostics print it; without one, a list of all")
      ->type_name("CODE");
}

void CommandLine::add_init() {
  auto* command = add("init", "Write a first schema", "Example:\n  kura init warehouse --dialect {0}", [this] {
    const std::string dialect = values_.dialect.empty() ? driver::dialect_names().back() : values_.dialect;
    return driver::init_command({values_.path, dialect}, streams_);
  });
  command->add_option("folder", values_.path, "Where; made when it does not exist")->type_name("FOLDER");
  command->add_option("-d,--dialect", values_.dialect, "The engine of the warehouse in it")
      ->check(check_dialect)
      ->type_name("DIALECT");
}

void CommandLine::add_completion() {
  auto* command = add("completion", "Print a completion script for a shell",
                      "Example:\n  eval \"$(kura completion bash)\"", [this] {
                        streams_.out << completion_script(app_, values_.shell);
                        return driver::kOk;
                      });
  command->add_option("shell", values_.shell, "bash, zsh or fish")
      ->required()
      ->check(one_of("shell", {"bash", "zsh", "fish"}))
      ->type_name("SHELL");
}

int run(int argc, const char* const* argv, Streams streams, const Environment& environment) {
  return CommandLine(streams, environment).run(argc, argv);
}

}  // namespace kura::cli
