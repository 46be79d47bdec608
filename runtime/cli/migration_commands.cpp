// The commands on migrations.
#include "runtime/cli/command_line.h"

namespace kura::cli {

void CommandLine::add_migration_commands() {
  group_ = "Migrations";
  add_migrate(false);
  add_verify();
  add_log();
  add_show();
  add_rehash();
  add_rebase();
  add_squash();
  add_migrate(true);
}

void CommandLine::add_history_options(CLI::App& command, const std::vector<std::string>& formats) {
  add_project_options(command);
  add_report_options(command, values_, formats);
}

void CommandLine::add_project_options(CLI::App& command) {
  const Heading heading(command, "Project");
  command.add_option("-C,--project", values_.path, "The project: a folder or one file")
      ->type_name("PATH")
      ->capture_default_str();
  command.add_option("-w,--warehouse", values_.warehouses, "Only this warehouse; may be repeated")->type_name("NAME");
  command
      .add_option("--migrations", values_.folder,
                  "The folder of all migrations; when not given, `migrations` in the project")
      ->type_name("FOLDER");
  command.add_option("--set", values_.parameters, "Give a param another value, NAME=VALUE; may be repeated")
      ->type_name("NAME=VALUE");
  command.add_flag("--deny-warnings", values_.deny_warnings, "Fail on warnings too");
}

driver::HistoryOptions CommandLine::history_options() const {
  return {compile_options(values_), report(), values_.folder};
}

void CommandLine::add_migrate(bool is_baseline) {
  const auto run = [this, is_baseline] {
    if (is_baseline && !values_.from.empty()) return take_over();
    return driver::migrate_command(
        {history_options(), values_.policy, is_baseline && values_.name.empty() ? "baseline" : values_.name,
         environment_.now, values_.split, is_baseline, use_color_on_out()},
        streams_);
  };
  auto* command =
      is_baseline
          ? add("baseline", "Begin: the first migration, of what a warehouse has already",
                "Examples:\n  kura baseline -w prod\n  kura baseline --from '${{PROD_URL}}' -C warehouse", run)
          : add("migrate", "Write the migration from the last state to what the project declares",
                "Examples:\n  kura migrate \"add region\"\n  kura migrate \"drop legacy\" -w prod --destructive allow\n"
                "  kura migrate \"sort by day\" --split",
                run);
  auto* name =
      command->add_option("name", values_.name, "What it does, in a few words; becomes a part of the file's name")
          ->type_name("NAME");
  if (!is_baseline) {
    name->required();
    add_policy_options(*command, values_);
    command->add_flag("--split", values_.split, "Heavy steps (rebuilds, copies, jobs) in files of their own");
  } else {
    add_take_over_options(*command);
  }
  add_history_options(*command);
}

void CommandLine::add_verify() {
  auto* command = add("verify", "Hold the migrations to their sum, their order and the project; needs no database",
                      "Examples:\n  kura verify\n  kura verify --format github", [this] {
                        return driver::verify_command({history_options(), values_.replanned}, streams_);
                      });
  command->add_option("--replan", values_.replanned, "Plan so many of the newest migrations again and compare")
      ->type_name("N")
      ->capture_default_str();
  add_history_options(*command);
}

void CommandLine::add_log() {
  auto* command = add("log", "What each migration does, one line a step", "Example:\n  kura log -w prod",
                      [this] { return driver::log_command(history_options(), streams_); });
  add_history_options(*command);
}

void CommandLine::add_show() {
  auto* command =
      add("show", "Show one migration as a plan",
          "Examples:\n  kura show\n  kura show 3 --undo\n  kura show add_region", [this] {
            return driver::show_command({history_options(), values_.name, use_color_on_out(), values_.undo}, streams_);
          });
  command->add_option("which", values_.name, "Its number, its id or a part of it; when not given, the last")
      ->type_name("MIGRATION");
  command->add_flag("--undo", values_.undo, "Show the way back too");
  add_history_options(*command);
}

void CommandLine::add_rehash() {
  auto* command =
      add("rehash", "Accept migrations that were edited by hand, and show the edits", "Example:\n  kura rehash",
          [this] { return driver::rehash_command(history_options(), streams_); });
  add_history_options(*command);
}

void CommandLine::add_rebase() {
  auto* command =
      add("rebase", "Plan this branch's migrations again, after those of another",
          "Example:\n  git merge main; kura rebase main", [this] {
            return driver::rebase_command({history_options(), values_.revision, environment_.now}, streams_);
          });
  command->add_option("branch", values_.revision, "A branch or commit of git: its migrations stay as they are")
      ->required()
      ->type_name("REV");
  add_history_options(*command);
}

void CommandLine::add_squash() {
  auto* command = add("squash", "Put one migration in the place of many", "Example:\n  kura squash --up-to 40", [this] {
    return driver::squash_command({history_options(), values_.name}, streams_);
  });
  command
      ->add_option("--up-to", values_.name,
                   "The last of them: its number, its id or a part of it; when not given, the newest")
      ->type_name("MIGRATION");
  add_history_options(*command);
}

}  // namespace kura::cli
