// Rules: the table, and the kinds of diagnostics that it makes.
#include "compiler/lint/rule.h"

#include <algorithm>
#include <vector>

namespace kura::lint {

#define KURA_KIND(code_, name_, severity_, message_, help_) \
  const diag::Kind name_{code_, #name_, diag::Severity::severity_, message_, help_};
#include "compiler/lint/kinds.def"
#undef KURA_KIND

namespace {

constexpr Rule kRules[] = {
#define KURA_LINT_RULE(code, name, level, fixable, title, message, help) \
  {RuleId::name, code, #name, Level::level, fixable, title, message, help},
#include "compiler/lint/rules.def"
#undef KURA_LINT_RULE
};

/// A rule that is off is a warning once it is asked for.
std::vector<diag::Kind> kinds_of_rules() {
  std::vector<diag::Kind> kinds;
  for (const Rule& rule : kRules) kinds.push_back(kind_of(rule, rule.level));
  return kinds;
}

}  // namespace

std::string_view level_word(Level level) {
  switch (level) {
    case Level::off:
      return "off";
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return {};
}

std::span<const Rule> all_rules() {
  return kRules;
}

const Rule* find_rule(std::string_view name) {
  const auto* found =
      std::find_if(std::begin(kRules), std::end(kRules), [&](const Rule& rule) { return rule.name == name; });
  return found == std::end(kRules) ? nullptr : found;
}

diag::Kind kind_of(const Rule& rule, Level level) {
  const diag::Severity severity = level == Level::error  ? diag::Severity::error
                                  : level == Level::note ? diag::Severity::note
                                                         : diag::Severity::warning;
  return {rule.code, rule.name, severity, rule.message, rule.help};
}

std::span<const diag::Kind* const> all_kinds() {
  static const std::vector<diag::Kind> rules = kinds_of_rules();
  static const std::vector<const diag::Kind*> all = [] {
    std::vector<const diag::Kind*> kinds = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/lint/kinds.def"
#undef KURA_KIND
    };
    for (const diag::Kind& kind : rules) kinds.push_back(&kind);
    return kinds;
  }();
  return all;
}

}  // namespace kura::lint
