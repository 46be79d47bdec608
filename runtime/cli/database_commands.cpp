// The commands that need a database.
#include "runtime/cli/command_line.h"

namespace kura::cli {
namespace {

// The command line counts in seconds, the commands in milliseconds.
constexpr double kSecond = 1'000;

std::int64_t milliseconds(double seconds) {
  return static_cast<std::int64_t>(seconds * kSecond);
}

CLI::Option* add_seconds(CLI::App& command, const char* name, double& value, const char* description) {
  return command.add_option(name, value, description)->type_name("SECONDS")->check(CLI::NonNegativeNumber);
}

}  // namespace

void CommandLine::add_database_commands() {
  group_ = "Databases";
  add_apply();
  add_status();
  add_rollback();
  add_repair();
  add_clean();
  add_refresh();
  add_inspect();
  add_drift();
}

void CommandLine::add_database_options(CLI::App& command, const std::vector<std::string>& formats) {
  {
    const Heading heading(command, "Database");
    command
        .add_option("--url", values_.url,
                    "Where the database is; ${NAME} stands for a variable of the environment. When not given, the "
                    "warehouse's setting `url`")
        ->type_name("URL");
    add_seconds(command, "--connect-timeout", values_.connect_timeout, "How long to wait for a connection")
        ->capture_default_str();
  }
  add_history_options(command, formats);
}

void CommandLine::add_run_options(CLI::App& command) {
  command.add_flag("-y,--yes", values_.yes, "Do not ask");
  const Heading heading(command, "Limits");
  add_seconds(command, "--lock-wait", values_.lock_wait, "How long to wait for another run of Kura to end")
      ->capture_default_str();
}

void CommandLine::add_statement_options(CLI::App& command) {
  command.add_flag("--dry-run", values_.dry_run, "Show what would be done, do nothing");
  command.add_flag("--force", values_.force,
                   "Go on although the database is not as Kura left it; what is there afterwards is taken for right");
  const Heading heading(command, "Limits");
  add_seconds(command, "--lock-timeout", values_.lock_timeout,
              "How long a statement waits for a lock; when not given, what the migration says");
  add_seconds(command, "--statement-timeout", values_.statement_timeout,
              "How long a statement may take; when not given, what the migration says");
  command
      .add_option("--retries", values_.retries,
                  "How often to repeat what failed without having done anything: locks, deadlocks, conflicts")
      ->type_name("N")
      ->capture_default_str();
}

runtime::DatabaseOptions CommandLine::database_options() const {
  runtime::DatabaseOptions options;
  options.history = history_options();
  // `--format` is what the command itself prints.
  options.history.report.format = driver::DiagnosticFormat::text;
  options.url = values_.url;
  options.connect_timeout = milliseconds(values_.connect_timeout);
  options.use_color = use_color_on_out();
  options.surroundings = environment_.surroundings;
  return options;
}

runtime::RunOptions CommandLine::run_options() const {
  runtime::RunOptions options;
  options.is_confirmed = values_.yes;
  options.is_forced = values_.force;
  options.lock_wait = milliseconds(values_.lock_wait);
  options.lock_timeout = milliseconds(values_.lock_timeout);
  options.statement_timeout = milliseconds(values_.statement_timeout);
  options.retries = values_.retries;
  return options;
}

void CommandLine::add_apply() {
  auto* command =
      add("apply", "Carry out the migrations that are not applied yet, or go on where a run was cut off",
          "Examples:\n  kura apply -w prod --dry-run\n  kura apply --url 'scheme://user:${{PASSWORD}}@host/database' "
          "--yes\n"
          "  kura apply --to 12\n  kura apply --plan plan.json",
          [this] {
            return runtime::apply_command(
                {database_options(), run_options(), values_.to_migration, values_.plan, values_.dry_run, values_.mark},
                streams_);
          });
  auto* to =
      command
          ->add_option("--to", values_.to_migration, "The last migration to apply: its number, its id or a part of it")
          ->type_name("MIGRATION");
  auto* plan =
      command
          ->add_option("--plan", values_.plan, "Apply this plan (`kura plan --format json`) instead of the migrations")
          ->type_name("FILE")
          ->excludes(to);
  command
      ->add_flag("--mark", values_.mark,
                 "Write down that they are applied, run nothing: for what the database has already")
      ->excludes(plan);
  add_run_options(*command);
  add_statement_options(*command);
  add_database_options(*command);
}

void CommandLine::add_status() {
  auto* command =
      add("status",
          "Show what is applied, pending, failed and drifted; exit with 1 unless all is applied and as it was left",
          "Examples:\n  kura status\n  kura status -w prod --format json", [this] {
            return runtime::status_command({database_options(), values_.format == "json"}, streams_);
          });
  add_database_options(*command, {"text", "json"});
}

void CommandLine::add_rollback() {
  auto* command = add("rollback", "Take the last migration back, or all after one",
                      "Examples:\n  kura rollback --dry-run\n  kura rollback --to 11\n  kura rollback --to 0", [this] {
                        return runtime::rollback_command(
                            {database_options(), run_options(), values_.to_migration, values_.dry_run}, streams_);
                      });
  auto* to = command->add_option("--to", values_.to_migration, "The migration that stays as the last one; 0 for none")
                 ->type_name("MIGRATION");
  command->add_flag("--last", values_.last, "Only the last one, as when nothing is said")->excludes(to);
  add_run_options(*command);
  add_statement_options(*command);
  add_database_options(*command);
}

void CommandLine::add_repair() {
  auto* command =
      add("repair", "Show how far a run came that was cut off; say of a step that it is done, or is not",
          "Examples:\n  kura repair\n  kura repair --done 3 --yes\n  kura repair --undone 2", [this] {
            return runtime::repair_command(
                {database_options(), run_options(), values_.done, values_.undone, values_.unlock}, streams_);
          });
  command->add_option("--done", values_.done, "The step that was carried out by hand")
      ->type_name("STEP")
      ->check(CLI::PositiveNumber);
  command->add_option("--undone", values_.undone, "The step that was taken back by hand, and is to be run again")
      ->type_name("STEP")
      ->check(CLI::PositiveNumber);
  command->add_flag("--unlock", values_.unlock,
                    "End the lease of a run that is no more, on engines whose sessions hold no lock");
  add_run_options(*command);
  add_database_options(*command);
}

void CommandLine::add_clean() {
  auto* command = add("clean", "Drop the old tables that rebuilds have kept (`--keep-old`)",
                      "Examples:\n  kura clean --dry-run\n  kura clean --yes", [this] {
                        return runtime::clean_command({database_options(), run_options(), values_.dry_run}, streams_);
                      });
  command->add_flag("--dry-run", values_.dry_run, "Show what would be dropped, do nothing");
  add_run_options(*command);
  add_database_options(*command);
}

void CommandLine::add_refresh() {
  auto* command = add("refresh", "Bring materialized views up to date, those first that others read",
                      "Examples:\n  kura refresh\n  kura refresh daily_usage", [this] {
                        return runtime::refresh_command({database_options(), values_.paths}, streams_);
                      });
  command->add_option("views", values_.paths, "Only these; when not given, all that the project declares")
      ->type_name("VIEW");
  add_database_options(*command);
}

void CommandLine::add_inspect() {
  auto* command = add(
      "inspect", "Read a database's catalog into .schema files",
      "Examples:\n  kura inspect 'scheme://user@host/database' -o warehouse\n"
      "  kura inspect 'scheme:file' --exclude 'tmp_*'\n  kura inspect '${{PROD_URL}}' -o warehouse --split by-table",
      [this] {
        runtime::InspectOptions options;
        options.url = values_.url;
        options.dialect = values_.dialect;
        options.warehouse = values_.name;
        options.output = values_.output;
        options.schemas = values_.schemas;
        options.include = values_.include;
        options.exclude = values_.exclude;
        options.split = values_.split_by;
        options.connect_timeout = milliseconds(values_.connect_timeout);
        options.report = report();
        options.surroundings = environment_.surroundings;
        return runtime::inspect_command(options, streams_);
      });
  command->add_option("url", values_.url, "Where the database is; ${NAME} stands for a variable of the environment")
      ->required()
      ->type_name("URL");
  command->add_option("-o,--output", values_.output, "Write files into this folder instead of printing")
      ->type_name("FOLDER");
  command->add_option("-d,--dialect", values_.dialect, "The engine, where the address does not say it well enough")
      ->check(check_dialect)
      ->type_name("DIALECT");
  command->add_option("--name", values_.name, "The name of the warehouse; when not given, the dialect's")
      ->type_name("NAME");
  command->add_option("--schema", values_.schemas, "Only this schema (database); may be repeated")->type_name("SCHEMA");
  command->add_option("--include", values_.include, "Only objects whose name fits, with `*` and `?`; may be repeated")
      ->type_name("PATTERN");
  command->add_option("--exclude", values_.exclude, "No objects whose name fits; may be repeated")
      ->type_name("PATTERN");
  command->add_option("--split", values_.split_by, "With --output: a file a schema (by-schema) or a table (by-table)")
      ->check(one_of("split", {"by-schema", "by-table"}))
      ->type_name("HOW");
  add_seconds(*command, "--connect-timeout", values_.connect_timeout, "How long to wait for a connection")
      ->capture_default_str();
  add_report_options(*command, values_);
}

void CommandLine::add_drift() {
  auto* command = add(
      "drift", "Show what was changed by hand since Kura wrote to the database last; exit with 1 when something was",
      "Examples:\n  kura drift -w prod\n  kura drift --revert --destructive allow --format json > back.json\n  "
      "kura drift --adopt",
      [this] {
        return runtime::drift_command(
            {database_options(), values_.policy, values_.format, values_.adopt, values_.revert}, streams_);
      });
  auto* adopt = command->add_flag("--adopt", values_.adopt, "Write what was found into the project's .schema files");
  command->add_flag("--revert", values_.revert, "Print the plan of the way back")->excludes(adopt);
  add_policy_options(*command, values_);
  add_database_options(*command, {"text", "json", "sql"});
}

void CommandLine::add_take_over_options(CLI::App& command) {
  command
      .add_option(
          "--from", values_.from,
          "Take the database at this address over: write the project, its first migration, and mark that as applied")
      ->type_name("URL");
  command
      .add_option("-d,--dialect", values_.dialect,
                  "With --from: the engine, where the address does not say it well enough")
      ->check(check_dialect)
      ->type_name("DIALECT");
  command.add_option("--schema", values_.schemas, "With --from: only this schema (database); may be repeated")
      ->type_name("SCHEMA");
  command.add_option("--include", values_.include, "With --from: only objects whose name fits; may be repeated")
      ->type_name("PATTERN");
  command.add_option("--exclude", values_.exclude, "With --from: no objects whose name fits; may be repeated")
      ->type_name("PATTERN");
  command.add_option("--split", values_.split_by, "With --from: a file a schema (by-schema) or a table (by-table)")
      ->check(one_of("split", {"by-schema", "by-table"}))
      ->type_name("HOW");
}

int CommandLine::take_over() const {
  runtime::TakeOverOptions options;
  options.database = database_options();
  options.database.url = values_.from;
  options.dialect = values_.dialect;
  options.warehouse = values_.warehouses.empty() ? std::string() : values_.warehouses.front();
  // The project does not exist yet: what it is read for later is its only warehouse.
  options.database.history.compile.warehouses.clear();
  options.database.history.compile.dialect.clear();
  options.split = values_.split_by;
  if (!values_.name.empty()) options.name = values_.name;
  options.schemas = values_.schemas;
  options.include = values_.include;
  options.exclude = values_.exclude;
  options.now = environment_.now;
  return runtime::take_over_command(options, streams_);
}

}  // namespace kura::cli
