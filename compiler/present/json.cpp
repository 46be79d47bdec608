// A plan as JSON.
#include <nlohmann/json.hpp>

#include "compiler/present/present.h"

namespace kura::present {
namespace {

using Json = nlohmann::ordered_json;

// The version of the format: changes when a reader of the one before would misread a plan.
constexpr int kFormatVersion = 1;

Json checks(const std::vector<change::Check>& checks) {
  Json list = Json::array();
  for (const change::Check& check : checks) list.push_back({{"what", check.what}, {"sql", check.sql}});
  return list;
}

Json wait(const Boxed<change::Wait>& wait) {
  if (!wait) return nullptr;
  return {{"what", wait->what},
          {"sql", wait->sql},
          {"column", wait->column},
          {"running", wait->running},
          {"finished", wait->finished}};
}

Json step(const change::Step& step) {
  Json hazards = Json::array();
  for (const change::Hazard& hazard : step.hazards) {
    hazards.push_back({{"code", hazard_code(hazard.kind)},
                       {"name", hazard_name(hazard.kind)},
                       {"title", hazard_title(hazard.kind)},
                       {"detail", hazard.detail}});
  }
  Json carry = Json::array();
  for (const change::Carry& it : step.carry) carry.push_back({{"what", it.what}, {"capture", it.capture}});
  return {{"id", step.number},
          {"object", object_word(step.object)},
          {"name", ir::to_text(step.name)},
          {"summary", step.summary},
          {"reason", step.reason},
          {"sql", step.sql},
          {"transaction", step.transaction},
          {"hazards", std::move(hazards)},
          {"checks_before", checks(step.checks_before)},
          {"checks_after", checks(step.checks_after)},
          {"wait", wait(step.wait)},
          {"carry", std::move(carry)}};
}

Json steps(const std::vector<change::Step>& all) {
  Json list = Json::array();
  for (const change::Step& it : all) list.push_back(step(it));
  return list;
}

}  // namespace

std::string to_json(const change::Plan& plan) {
  Json changes = Json::array();
  for (const change::ChangeLine& line : plan.changes) {
    changes.push_back({{"object", object_word(line.object)},
                       {"name", ir::to_text(line.name)},
                       {"kind", kind_name(line.kind)},
                       {"text", line.text}});
  }
  Json refusals = Json::array();
  for (const change::Refusal& refusal : plan.refusals) {
    refusals.push_back({{"object", object_word(refusal.object)},
                        {"name", ir::to_text(refusal.name)},
                        {"what", refusal.what},
                        {"way_out", refusal.way_out}});
  }
  const Json json = {{"version", kFormatVersion},
                     {"warehouse", plan.warehouse},
                     {"dialect", plan.dialect},
                     {"from", {{"state", plan.from}, {"fingerprint", plan.from_fingerprint}}},
                     {"to", {{"state", plan.to}, {"fingerprint", plan.to_fingerprint}}},
                     {"changes", std::move(changes)},
                     {"session", plan.session},
                     {"steps", steps(plan.steps)},
                     {"undo", steps(plan.undo)},
                     {"refusals", std::move(refusals)},
                     {"suggestions", plan.suggestions}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kura::present
