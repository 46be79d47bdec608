// How `--help` looks: one column of names, descriptions that wrap, and what a value is when none is given.
#pragma once

#include <memory>

#include <CLI/CLI.hpp>

namespace kura::cli {

std::shared_ptr<CLI::FormatterBase> help_formatter();

/// Options that are added while it lives stand under this heading.
class Heading {
 public:
  Heading(CLI::App& command, const char* text) : command_(command) { command_.option_defaults()->group(text); }
  Heading(const Heading&) = delete;
  Heading& operator=(const Heading&) = delete;
  ~Heading() { command_.option_defaults()->group("Options"); }

 private:
  CLI::App& command_;
};

}  // namespace kura::cli
