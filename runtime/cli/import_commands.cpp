// The command that reads the DDL of an engine.
#include "runtime/cli/command_line.h"

namespace kura::cli {

void CommandLine::add_import() {
  auto* command = add("import", "Read an engine's DDL into a schema",
                      "Examples:\n  kura import dump.sql --dialect {0}\n  kura import *.sql -d {1} -o warehouse\n"
                      "  some_dump | kura import - -d {1}",
                      [this] {
                        return driver::import_command(
                            {values_.paths, values_.dialect, values_.output, values_.name, report()}, streams_);
                      });
  command->add_option("files", values_.paths, "Files of statements, in their order; `-` is standard input")
      ->required()
      ->type_name("FILE");
  command->add_option("-d,--dialect", values_.dialect, "The engine that the statements are for")
      ->required()
      ->check(check_dialect)
      ->type_name("DIALECT");
  command->add_option("-o,--output", values_.output, "Write a file into this folder instead of printing")
      ->type_name("FOLDER");
  command->add_option("--name", values_.name, "The name of the warehouse; when not given, the dialect's")
      ->type_name("NAME");
  add_report_options(*command, values_);
}

}  // namespace kura::cli
