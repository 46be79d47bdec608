// A plan as Markdown for a pull request.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::present {
namespace {

/// A fence longer than any run of backticks inside.
std::string fence_for(const change::Step& step) {
  std::size_t longest = 2;
  for (const std::string& sql : step.sql) {
    std::size_t run = 0;
    for (const char c : sql) {
      run = c == '`' ? run + 1 : 0;
      longest = std::max(longest, run);
    }
  }
  return std::string(longest + 1, '`');
}

void write_step(std::string& text, const change::Step& step) {
  text += fmt::format("{}. **{}** {}{}\n", step.number, ir::to_text(step.name), step.summary,
                      step.transaction == 0 ? "" : fmt::format(" _(transaction {})_", step.transaction));
  if (!step.reason.empty()) text += fmt::format("   - why: {}\n", step.reason);
  for (const change::Hazard& hazard : step.hazards) {
    text += fmt::format("   - **{} {}**: {}\n", hazard_code(hazard.kind), hazard_title(hazard.kind), hazard.detail);
  }
  for (const change::Check& check : step.checks_before) text += fmt::format("   - checked before: {}\n", check.what);
  for (const change::Check& check : step.checks_after) text += fmt::format("   - checked after: {}\n", check.what);
  if (step.wait) text += fmt::format("   - waits for {}\n", step.wait->what);
  const std::string fence = fence_for(step);
  text += fmt::format("\n   {}sql\n", fence);
  for (const std::string& sql : step.sql) {
    std::string_view rest = sql;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      text += fmt::format("   {}{}\n", rest.substr(0, end), end == rest.size() ? ";" : "");
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  text += fmt::format("   {}\n\n", fence);
}

}  // namespace

std::string to_markdown(const change::Plan& plan, std::string_view engine) {
  std::string text =
      fmt::format("## Plan for `{}` ({})\n\nFrom `{}` to `{}`: ", plan.warehouse, engine, plan.from, plan.to);
  if (plan.changes.empty()) return text + "nothing to do.\n";
  text += totals(plan) + ".\n\n";
  if (!plan.refusals.empty()) {
    text += "### Refused\n\n";
    for (const change::Refusal& refusal : plan.refusals) {
      text += fmt::format("- {}: {}{}\n", object_text(refusal.object, refusal.name), refusal.what,
                          refusal.way_out.empty() ? "" : " (" + refusal.way_out + ")");
    }
    text += "\n";
  }
  text += "### Changes\n\n";
  for (const ObjectChanges& object : by_object(plan)) {
    const std::string_view verb = object.mark == '+' ? "create " : object.mark == '-' ? "drop " : "";
    text += fmt::format("- {}{}\n", verb, object_text(object.object, object.name));
    for (const std::string& line : object.lines) text += fmt::format("  - {}\n", line);
  }
  for (const std::string& suggestion : plan.suggestions) text += fmt::format("- _hint: {}_\n", suggestion);
  text += "\n### Steps\n\n";
  for (const change::Step& step : plan.steps) write_step(text, step);
  return text;
}

}  // namespace kura::present
