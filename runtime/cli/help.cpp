// The layout of `--help`.
#include "runtime/cli/help.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kura::cli {
namespace {

constexpr std::size_t kColumn = 28;  // where descriptions begin
constexpr std::size_t kWidth = 100;  // of a page

std::string wrapped(const std::string& text) {
  std::string result;
  std::size_t used = kColumn;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t length = end - begin;
    if (used > kColumn && used + 1 + length > kWidth) {
      result += "\n" + std::string(kColumn, ' ');
      used = kColumn;
    } else if (used > kColumn) {
      result += ' ';
      ++used;
    }
    result += text.substr(begin, length);
    used += length;
    begin = end + 1;
  }
  return result;
}

std::string row(const std::string& name, const std::string& description) {
  std::string line = "  " + name;
  line += line.size() + 2 > kColumn ? "\n" + std::string(kColumn, ' ') : std::string(kColumn - line.size(), ' ');
  return line + wrapped(description) + "\n";
}

/// "SECONDS", without what the checks of a value call themselves.
std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  return type.substr(0, type.find(':'));
}

bool is_list(const CLI::Option& option) {
  return option.get_expected_max() == CLI::detail::expected_max_vector_size;
}

class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    const std::string value = option->get_type_size() == 0 ? "" : value_name(*option);
    std::string name = is_positional ? value + (is_list(*option) ? "..." : "") : names_of(*option);
    if (!is_positional && !value.empty()) name += " " + value;
    std::string description = option->get_description();
    const std::string& standard = option->get_default_str();
    if (!standard.empty()) description += fmt::format(" (when not given: {})", standard);
    return row(name, description);
  }

  std::string make_option_usage(const CLI::Option* option) const override {
    const std::string name = value_name(*option) + (is_list(*option) ? "..." : "");
    return option->get_required() ? name : "[" + name + "]";
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    std::string text = "\n" + (is_positional ? std::string("Arguments") : group) + ":\n";
    for (const CLI::Option* option : options) text += make_option(option, is_positional);
    return text;
  }

  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    return make_description(app) + make_usage(app, std::move(name)) + make_positionals(app) + groups_of(*app) +
           make_subcommands(app, mode) + "\n" + make_footer(app);
  }

  std::string make_subcommand(const CLI::App* command) const override {
    return row(command->get_name(), command->get_description());
  }

 private:
  [[nodiscard]] std::string groups_of(const CLI::App& app) const {
    std::string text;
    for (const std::string& group : app.get_groups()) {
      const std::vector<const CLI::Option*> options = app.get_options(
          [&](const CLI::Option* option) { return option->get_group() == group && option->nonpositional(); });
      if (!group.empty() && !options.empty()) text += make_group(group, false, options);
    }
    return text;
  }

  static std::string names_of(const CLI::Option& option) {
    std::string names;
    for (const std::string& name : option.get_snames()) names += "-" + name + ", ";
    for (const std::string& name : option.get_lnames()) names += "--" + name + ", ";
    return names.substr(0, names.size() - 2);
  }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> help_formatter() {
  auto formatter = std::make_shared<HelpFormatter>();
  formatter->label("SUBCOMMAND", "COMMAND");
  return formatter;
}

}  // namespace kura::cli
