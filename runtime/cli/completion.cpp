// Shell completion scripts.
#include "runtime/cli/completion.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace kura::cli {
namespace {

struct Command {
  std::string name;
  std::string description;
  std::vector<std::string> options;  // long ones, with their dashes
};

std::vector<std::string> long_options(const CLI::App& app) {
  std::vector<std::string> options;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
  }
  return options;
}

std::vector<Command> commands_of(const CLI::App& app) {
  std::vector<Command> commands;
  for (const CLI::App* command : app.get_subcommands({})) {
    commands.push_back({command->get_name(), command->get_description(), long_options(*command)});
  }
  return commands;
}

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::string single_quoted(const std::string& text) {
  std::string result;
  for (const char c : text) result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return "'" + result + "'";
}

std::string bash(const std::vector<Command>& commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += (names.empty() ? "" : " ") + command.name;
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command.name, fmt::join(command.options, " "));
  }
  return fmt::format(R"SHELL(# bash completion for kura: eval "$(kura completion bash)"
_kura() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "{} --help --version" -- "$current"))
    return
  fi
  case "${{COMP_WORDS[1]}}" in
{}  esac
  if [[ "$current" == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}}
complete -o filenames -F _kura kura
)SHELL",
                     names, cases);
}

std::string zsh(const std::vector<Command>& commands) {
  std::string names;
  std::string cases;
  for (const Command& command : commands) {
    names += fmt::format("    {}\n", single_quoted(command.name + ":" + first_line(command.description)));
    cases += fmt::format("    {}) compadd -- {}; _files ;;\n", command.name, fmt::join(command.options, " "));
  }
  return fmt::format(R"SHELL(#compdef kura
# zsh completion for kura: kura completion zsh > "${{fpath[1]}}/_kura"
_kura() {{
  local -a commands
  commands=(
{}  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "${{words[2]}}" in
{}  esac
}}
compdef _kura kura
)SHELL",
                     names, cases);
}

std::string fish(const std::vector<Command>& commands) {
  std::string script = "# fish completion for kura: kura completion fish > ~/.config/fish/completions/kura.fish\n";
  for (const Command& command : commands) {
    script += fmt::format("complete -c kura -n __fish_use_subcommand -f -a {} -d {}\n", command.name,
                          single_quoted(first_line(command.description)));
    for (const std::string& option : command.options) {
      script +=
          fmt::format("complete -c kura -n '__fish_seen_subcommand_from {}' -l {}\n", command.name, option.substr(2));
    }
  }
  return script;
}

}  // namespace

std::string completion_script(const CLI::App& app, const std::string& shell) {
  const std::vector<Command> commands = commands_of(app);
  if (shell == "bash") return bash(commands);
  if (shell == "zsh") return zsh(commands);
  return fish(commands);
}

}  // namespace kura::cli
