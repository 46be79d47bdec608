// A plan as text for a reviewer.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::present {
namespace {

using change::HazardKind;

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[31m";
constexpr std::string_view kGreen = "\x1b[32m";
constexpr std::string_view kYellow = "\x1b[33m";
constexpr std::string_view kDim = "\x1b[2m";

bool is_grave(HazardKind kind) {
  return kind == HazardKind::data_loss || kind == HazardKind::writes_lost;
}

class Text {
 public:
  explicit Text(const TextOptions& options) : options_(options) {}

  void line(std::string_view text = {}) {
    text_ += text;
    text_ += '\n';
  }
  void heading(std::string_view text) { line(painted(kBold, text)); }

  /// Several lines, each behind the indentation.
  void block(std::string_view indentation, std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      if (end > 0) {
        text_ += indentation;
        text_ += text.substr(0, end);
      }
      text_ += '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  [[nodiscard]] std::string painted(std::string_view color, std::string_view text) const {
    return options_.use_color ? fmt::format("{}{}\x1b[0m", color, text) : std::string(text);
  }

  void changes(const change::Plan& plan) {
    for (const ObjectChanges& object : by_object(plan)) {
      const std::string_view color = object.mark == '+' ? kGreen : object.mark == '-' ? kRed : kYellow;
      line(fmt::format("  {} {} {}", painted(color, std::string(1, object.mark)), object_word(object.object),
                       painted(kBold, ir::to_text(object.name))));
      for (const std::string& change : object.lines) line("      " + change);
    }
  }

  void steps(const std::vector<change::Step>& steps) {
    std::size_t transaction = 0;
    for (const change::Step& step : steps) {
      if (step.transaction != transaction && step.transaction != 0)
        line(painted(kDim, fmt::format("  -- transaction {}", step.transaction)));
      if (step.transaction != transaction && step.transaction == 0)
        line(painted(kDim, "  -- outside of a transaction"));
      transaction = step.transaction;
      this->step(step);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void step(const change::Step& step) {
    line(fmt::format("  {:>2}. {} {}: {}", step.number, object_word(step.object),
                     painted(kBold, ir::to_text(step.name)), step.summary));
    if (!step.reason.empty()) line("      why: " + step.reason);
    for (const change::Hazard& hazard : step.hazards) {
      line("      " + painted(is_grave(hazard.kind) ? kRed : kYellow, hazard_text(hazard)));
    }
    for (const change::Carry& carry : step.carry) line("      keeps: " + carry.what);
    for (const change::Check& check : step.checks_before) sql_note("check before", check.what, check.sql);
    for (const std::string& sql : step.sql) block("        ", sql + ";");
    if (step.wait) sql_note("wait for", step.wait->what, step.wait->sql);
    for (const change::Check& check : step.checks_after) sql_note("check after", check.what, check.sql);
    line();
  }

  void sql_note(std::string_view what, const std::string& text, const std::string& sql) {
    line(fmt::format("      {}: {}", what, text));
    block("        ", sql + ";");
  }

  const TextOptions& options_;
  std::string text_;
};

/// Helpers of many lines would bury the plan; the SQL form has them in full.
std::string shortened(const std::string& sql) {
  constexpr std::ptrdiff_t kMostLines = 6;
  const std::ptrdiff_t lines = std::count(sql.begin(), sql.end(), '\n') + 1;
  if (lines <= kMostLines) return sql + ";";
  return fmt::format("{} … ({} lines; `--format sql` shows them)", sql.substr(0, sql.find('\n')), lines);
}

void write_refusals(const change::Plan& plan, Text& text) {
  text.heading("Refused");
  for (const change::Refusal& refusal : plan.refusals) {
    text.line(
        fmt::format("  {} {}: {}", text.painted(kRed, "!"), object_text(refusal.object, refusal.name), refusal.what));
    if (!refusal.way_out.empty()) text.line("    " + refusal.way_out);
  }
  text.line();
}

}  // namespace

std::string to_text(const change::Plan& plan, std::string_view engine, const TextOptions& options) {
  Text text(options);
  text.heading(fmt::format("Plan for warehouse `{}` ({}), from {} to {}", plan.warehouse, engine, plan.from, plan.to));
  text.line();
  if (plan.changes.empty() && plan.steps.empty()) {
    text.line("Nothing to do: both states are the same.");
    return text.take();
  }
  // A way back is shown by its steps alone.
  if (!plan.changes.empty()) {
    text.heading("Changes");
    text.changes(plan);
    text.line();
  }
  for (const std::string& suggestion : plan.suggestions) text.line(text.painted(kYellow, "hint: ") + suggestion);
  if (!plan.suggestions.empty()) text.line();
  text.heading("Steps");
  if (!plan.session.empty()) {
    text.line(text.painted(kDim, "  -- settings of the connection"));
    for (const std::string& sql : plan.session) text.block("        ", shortened(sql));
    text.line();
  }
  if (plan.steps.empty()) text.line("  none: this engine has nothing of what changed\n");
  text.steps(plan.steps);
  if (options.shows_undo) {
    text.heading("Way back");
    if (plan.undo.empty()) text.line("  none\n");
    text.steps(plan.undo);
  }
  if (!plan.refusals.empty()) write_refusals(plan, text);
  text.line(totals(plan) + (plan.refusals.empty() ? "" : "; refused"));
  return text.take();
}

std::string to_change_list(const change::Plan& plan, const TextOptions& options) {
  Text text(options);
  text.changes(plan);
  return text.take();
}

}  // namespace kura::present
