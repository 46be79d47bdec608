// Context: what a rule's check is given, and where it leaves its findings.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/lint/allow.h"
#include "compiler/lint/edits.h"
#include "compiler/lint/input.h"
#include "compiler/lint/settings.h"
#include "compiler/lint/syntax.h"

namespace kura::lint {

struct Finding {
  RuleId rule{};
  Level level{};
  diag::Diagnostic diagnostic;  // its kind is set when all are known
  std::string warehouse;        // empty: the project itself
  std::vector<Edit> fix;        // empty: nothing safe can be done
  std::string fixed;            // what the fix does: "took out `was x`"
};

struct Context {
  const Input& input;
  const Settings& settings;
  const Syntax& syntax;
  std::vector<Allow> allows;
  std::vector<Finding> findings = {};
  RuleId rule{};          // of the check that runs
  std::string warehouse;  // whom its findings are about

  /// Valid until the next one.
  Finding& report(SourceRange at, std::vector<std::string> arguments);
  /// Every table of every warehouse, findings being about that warehouse.
  void each_table(const std::function<void(const Warehouse&, const ir::Table&)>& check);
  void each_warehouse(const std::function<void(const Warehouse&)>& check);
  [[nodiscard]] bool is_own(SourceRange at) const { return input.own.contains(at.buffer); }
};

// One check a rule.
namespace rules {
#define KURA_LINT_RULE(code, name, level, fixable, title, message, help) void name(Context& context);
#include "compiler/lint/rules.def"
#undef KURA_LINT_RULE
}  // namespace rules

}  // namespace kura::lint
