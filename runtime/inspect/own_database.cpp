// The connection's own database.
#include "runtime/inspect/own_database.h"

namespace kura::inspect {

db::Outcome<std::vector<std::string>> own_database(db::Connection& connection) {
  const db::Outcome<db::Answer> answer = connection.execute("SELECT DATABASE()");
  if (!answer.ok()) return answer.error();
  std::vector<std::string> names;
  for (const db::Row& row : answer.value().rows) {
    if (!row.empty() && row[0] && !row[0]->empty()) names.push_back(*row[0]);
  }
  return names;
}

}  // namespace kura::inspect
