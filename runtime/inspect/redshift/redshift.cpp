// Redshift's inspector: names of the default schema go without it while the catalogues are read.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/sql/relations.h"
#include "runtime/engine/facts.h"
#include "runtime/engine/redshift/torn_reads.h"
#include "runtime/engine/row_facts.h"
#include "runtime/inspect/redshift/catalog.h"

namespace kura::inspect::redshift {
namespace {

/// The parts of a search path as strings: `"$user", public` is `'$user', 'public'`.
std::string as_strings(std::string_view path) {
  std::string list;
  std::string part;
  const auto flush = [&] {
    const std::size_t begin = part.find_first_not_of(' ');
    const std::size_t end = part.find_last_not_of(' ');
    if (begin != std::string::npos)
      list += (list.empty() ? "" : ", ") + engine::literal(part.substr(begin, end + 1 - begin));
    part.clear();
  };
  for (const char c : path) {
    if (c == ',') {
      flush();
    } else if (c != '"') {
      part += c;
    }
  }
  flush();
  return list;
}

db::Outcome<db::Done> set_path(db::Connection& connection, const std::string& path) {
  if (path.empty()) return db::Done{};
  const db::Outcome<db::Answer> set = connection.execute("SET search_path TO " + path);
  if (!set.ok()) return set.error();
  return db::Done{};
}

/// A late-binding view keeps the names as they were written, and each must have its schema: the default one too.
bool is_home_named(const Catalog& catalog) {
  const auto names_home = [&](const sql::RelationName& it) {
    return it.parts.size() > 1 && it.parts[0] == catalog.home;
  };
  return std::any_of(catalog.views.begin(), catalog.views.end(), [&](const auto& view) {
    const std::vector<sql::RelationName> relations = sql::find_relations(view.second.text.query);
    return view.second.text.is_late_binding && std::any_of(relations.begin(), relations.end(), names_home);
  });
}

class RedshiftInspector final : public Inspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "redshift"; }

  /// The functions that print views and keys leave the schema away where the search path finds the name.
  db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const override {
    const db::Outcome<db::Value> before = engine::first_value(connection, "SHOW search_path");
    if (!before.ok()) return before.error();
    const db::Outcome<db::Value> home = engine::first_value(connection, "SELECT current_schema()");
    if (!home.ok()) return home.error();
    const std::string path = home.value() ? engine::literal(*home.value()) : "pg_catalog";
    if (const auto set = set_path(connection, path); !set.ok()) return set.error();
    const auto read_all = [&] {
      return engine::redshift::read_untorn([&] { return read_catalog(connection, schemas); });
    };
    auto catalog = read_all();
    if (catalog.ok() && is_home_named(catalog.value())) {
      if (const auto set = set_path(connection, "pg_catalog"); !set.ok()) return set.error();
      catalog = read_all();
    }
    if (!catalog.ok() && catalog.error().kind == db::ErrorKind::connection) return catalog.error();
    const auto restored = set_path(connection, as_strings(before.value().value_or("")));
    if (!catalog.ok()) return catalog.error();
    if (!restored.ok()) return restored.error();
    return Script{statements_of(catalog.value()), unstated_of(catalog.value())};
  }
};

}  // namespace

const Inspector& inspector();
const Inspector& inspector() {
  static const RedshiftInspector kInspector;
  return kInspector;
}

}  // namespace kura::inspect::redshift
