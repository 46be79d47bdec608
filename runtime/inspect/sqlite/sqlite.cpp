// SQLite's inspector: the catalogue is the text of the statements that made it.
#include <fmt/format.h>

#include "runtime/inspect/inspector.h"

namespace kura::inspect::sqlite {
namespace {

/// Tables first, then the indexes on them, then views. What belongs to a constraint has no text of its own.
constexpr std::string_view kCatalog =
    "SELECT s.type, s.name, s.tbl_name, s.sql, l.type FROM main.sqlite_schema s"
    " LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name AND s.type = 'table'"
    " WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND s.tbl_name NOT LIKE 'kura\\_%' ESCAPE '\\' AND s.name NOT LIKE 'kura\\_%' ESCAPE '\\'"
    " ORDER BY CASE s.type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END, s.tbl_name, s.name";

class SqliteInspector final : public Inspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "sqlite"; }

  db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const override;
};

db::Outcome<Script> SqliteInspector::read(db::Connection& connection, const std::vector<std::string>& schemas) const {
  for (const std::string& schema : schemas) {
    if (schema == "main") continue;
    return db::Error{db::ErrorKind::missing, "", fmt::format("there is no schema `{}`", schema),
                     "a database file has one schema, `main`"};
  }
  const auto answer = connection.execute(std::string(kCatalog));
  if (!answer.ok()) return answer.error();
  Script script;
  for (const db::Row& row : answer.value().rows) {
    const std::string type = row[0].value_or("");
    const std::string table_kind = row[4].value_or("");
    if (type == "trigger") {
      script.unstated.push_back(
          {fmt::format("trigger {} of {}", *row[1], *row[2]), "triggers are not part of the language"});
    } else if (table_kind == "virtual") {
      script.unstated.push_back(
          {fmt::format("virtual table {}", *row[1]), "tables that a module answers for are not part of the language"});
    } else if (table_kind != "shadow") {
      script.statements.push_back(*row[3]);
    }
  }
  return script;
}

}  // namespace

const Inspector& inspector();
const Inspector& inspector() {
  static const SqliteInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::sqlite
