// Settings: what a project's `lint { … }` says.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/sink.h"
#include "compiler/ir/schema.h"
#include "compiler/lint/rule.h"

namespace kura::lint {

enum class NamingStyle { snake_case, camel_case, pascal_case, upper_case };
std::string_view style_word(NamingStyle style);

inline constexpr std::size_t kRuleCount = 0
#define KURA_LINT_RULE(code, name, level, fixable, title, message, help) +1
#include "compiler/lint/rules.def"
#undef KURA_LINT_RULE
    ;

struct Settings {
  std::array<Level, kRuleCount> levels{};  // by RuleId
  NamingStyle naming_style = NamingStyle::snake_case;
  std::size_t most_columns = 200;
  std::vector<ir::QualifiedName> large;  // an empty schema: in whichever

  Settings();
  [[nodiscard]] Level level(RuleId rule) const { return levels[static_cast<std::size_t>(rule)]; }
  Level& level(RuleId rule) { return levels[static_cast<std::size_t>(rule)]; }
  [[nodiscard]] bool is_large(const ir::QualifiedName& table) const;
};

/// Reads all blocks of a project; `tables` are the names that `large` may hold. Mistakes go into the sink.
Settings read_settings(const std::vector<const ast::LintDecl*>& lints, const std::vector<ir::QualifiedName>& tables,
                       diag::Sink& sink);

}  // namespace kura::lint
