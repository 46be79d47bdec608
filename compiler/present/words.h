// Words and marks that several formats share.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/change/plan.h"

namespace kura::present {

/// "table `sales.orders`".
std::string object_text(change::ObjectKind kind, const ir::QualifiedName& name);

/// The changes of one object, in the order of the plan.
struct ObjectChanges {
  change::ObjectKind object{};
  ir::QualifiedName name;
  char mark = '~';                 // '+' created, '-' dropped, '~' changed
  std::vector<std::string> lines;  // empty for what is created or dropped as a whole
};
std::vector<ObjectChanges> by_object(const change::Plan& plan);

/// "1 step", "2 steps".
std::string counted(std::size_t count, const char* word);
/// "3 changes of 2 objects, 4 steps in 2 transactions, 1 outside; 2 with a blocking lock, 1 with data loss".
std::string totals(const change::Plan& plan);
/// "for a moment"-like lines need no code: "blocking lock (H0103): …".
std::string hazard_text(const change::Hazard& hazard);

}  // namespace kura::present
