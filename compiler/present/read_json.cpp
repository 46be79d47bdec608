// A plan from its JSON.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "compiler/present/present.h"

namespace kura::present {
namespace {

using Json = nlohmann::json;

constexpr int kFormatVersion = 1;

/// Inside this file only: turned into a text at its border.
struct Unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

ir::QualifiedName name_of(const std::string& text) {
  const std::size_t dot = text.find('.');
  return dot == std::string::npos ? ir::QualifiedName{"", text}
                                  : ir::QualifiedName{text.substr(0, dot), text.substr(dot + 1)};
}

change::ObjectKind object_of(const std::string& word) {
  using enum change::ObjectKind;
  for (const change::ObjectKind kind : {schema, enumeration, sequence, table, view, materialized_view}) {
    if (change::object_word(kind) == word) return kind;
  }
  throw Unreadable(fmt::format("`{}` is no kind of object", word));
}

change::Kind kind_of(const std::string& name) {
  for (std::size_t i = 0; i < change::kKindCount; ++i) {
    const auto kind = static_cast<change::Kind>(i);
    if (change::kind_name(kind) == name) return kind;
  }
  throw Unreadable(fmt::format("`{}` is no kind of change", name));
}

change::HazardKind hazard_of(const std::string& code) {
  constexpr std::array kAll = {
#define KURA_HAZARD(name, code, title) change::HazardKind::name,
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
  };
  for (const change::HazardKind kind : kAll) {
    if (change::hazard_code(kind) == code) return kind;
  }
  throw Unreadable(fmt::format("`{}` is no hazard", code));
}

std::vector<change::Check> checks_of(const Json& list) {
  std::vector<change::Check> checks;
  for (const Json& it : list) checks.push_back({it.at("what"), it.at("sql")});
  return checks;
}

change::Step step_of(const Json& json) {
  change::Step step;
  step.number = json.at("id");
  step.object = object_of(json.at("object"));
  step.name = name_of(json.at("name"));
  step.summary = json.at("summary");
  step.reason = json.at("reason");
  step.sql = json.at("sql").get<std::vector<std::string>>();
  step.transaction = json.at("transaction");
  for (const Json& it : json.at("hazards")) step.hazards.push_back({hazard_of(it.at("code")), it.at("detail")});
  step.checks_before = checks_of(json.at("checks_before"));
  step.checks_after = checks_of(json.at("checks_after"));
  if (const Json& wait = json.at("wait"); !wait.is_null()) {
    step.wait =
        change::Wait{wait.at("what"), wait.at("sql"), wait.at("column"), wait.at("running"), wait.at("finished")};
  }
  for (const Json& it : json.at("carry")) step.carry.push_back({it.at("what"), it.at("capture")});
  return step;
}

std::vector<change::Step> steps_of(const Json& list) {
  std::vector<change::Step> steps;
  for (const Json& it : list) {
    steps.push_back(step_of(it));
    if (steps.back().number != steps.size()) throw Unreadable("the steps are not numbered 1, 2, …");
  }
  return steps;
}

change::Plan plan_of(const Json& json) {
  if (json.at("version") != kFormatVersion)
    throw Unreadable(fmt::format("this Kura reads plans of version {}", kFormatVersion));
  change::Plan plan;
  plan.warehouse = json.at("warehouse");
  plan.dialect = json.at("dialect");
  plan.from = json.at("from").at("state");
  plan.from_fingerprint = json.at("from").at("fingerprint");
  plan.to = json.at("to").at("state");
  plan.to_fingerprint = json.at("to").at("fingerprint");
  for (const Json& it : json.at("changes")) {
    plan.changes.push_back({object_of(it.at("object")), name_of(it.at("name")), kind_of(it.at("kind")), it.at("text")});
  }
  plan.suggestions = json.at("suggestions").get<std::vector<std::string>>();
  plan.session = json.at("session").get<std::vector<std::string>>();
  plan.steps = steps_of(json.at("steps"));
  plan.undo = steps_of(json.at("undo"));
  for (const Json& it : json.at("refusals")) {
    plan.refusals.push_back({object_of(it.at("object")), name_of(it.at("name")), it.at("what"), it.at("way_out")});
  }
  return plan;
}

}  // namespace

std::variant<change::Plan, std::string> from_json(std::string_view text) {
  try {
    return plan_of(Json::parse(text));
  } catch (const Json::exception& error) {
    return fmt::format("is no plan as `kura plan --format json` writes it ({})", error.what());
  } catch (const Unreadable& error) {
    return fmt::format("is no plan that can be read: {}", error.what());
  }
}

}  // namespace kura::present
