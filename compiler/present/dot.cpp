// The order of a plan's steps as a graph.
#include <fmt/format.h>

#include "compiler/present/present.h"
#include "compiler/present/words.h"

namespace kura::present {
namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

}  // namespace

std::string to_dot(const change::Plan& plan) {
  std::string text =
      fmt::format("digraph \"{}\" {{\n  node [shape=box, fontname=\"monospace\"];\n", escaped(plan.warehouse));
  std::size_t transaction = 0;
  for (const change::Step& step : plan.steps) {
    if (step.transaction != transaction) {
      if (transaction != 0) text += "  }\n";
      if (step.transaction != 0)
        text += fmt::format("  subgraph cluster_{0} {{\n    label=\"transaction {0}\";\n", step.transaction);
      transaction = step.transaction;
    }
    const std::string label =
        escaped(fmt::format("{}. {} {}", step.number, object_word(step.object), ir::to_text(step.name)));
    text += fmt::format("    step{} [label=\"{}\\n{}\"{}];\n", step.number, label, escaped(step.summary),
                        step.hazards.empty() ? "" : ", color=orange");
  }
  if (transaction != 0) text += "  }\n";
  for (std::size_t i = 1; i < plan.steps.size(); ++i) text += fmt::format("  step{} -> step{};\n", i, i + 1);
  return text + "}\n";
}

}  // namespace kura::present
