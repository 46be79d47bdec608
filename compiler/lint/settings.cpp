// Settings: words to levels, each key once.
#include "compiler/lint/settings.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"

namespace kura::lint {
namespace {

constexpr Level kLevels[] = {Level::off, Level::note, Level::warning, Level::error};
constexpr NamingStyle kStyles[] = {NamingStyle::snake_case, NamingStyle::camel_case, NamingStyle::pascal_case,
                                   NamingStyle::upper_case};

class Reader {
 public:
  Reader(const std::vector<ir::QualifiedName>& tables, diag::Sink& sink) : tables_(tables), sink_(sink) {}

  void read(const ast::LintSetting& setting) {
    const std::string key(setting.key.text);
    const auto [first, is_new] = places_.try_emplace(key, setting.key.at);
    if (!is_new) {
      sink_.report(diag::given_twice, setting.key.at, {key}).labels.push_back({first->second, "first given here"});
    } else if (const Rule* rule = find_rule(key)) {
      read_level(*rule, setting);
    } else if (key == "naming_style") {
      read_style(setting);
    } else if (key == "most_columns") {
      read_count(setting);
    } else if (key == "large") {
      read_tables(setting);
    } else {
      report_unknown(setting.key);
    }
  }
  Settings take() { return std::move(settings_); }

 private:
  void wrong(const ast::LintSetting& setting, const char* wanted) {
    const SourceRange at = setting.names.empty() ? setting.value.at : setting.names.front().at;
    sink_.report(lint_wrong_value, at, {std::string(setting.key.text), wanted});
  }

  void read_level(const Rule& rule, const ast::LintSetting& setting) {
    for (const Level level : kLevels) {
      if (setting.names.empty() && setting.value.text == level_word(level)) {
        settings_.level(rule.id) = level;
        return;
      }
    }
    wrong(setting, "`error`, `warning`, `note` or `off`");
  }

  void read_style(const ast::LintSetting& setting) {
    for (const NamingStyle style : kStyles) {
      if (setting.names.empty() && setting.value.text == style_word(style)) {
        settings_.naming_style = style;
        return;
      }
    }
    wrong(setting, "`snake_case`, `camel_case`, `pascal_case` or `upper_case`");
  }

  void read_count(const ast::LintSetting& setting) {
    const std::string_view text = setting.value.text;
    std::size_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || count == 0)
      return wrong(setting, "a number from 1 on");
    settings_.most_columns = count;
  }

  void read_tables(const ast::LintSetting& setting) {
    if (setting.names.empty()) return wrong(setting, "tables in parentheses: `large = (orders, visits);`");
    for (const ast::QualifiedName& written : setting.names) {
      ir::QualifiedName name{std::string(written.schema.text), std::string(written.name.text)};
      const bool is_known = std::any_of(tables_.begin(), tables_.end(), [&](const ir::QualifiedName& table) {
        return table.name == name.name && (name.schema.empty() || table.schema.empty() || table.schema == name.schema);
      });
      if (!is_known) {
        report_unknown_table(written, name);
      } else {
        settings_.large.push_back(std::move(name));
      }
    }
  }

  void report_unknown_table(const ast::QualifiedName& written, const ir::QualifiedName& name) {
    std::vector<std::string> known;
    for (const ir::QualifiedName& table : tables_) known.push_back(table.name);
    auto& diagnostic = sink_.report(lint_unknown_table, written.at, {ir::to_text(name)});
    if (std::string text = diag::did_you_mean(name.name, known); !text.empty())
      diagnostic.helps.push_back(std::move(text));
  }

  void report_unknown(const ast::Name& key) {
    std::vector<std::string> known = {"naming_style", "most_columns", "large"};
    for (const Rule& rule : all_rules()) known.emplace_back(rule.name);
    auto& diagnostic = sink_.report(lint_unknown_rule, key.at, {std::string(key.text)});
    if (std::string text = diag::did_you_mean(key.text, known); !text.empty())
      diagnostic.helps.push_back(std::move(text));
  }

  const std::vector<ir::QualifiedName>& tables_;
  diag::Sink& sink_;
  std::map<std::string, SourceRange> places_;
  Settings settings_;
};

}  // namespace

std::string_view style_word(NamingStyle style) {
  switch (style) {
    case NamingStyle::snake_case:
      return "snake_case";
    case NamingStyle::camel_case:
      return "camel_case";
    case NamingStyle::pascal_case:
      return "pascal_case";
    case NamingStyle::upper_case:
      return "upper_case";
  }
  return {};
}

Settings::Settings() {
  for (const Rule& rule : all_rules()) level(rule.id) = rule.level;
}

bool Settings::is_large(const ir::QualifiedName& table) const {
  return std::any_of(large.begin(), large.end(), [&](const ir::QualifiedName& name) {
    return name.name == table.name && (name.schema.empty() || name.schema == table.schema);
  });
}

Settings read_settings(const std::vector<const ast::LintDecl*>& lints, const std::vector<ir::QualifiedName>& tables,
                       diag::Sink& sink) {
  Reader reader(tables, sink);
  for (const ast::LintDecl* lint : lints) {
    for (const ast::LintSetting& setting : lint->settings) reader.read(setting);
  }
  return reader.take();
}

}  // namespace kura::lint
