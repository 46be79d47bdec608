// A plan: the steps from one state to the next, with everything that applying, reviewing and undoing them needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/boxed.h"
#include "compiler/change/change.h"
#include "compiler/ir/types.h"

namespace kura::change {

enum class HazardKind : std::uint8_t {
#define KURA_HAZARD(name, code, title) name,
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
};
std::string_view hazard_name(HazardKind kind);
std::string_view hazard_code(HazardKind kind);
std::string_view hazard_title(HazardKind kind);

struct Hazard {
  HazardKind kind{};
  std::string detail;  // one line: what exactly, for this step
  bool operator==(const Hazard&) const = default;
};

/// A query that must give one row with one value that is true (or 1).
struct Check {
  std::string what;  // "no value of `region` is longer than 10 bytes"
  std::string sql;
};

/// An asynchronous job that must have ended before the next step of the same object.
struct Wait {
  std::string what;                   // "the schema change job of sales.orders"
  std::string sql;                    // asks for its state
  std::string column;                 // the column of the answer that holds the state
  std::vector<std::string> running;   // states that mean: ask again
  std::vector<std::string> finished;  // states that mean: done; every other one is a failure
};

/// Something that hangs on an object and is not declared: read before the object goes, put back after.
struct Carry {
  std::string what;     // "grants"
  std::string capture;  // a query: each row's first column is a statement that restores one thing
};

struct Step {
  std::size_t number = 0;  // from 1
  ObjectKind object{};
  ir::QualifiedName name;
  std::string summary;  // one line, begins with a verb
  std::string reason;   // why it is done this way; may be empty
  std::vector<std::string> sql;
  std::vector<Hazard> hazards;
  std::size_t transaction = 0;  // steps with the same number run in one transaction; 0: by itself, outside of any
  std::vector<Check> checks_before;
  std::vector<Check> checks_after;
  Boxed<Wait> wait;
  std::vector<Carry> carry;
};

/// One thing that the policy does not allow, or that no statement can do.
struct Refusal {
  ObjectKind object{};
  ir::QualifiedName name;
  std::string what;     // "drops column `email`: its values are lost"
  std::string way_out;  // "allow it with --destructive allow, or …"
};

/// A line of what is different, for people and for scripts.
struct ChangeLine {
  ObjectKind object{};
  ir::QualifiedName name;
  Kind kind{};
  std::string text;  // "add column `region` varchar(32)"
};

/// The way from `before` to `after`.
struct Plan {
  std::string warehouse;
  std::string dialect;
  std::string from;  // what the user called the states
  std::string to;
  std::string from_fingerprint;
  std::string to_fingerprint;
  std::vector<ChangeLine> changes;
  std::vector<std::string> session;  // settings of the connection, before the first step
  std::vector<Step> steps;
  std::vector<Step> undo;                // the way back, a plan of its own
  std::vector<Refusal> refusals;         // not empty: not to be applied
  std::vector<std::string> suggestions;  // likely renames
};

}  // namespace kura::change
