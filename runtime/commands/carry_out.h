// One run from its row in the journal to its end: what `apply` and `rollback` have in common.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/apply/executor.h"
#include "runtime/commands/objects.h"
#include "runtime/commands/session.h"

namespace kura::runtime {

/// What is to be done, and what holds afterwards.
struct Assignment {
  journal::Run run;  // `number` 0: a new one
  apply::Work work;
  ObjectNames objects;                          // those that are Kura's afterwards
  std::map<std::string, std::string> declared;  // their declarations, by the same names
  bool is_marked = false;                       // nothing is run: the database has it already
};

struct Conduct {
  const DatabaseOptions& database;
  const RunOptions& run;
  driver::Streams streams;
};

/// Runs it, or goes on with it, and writes down what the catalogue says in the end. Gives the code that the command
/// answers; kOk when it went well.
int carry_out(Session& session, Writing& writing, const Assignment& assignment, const Conduct& conduct);

/// Asks on a terminal; elsewhere only `--yes` says yes. The code is kOk when it may go on.
int confirm(const std::string& question, const Conduct& conduct);

/// What may go wrong or is lost, a line each kind of hazard: for the question.
std::vector<std::string> grave_hazards(const std::vector<change::Step>& steps);

}  // namespace kura::runtime
