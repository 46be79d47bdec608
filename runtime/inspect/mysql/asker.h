// Asker: queries of the information schema in all databases that are inspected, and the readers that stand apart.
#pragma once

#include "runtime/inspect/mysql/catalog.h"

namespace kura::inspect::mysql {

using Rows = db::Outcome<std::vector<db::Row>>;

inline std::string text(const db::Value& value) {
  return value.value_or("");
}

class Asker {
 public:
  Asker(db::Connection& connection, const Catalog& catalog) : connection_(connection), catalog_(catalog) {}

  /// SELECT `columns` FROM the view, in each of the databases.
  [[nodiscard]] Rows rows(std::string_view columns, std::string_view from, std::string_view schema,
                          std::string_view more = {}) const;
  /// The same for a whole SELECT up to its conditions.
  [[nodiscard]] Rows rows_where(const std::string& select, std::string_view schema, std::string_view more = {}) const;

 private:
  db::Connection& connection_;
  const Catalog& catalog_;
};

db::Outcome<db::Done> read_grants(const Asker& asker, Catalog& catalog);
db::Outcome<db::Done> read_column_grants(const Asker& asker, Catalog& catalog);
db::Outcome<db::Done> read_unstated(const Asker& asker, Catalog& catalog);

/// Lists an object that no statement can say; `of`: what it belongs to, or empty.
void leave_out(Catalog& catalog, std::string_view kind, const Name& name, std::string_view why,
               std::string_view of = {});

}  // namespace kura::inspect::mysql
