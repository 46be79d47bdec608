// A plan through its JSON and back, and what is said of texts that are no plan.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "compiler/present/present.h"

namespace kura::present {
namespace {

using Json = nlohmann::ordered_json;

change::Step step(std::size_t number, const std::string& summary) {
  change::Step step;
  step.number = number;
  step.object = change::ObjectKind::table;
  step.name = {"sales", "orders"};
  step.summary = summary;
  return step;
}

/// Every field has a value that no other one has.
change::Plan full_plan() {
  change::Plan plan;
  plan.warehouse = "prod";
  plan.dialect = "starrocks";
  plan.from = "main";
  plan.to = "a folder";
  plan.from_fingerprint = "0123456789abcdef";
  plan.to_fingerprint = "fedcba9876543210";
  plan.changes.push_back(
      {change::ObjectKind::table, {"sales", "orders"}, change::Kind::add_column, "add column `é` \"text\""});
  plan.changes.push_back({change::ObjectKind::materialized_view, {"", "totals"}, change::Kind::create_view, "create"});
  plan.session = {"SET one = 1", "SET two = '\n\\'"};
  change::Step first = step(1, "add column `é`");
  first.reason = "the engine can";
  first.sql = {"ALTER TABLE sales.orders\n  ADD COLUMN é text", "SELECT '\"'"};
  first.hazards = {{change::HazardKind::asynchronous_job, "in the background"},
                   {change::HazardKind::may_fail, "when a value is too long"}};
  first.transaction = 3;
  first.checks_before = {{"no value is null", "SELECT count(*) = 0 FROM sales.orders"}};
  first.checks_after = {{"all rows are there", "SELECT 1"}, {"and once more", "SELECT 2 - 1"}};
  first.wait =
      change::Wait{"the job of sales.orders", "SHOW ALTER TABLE COLUMN", "State", {"PENDING", "RUNNING"}, {"FINISHED"}};
  first.carry = {{"grants", "SELECT 'GRANT …'"}, {"comments", "SELECT 'COMMENT …'"}};
  change::Step second = step(2, "refresh");
  second.object = change::ObjectKind::materialized_view;
  second.name = {"", "totals"};
  plan.steps = {first, second};
  plan.undo = {step(1, "drop column `é`")};
  plan.refusals = {{change::ObjectKind::view, {"sales", "recent"}, "drops the view", "allow it"}};
  plan.suggestions = {"`a` may have become `b`"};
  return plan;
}

change::Plan read(const std::string& text) {
  std::variant<change::Plan, std::string> result = from_json(text);
  REQUIRE_MESSAGE(std::holds_alternative<change::Plan>(result), std::get<std::string>(result));
  return std::get<change::Plan>(std::move(result));
}

/// What is said of the full plan's JSON after a change; empty when it was read.
template <class Edit>
std::string trouble_after(Edit edit) {
  Json json = Json::parse(to_json(full_plan()));
  edit(json);
  std::variant<change::Plan, std::string> result = from_json(json.dump());
  return std::holds_alternative<std::string>(result) ? std::get<std::string>(result) : "";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void check_same(const std::vector<change::Check>& left, const std::vector<change::Check>& right) {
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    CHECK(left[i].what == right[i].what);
    CHECK(left[i].sql == right[i].sql);
  }
}

void check_same(const change::Step& left, const change::Step& right) {
  CHECK(left.number == right.number);
  CHECK(left.object == right.object);
  CHECK(left.name == right.name);
  CHECK(left.summary == right.summary);
  CHECK(left.reason == right.reason);
  CHECK(left.sql == right.sql);
  CHECK(left.hazards == right.hazards);
  CHECK(left.transaction == right.transaction);
  check_same(left.checks_before, right.checks_before);
  check_same(left.checks_after, right.checks_after);
  REQUIRE(left.wait.has_value() == right.wait.has_value());
  if (left.wait) {
    CHECK(left.wait->what == right.wait->what);
    CHECK(left.wait->sql == right.wait->sql);
    CHECK(left.wait->column == right.wait->column);
    CHECK(left.wait->running == right.wait->running);
    CHECK(left.wait->finished == right.wait->finished);
  }
  REQUIRE(left.carry.size() == right.carry.size());
  for (std::size_t i = 0; i < left.carry.size(); ++i) {
    CHECK(left.carry[i].what == right.carry[i].what);
    CHECK(left.carry[i].capture == right.carry[i].capture);
  }
}

void check_same(const std::vector<change::Step>& left, const std::vector<change::Step>& right) {
  REQUIRE(left.size() == right.size());
  for (std::size_t i = 0; i < left.size(); ++i) check_same(left[i], right[i]);
}

}  // namespace

TEST_CASE("read_json: every field of a plan comes back") {
  const change::Plan plan = full_plan();
  const change::Plan again = read(to_json(plan));
  CHECK(again.warehouse == plan.warehouse);
  CHECK(again.dialect == plan.dialect);
  CHECK(again.from == plan.from);
  CHECK(again.to == plan.to);
  CHECK(again.from_fingerprint == plan.from_fingerprint);
  CHECK(again.to_fingerprint == plan.to_fingerprint);
  CHECK(again.session == plan.session);
  CHECK(again.suggestions == plan.suggestions);
  check_same(again.steps, plan.steps);
  check_same(again.undo, plan.undo);
  REQUIRE(again.changes.size() == plan.changes.size());
  for (std::size_t i = 0; i < plan.changes.size(); ++i) {
    CHECK(again.changes[i].object == plan.changes[i].object);
    CHECK(again.changes[i].name == plan.changes[i].name);
    CHECK(again.changes[i].kind == plan.changes[i].kind);
    CHECK(again.changes[i].text == plan.changes[i].text);
  }
  REQUIRE(again.refusals.size() == 1);
  CHECK(again.refusals[0].object == plan.refusals[0].object);
  CHECK(again.refusals[0].name == plan.refusals[0].name);
  CHECK(again.refusals[0].what == plan.refusals[0].what);
  CHECK(again.refusals[0].way_out == plan.refusals[0].way_out);
  CHECK(to_json(again) == to_json(plan));
}

TEST_CASE("read_json: a plan without anything comes back") {
  const change::Plan again = read(to_json(change::Plan{}));
  CHECK(again.steps.empty());
  CHECK(again.changes.empty());
  CHECK(to_json(again) == to_json(change::Plan{}));
}

TEST_CASE("read_json: every kind of object, change and hazard comes back") {
  change::Plan plan;
  change::Step all = step(1, "all");
  const change::HazardKind hazards[] = {
#define KURA_HAZARD(name, code, title) change::HazardKind::name,
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
  };
  for (const change::HazardKind kind : hazards) all.hazards.push_back({kind, "detail"});
  plan.steps = {all};
  for (std::size_t i = 0; i < change::kKindCount; ++i) {
    plan.changes.push_back({change::ObjectKind::table, {"", "t"}, static_cast<change::Kind>(i), "text"});
  }
  using enum change::ObjectKind;
  for (const change::ObjectKind object : {schema, enumeration, sequence, table, view, materialized_view}) {
    plan.refusals.push_back({object, {"", "t"}, "what", "way out"});
  }
  CHECK(to_json(read(to_json(plan))) == to_json(plan));
}

TEST_CASE("read_json: a text that is no JSON") {
  for (const std::string text : {"", "{", "CREATE TABLE t (a int);", "{\"version\": 1} more", "\"\xff\""}) {
    CAPTURE(text);
    const std::variant<change::Plan, std::string> result = from_json(text);
    REQUIRE(std::holds_alternative<std::string>(result));
    CHECK(has(std::get<std::string>(result), "is no plan as `kura plan --format json` writes it"));
  }
}

TEST_CASE("read_json: JSON that is no plan") {
  for (const std::string text : {"null", "[]", "{}", "1", R"("version")", R"({"version": "1"})"}) {
    CAPTURE(text);
    CHECK(std::holds_alternative<std::string>(from_json(text)));
  }
}

TEST_CASE("read_json: every member must be there") {
  const Json whole = Json::parse(to_json(full_plan()));
  for (const auto& [name, ignored] : whole.items()) {
    CAPTURE(name);
    CHECK(has(trouble_after([&, key = name](Json& json) { json.erase(key); }), name));
  }
  for (const auto& [name, ignored] : whole["steps"][0].items()) {
    CAPTURE(name);
    CHECK(has(trouble_after([&, key = name](Json& json) { json["steps"][0].erase(key); }), name));
  }
}

TEST_CASE("read_json: members of another type") {
  CHECK(!trouble_after([](Json& json) { json["steps"] = "none"; }).empty());
  CHECK(!trouble_after([](Json& json) { json["steps"][0]["sql"] = "SELECT 1"; }).empty());
  CHECK(!trouble_after([](Json& json) { json["steps"][0]["transaction"] = "1"; }).empty());
  CHECK(!trouble_after([](Json& json) { json["steps"][0]["wait"] = 1; }).empty());
  CHECK(!trouble_after([](Json& json) { json["from"] = "empty"; }).empty());
  CHECK(!trouble_after([](Json& json) { json["session"] = {1, 2}; }).empty());
}

TEST_CASE("read_json: words and numbers that mean nothing") {
  CHECK(has(trouble_after([](Json& json) { json["version"] = 2; }), "reads plans of version 1"));
  CHECK(has(trouble_after([](Json& json) { json["steps"][0]["object"] = "tabel"; }), "`tabel` is no kind of object"));
  CHECK(has(trouble_after([](Json& json) { json["changes"][0]["kind"] = "paint"; }), "`paint` is no kind of change"));
  CHECK(
      has(trouble_after([](Json& json) { json["steps"][0]["hazards"][0]["code"] = "H9999"; }), "`H9999` is no hazard"));
  CHECK(has(trouble_after([](Json& json) { json["steps"][1]["id"] = 1; }), "not numbered 1, 2, …"));
  CHECK(has(trouble_after([](Json& json) { json["undo"][0]["id"] = 2; }), "not numbered 1, 2, …"));
  CHECK(has(trouble_after([](Json& json) { json["steps"][0]["id"] = -1; }), "not numbered 1, 2, …"));
}

TEST_CASE("read_json: members that a later version adds are passed over") {
  CHECK(trouble_after([](Json& json) { json["more"] = "later"; }).empty());
  CHECK(trouble_after([](Json& json) { json["steps"][0]["more"] = 1; }).empty());
}

}  // namespace kura::present
