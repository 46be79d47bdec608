// The command that lints.
#include "compiler/driver/names.h"
#include "runtime/cli/command_line.h"

namespace kura::cli {

void CommandLine::add_lint() {
  auto* command = add(
      "lint", "Look for what compiles and is not wise, in schemas and migrations",
      "Examples:\n  kura lint\n  kura lint --fix\n  kura lint --rule select_star --format github\n  kura lint --list",
      [this] {
        if (values_.list) return driver::lint_list_command(values_.markdown, streams_);
        return driver::lint_command(
            {{compile_options(values_), report(), values_.folder}, values_.fix, values_.rules, values_.since},
            streams_);
      });
  add_compile_options(*command, values_);
  command->add_flag("--fix", values_.fix, "Carry out what is safe, and say what is left");
  command->add_option("--rule", values_.rules, "Only this rule, even when it is off; may be repeated")
      ->check(one_of("rule", driver::lint_rule_names()))
      ->type_name("NAME");
  command
      ->add_option("--since", values_.since,
                   "What this commit has is old: hold `was` against it, and look at the migrations that it has not")
      ->type_name("REV");
  command
      ->add_option("--migrations", values_.folder,
                   "The folder of all migrations; when not given, `migrations` in the project")
      ->type_name("FOLDER");
  command->add_flag("--list", values_.list, "Show every rule instead");
  command->add_flag("--markdown", values_.markdown, "With --list: a Markdown table");
}

}  // namespace kura::cli
