// The command line as CLI11 knows it: values, options that commands share, and one function a command.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/commands.h"
#include "runtime/cli/cli.h"

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
  driver::PolicyOptions policy;
  bool undo = false;
  std::string folder;   // of migrations
  std::string name;     // of a migration, or what finds one
  std::string revision;
  std::size_t replanned = 10;
  std::vector<std::string> rules;  // of lint
  std::string since;
  bool fix = false;
  bool list = false;
};

/// Refuses every other word, with what was meant.
std::function<std::string(const std::string&)> one_of(std::string what, std::vector<std::string> known);
/// Refuses what is no dialect, with what was meant.
std::string check_dialect(const std::string& given);
/// Examples name real dialects: {0} the first of the registry, {1} the last.
std::string with_dialects(std::string_view text);

void add_report_options(CLI::App& command, Values& values);
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
  void add_history_options(CLI::App& command);
  [[nodiscard]] driver::HistoryOptions history_options() const;

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
