// Present: a plan as people and programs read it; one function a format, none of them decides anything.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "compiler/change/plan.h"

namespace kura::present {

struct TextOptions {
  bool use_color = false;
  bool shows_undo = false;  // the way back as well
};

/// What a reviewer reads: changes by object, steps with their hazards, refusals, totals. Ends with a newline.
std::string to_text(const change::Plan& plan, std::string_view engine, const TextOptions& options);
/// The statements with comments, for the engine's own client.
std::string to_sql(const change::Plan& plan, std::string_view engine, bool is_undo);
/// Everything; the schema is compiler/present/plan.schema.json.
std::string to_json(const change::Plan& plan);
/// What to_json wrote; the text says what is wrong with it otherwise.
std::variant<change::Plan, std::string> from_json(std::string_view text);
/// For a pull request.
std::string to_markdown(const change::Plan& plan, std::string_view engine);
/// The order of the steps as a graph in Graphviz' language.
std::string to_dot(const change::Plan& plan);
/// The changes only: `kura diff`.
std::string to_change_list(const change::Plan& plan, const TextOptions& options);

}  // namespace kura::present
