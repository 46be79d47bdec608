// Which objects of a database are Kura's, and what the catalogue says of them.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/ir/schema.h"
#include "runtime/commands/session.h"

namespace kura::runtime {

/// Objects as the catalogue's keys name them: "schema.name", or "name" in the default schema.
using ObjectNames = std::set<std::string>;

/// What a compiled state declares and manages: no external tables.
ObjectNames objects_of(const ir::Schema& schema);
/// The declarations of a state by the same names, for an engine with these capabilities; `enum NAME` beside, as not
/// every engine has an object for it.
std::map<std::string, std::string> declarations_of(const migrations::StateText& state,
                                                   const dialect::Capabilities& capabilities);
/// What the changes and steps of a plan speak of.
ObjectNames objects_of(const change::Plan& plan);

/// What the catalogue says of these objects now; those that are not there are left out.
db::Outcome<journal::KnownObjects> look(Session& session, const ObjectNames& names);

/// One object that is not as it was left.
struct Drift {
  std::string object;
  bool is_gone = false;
  std::vector<std::string> added;  // facts, as the catalogue words them
  std::vector<std::string> removed;
};
std::vector<Drift> drift_between(const journal::KnownObjects& known, const journal::KnownObjects& now);
/// "sales.orders is gone", "sales.orders: + column …": a line each.
std::vector<std::string> to_lines(const Drift& drift);

}  // namespace kura::runtime
