// The command line as CLI11 knows it: values, options that commands share, and one function a command.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/commands.h"
#include "runtime/cli/cli.h"
#include "runtime/cli/help.h"
#include "runtime/commands/commands.h"

namespace kura::cli {

/// The values as the command line gives them, before they are turned into a command's options.
struct Values {
  std::string path = ".";
  std::vector<std::string> paths;
  std::vector<std::string> warehouses;
  std::string dialect;
  std::vector<std::string> parameters;
  std::string format = "text";
  std::string color = "auto";
  std::string output;
  std::string code;
  std::string shell;
  bool notes = false;
  bool deny_warnings = false;
  bool split = false;
  bool check = false;
  bool markdown = false;
  std::string from;
  std::string to = ".";
  std::vector<std::string> states;  // instead of these two
  driver::PolicyOptions policy;
  bool undo = false;
  std::string folder;  // of migrations
  std::string name;    // of a migration, or what finds one
  std::string revision;
  std::size_t replanned = 10;
  std::vector<std::string> rules;  // of lint
  std::string since;
  bool fix = false;
  bool list = false;
  std::string url;
  std::string to_migration;
  std::string plan;
  double connect_timeout = 10;  // seconds, as the three below
  double lock_wait = 60;
  double lock_timeout = 0;
  double statement_timeout = 0;
  std::size_t retries = 5;
  std::size_t done = 0;
  std::size_t undone = 0;
  bool yes = false;
  bool force = false;
  bool dry_run = false;
  bool last = false;
  bool unlock = false;
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string split_by;
  bool adopt = false;
  bool revert = false;
  bool mark = false;
  std::vector<std::string> renames;
};

/// Refuses every other word, with what was meant.
std::function<std::string(const std::string&)> one_of(std::string what, std::vector<std::string> known);
/// Refuses what is no dialect, with what was meant.
std::string check_dialect(const std::string& given);
/// Examples name real dialects: {0} the first of the registry, {1} the last.
std::string with_dialects(std::string_view text);

/// `--format` with these words, and how diagnostics look.
void add_report_options(CLI::App& command, Values& values,
                        const std::vector<std::string>& formats = {"text", "json", "sarif", "github"});
void add_target_options(CLI::App& command, Values& values);
void add_compile_options(CLI::App& command, Values& values);
/// What `plan` and `diff` have in common.
void add_state_options(CLI::App& command, Values& values);
/// What a plan may do.
void add_policy_options(CLI::App& command, Values& values);

driver::PlanFormat plan_format(const std::string& name);
driver::ReportOptions report_options(const Values& values, const Environment& environment);
driver::CompileOptions compile_options(const Values& values);

using Action = std::function<int()>;

/// Declares every command; the chosen one's call is left in `action_`.
class CommandLine {
 public:
  CommandLine(driver::Streams streams, const Environment& environment);

  int run(int argc, const char* const* argv);

 private:
  CLI::App* add(const char* name, const char* description, std::string_view examples, Action action);
  int finish(const CLI::ParseError& error);
  [[nodiscard]] std::string message_of(const CLI::ParseError& error) const;

  // Schemas.
  void add_check();
  void add_lint();
  void add_build();
  void add_plan();
  void add_diff();
  void add_format();
  void add_types();
  void add_explain();
  void add_init();
  void add_import();
  void add_completion();
  [[nodiscard]] driver::PlanOptions plan_options() const;

  // Migrations.
  void add_migration_commands();
  void add_migrate(bool is_baseline);
  void add_verify();
  void add_rehash();
  void add_rebase();
  void add_squash();
  void add_log();
  void add_show();
  void add_project_options(CLI::App& command);
  void add_history_options(CLI::App& command,
                           const std::vector<std::string>& formats = {"text", "json", "sarif", "github"});
  [[nodiscard]] driver::HistoryOptions history_options() const;

  // Databases.
  void add_database_commands();
  void add_apply();
  void add_status();
  void add_rollback();
  void add_repair();
  void add_clean();
  void add_refresh();
  void add_inspect();
  void add_drift();
  void add_take_over_options(CLI::App& command);
  int take_over() const;
  void add_database_options(CLI::App& command, const std::vector<std::string>& formats = {"text"});
  void add_run_options(CLI::App& command);
  void add_statement_options(CLI::App& command);
  [[nodiscard]] runtime::DatabaseOptions database_options() const;
  [[nodiscard]] runtime::RunOptions run_options() const;

  [[nodiscard]] driver::ReportOptions report() const { return report_options(values_, environment_); }
  [[nodiscard]] bool use_color_on_out() const;

  driver::Streams streams_;
  Environment environment_;
  CLI::App app_;
  Values values_;
  Action action_;
  std::string group_ = "Schemas";  // of the commands that are added next
};

}  // namespace kura::cli
