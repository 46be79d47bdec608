// Rules: each as a row of rules.def; its check is a function of the same name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/diag/kind.h"

namespace kura::lint {

enum class Level : std::uint8_t { off, note, warning, error };
/// "off", "note", "warning", "error".
std::string_view level_word(Level level);

enum class RuleId : std::uint8_t {
#define KURA_LINT_RULE(code, name, level, fixable, title, message, help) name,
#include "compiler/lint/rules.def"
#undef KURA_LINT_RULE
};

struct Rule {
  RuleId id{};
  std::string_view code;
  std::string_view name;
  Level level{};  // when the project says nothing
  bool is_fixable = false;
  std::string_view title;
  std::string_view message;
  std::string_view help;
};

/// In the order of their codes.
std::span<const Rule> all_rules();
/// Null when there is none.
const Rule* find_rule(std::string_view name);
/// What a finding of the rule looks like at this level.
diag::Kind kind_of(const Rule& rule, Level level);

/// Mistakes in what a project says of linting, and every rule at its level.
std::span<const diag::Kind* const> all_kinds();

#define KURA_KIND(code_, name_, severity_, message_, help_) extern const diag::Kind name_;
#include "compiler/lint/kinds.def"
#undef KURA_KIND

}  // namespace kura::lint
