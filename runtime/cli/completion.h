// Shell completion, made from the commands and options that the parser knows.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace kura::cli {

/// The script for one shell: "bash", "zsh" or "fish".
std::string completion_script(const CLI::App& app, const std::string& shell);

}  // namespace kura::cli
