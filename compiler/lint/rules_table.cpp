// The table of rules, for people and for the reference.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/lint.h"

namespace kura::lint {

std::string rules_text() {
  std::size_t width = 0;
  for (const Rule& rule : all_rules()) width = std::max(width, rule.name.size());
  std::string text = fmt::format("{:<10}{:<{}}  {:<9}{:<5}{}\n", "code", "rule", width, "severity", "fix", "finds");
  for (const Rule& rule : all_rules()) {
    text += fmt::format("{:<10}{:<{}}  {:<9}{:<5}{}\n", rule.code, rule.name, width, level_word(rule.level),
                        rule.is_fixable ? "yes" : "-", rule.title);
  }
  return text;
}

std::string rules_markdown() {
  std::string text = "| rule | severity | fix | finds | code |\n|---|---|---|---|---|\n";
  for (const Rule& rule : all_rules()) {
    text += fmt::format("| `{0}` | {1} | {2} | {3} | [{4}](../compiler/lint/explain/{4}.md) |\n", rule.name,
                        level_word(rule.level), rule.is_fixable ? "yes" : "", rule.title, rule.code);
  }
  return text;
}

}  // namespace kura::lint
