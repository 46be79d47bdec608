// A plan as SQL that the engine's own client runs.
#include <fmt/format.h>

#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::present {
namespace {

/// A comment of one line or more.
void comment(std::string& sql, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    sql += fmt::format("-- {}\n", text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void write_step(std::string& sql, const change::Step& step) {
  comment(sql, fmt::format("{}. {}: {}", step.number, object_text(step.object, step.name), step.summary));
  for (const change::Hazard& hazard : step.hazards) comment(sql, hazard_text(hazard));
  for (const change::Carry& carry : step.carry) comment(sql, fmt::format("keep {}: {}", carry.what, carry.capture));
  for (const change::Check& check : step.checks_before)
    comment(sql, fmt::format("check before: {}\n  {}", check.what, check.sql));
  for (const std::string& statement : step.sql) sql += statement + ";\n";
  if (step.wait) comment(sql, fmt::format("wait for {}:\n  {}", step.wait->what, step.wait->sql));
  for (const change::Check& check : step.checks_after)
    comment(sql, fmt::format("check after: {}\n  {}", check.what, check.sql));
  sql += "\n";
}

}  // namespace

std::string to_sql(const change::Plan& plan, std::string_view engine, bool is_undo) {
  const std::vector<change::Step>& steps = is_undo ? plan.undo : plan.steps;
  std::string sql = fmt::format("-- {} ({}): from {} to {}, planned by Kura.\n", plan.warehouse, engine,
                                is_undo ? plan.to : plan.from, is_undo ? plan.from : plan.to);
  if (steps.empty()) return sql + "-- Nothing to do.\n";
  if (!plan.refusals.empty() && !is_undo) {
    sql += "-- Refused:\n";
    for (const change::Refusal& refusal : plan.refusals)
      comment(sql, fmt::format("  {}: {}", object_text(refusal.object, refusal.name), refusal.what));
  }
  sql += "\n";
  for (const std::string& setting : plan.session) sql += setting + ";\n";
  if (!plan.session.empty()) sql += "\n";
  std::size_t transaction = 0;
  for (const change::Step& step : steps) {
    if (step.transaction != transaction) {
      if (transaction != 0) sql += "COMMIT;\n\n";
      if (step.transaction != 0) sql += "BEGIN;\n\n";
      transaction = step.transaction;
    }
    write_step(sql, step);
  }
  if (transaction != 0) sql += "COMMIT;\n";
  return sql;
}

}  // namespace kura::present
