// The catalogue as statements, in an order in which they could be run; and what they leave out.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/sql/relations.h"
#include "runtime/engine/facts.h"
#include "runtime/inspect/redshift/tables.h"

namespace kura::inspect::redshift {
namespace {

/// A backslash begins an escape.
std::string string_literal(std::string_view text) {
  return engine::replaced(engine::literal(text), "\\", "\\\\");
}

/// Those first that others read. What a view reads is in its text only: of late-binding ones nothing else tells.
class ViewOrder {
 public:
  explicit ViewOrder(const Catalog& catalog) : catalog_(catalog) {}

  std::vector<Name> run() {
    for (const auto& [name, view] : catalog_.views) visit(name);
    return std::move(order_);
  }

 private:
  void visit(const Name& name) {
    const auto found = catalog_.views.find(name);
    if (found == catalog_.views.end() || !seen_.insert(name).second) return;
    for (const sql::RelationName& read : sql::find_relations(found->second.text.query)) {
      if (read.parts.size() == 2) visit({read.parts[0], read.parts[1]});
      if (read.parts.size() == 1) visit({catalog_.home, read.parts[0]});
    }
    order_.push_back(name);
  }

  const Catalog& catalog_;
  std::set<Name> seen_;
  std::vector<Name> order_;
};

class Writer {
 public:
  explicit Writer(const Catalog& catalog) : catalog_(catalog) {}

  std::vector<std::string> run() {
    write_schemas();
    for (const auto& [name, columns] : catalog_.externals) add(create_external_table(catalog_, name, columns));
    for (const auto& [name, table] : catalog_.tables) {
      for (std::string& statement : create_table(catalog_, name, table)) add(std::move(statement));
    }
    for (const bool is_foreign : {false, true}) write_constraints(is_foreign);
    for (const Name& name : ViewOrder(catalog_).run()) write_view(name, catalog_.views.at(name));
    write_comments();
    for (const auto& [name, table] : catalog_.tables) write_owner(name, table.owner);
    for (const auto& [name, view] : catalog_.views) write_owner(name, view.owner);
    write_grants();
    return std::move(statements_);
  }

 private:
  void add(std::string statement) { statements_.push_back(std::move(statement)); }

  template <class... Values>
  void add(fmt::format_string<Values...> format, Values&&... values) {
    statements_.push_back(fmt::format(format, std::forward<Values>(values)...));
  }

  void write_schemas() {
    for (const std::string& schema : catalog_.schemas) {
      if (schema != catalog_.home && has_objects(catalog_, schema))
        add("CREATE SCHEMA IF NOT EXISTS {}", quoted(schema));
    }
  }

  void write_constraints(bool is_foreign) {
    for (const Constraint& it : catalog_.constraints) {
      if (it.is_foreign != is_foreign) continue;
      add("ALTER TABLE {} ADD CONSTRAINT {} {}", object_name(catalog_, it.relation), quoted(it.name), it.text);
    }
  }

  void write_view(const Name& name, const View& view) {
    const std::string written = object_name(catalog_, name);
    if (view.text.is_materialized) return write_materialized_view(name, written, view);
    const std::string columns = view.text.head.empty() ? "" : " " + view.text.head;
    add("CREATE VIEW {}{} AS\n{}{}", written, columns, view.text.query,
        view.text.is_late_binding ? "\nWITH NO SCHEMA BINDING" : "");
  }

  /// The text has the design that the view was created with; what it is now, the table of its rows tells.
  void write_materialized_view(const Name& name, const std::string& written, const View& view) {
    constexpr int kAutomatic = 9;
    const auto storage = catalog_.storages.find(name);
    std::string design = view.text.has_no_backup ? "\nBACKUP NO" : "";
    const bool is_known = storage != catalog_.storages.end();
    if (is_known) {
      const std::string distribution = distribution_clause(storage->second);
      // That is what it gets without a word.
      if (distribution != "\nDISTSTYLE EVEN") design += distribution;
      design += sort_clause(storage->second);
    }
    if (view.refreshes) design += "\nAUTO REFRESH YES";
    add("CREATE MATERIALIZED VIEW {}{}\nAS\n{}", written, design, view.text.query);
    if (is_known && storage->second.style == kAutomatic)
      add("ALTER MATERIALIZED VIEW {} ALTER DISTSTYLE AUTO", written);
    if (is_known && storage->second.is_sorted_automatically)
      add("ALTER MATERIALIZED VIEW {} ALTER SORTKEY AUTO", written);
  }

  void write_comments() {
    for (const auto& [schema, comment] : catalog_.schema_comments) {
      if (schema != catalog_.home && has_objects(catalog_, schema))
        add("COMMENT ON SCHEMA {} IS {}", quoted(schema), string_literal(comment));
    }
    for (const Comment& it : catalog_.comments) {
      const bool is_view = catalog_.views.contains(it.relation);
      if (!is_view && !catalog_.tables.contains(it.relation)) continue;
      const std::string name = object_name(catalog_, it.relation);
      if (!it.column.empty()) {
        add("COMMENT ON COLUMN {}.{} IS {}", name, quoted(it.column), string_literal(it.text));
      } else {
        add("COMMENT ON {} {} IS {}", is_view ? "VIEW" : "TABLE", name, string_literal(it.text));
      }
    }
  }

  void write_owner(const Name& name, const std::string& owner) {
    // Who runs the statements owns what they make.
    if (owner != catalog_.user) add("ALTER TABLE {} OWNER TO {}", object_name(catalog_, name), quoted(owner));
  }

  [[nodiscard]] const std::string* owner_of(const Name& name) const {
    if (const auto table = catalog_.tables.find(name); table != catalog_.tables.end()) return &table->second.owner;
    const auto view = catalog_.views.find(name);
    return view == catalog_.views.end() ? nullptr : &view->second.owner;
  }

  void write_grants() {
    for (const Grant& it : catalog_.grants) {
      const std::string* owner = owner_of(it.relation);
      const bool is_user = it.grantee_kind == "user";
      if (owner == nullptr || (is_user && it.grantee == *owner)) continue;
      const std::string grantee = it.grantee_kind == "public" ? "PUBLIC" : quoted(it.grantee);
      const std::string kind =
          it.grantee_kind == "group" || it.grantee_kind == "role" ? to_upper(it.grantee_kind) + " " : "";
      add("GRANT {}{} ON {} TO {}{}{}", to_upper(it.privilege), it.column.empty() ? "" : " (" + quoted(it.column) + ")",
          object_name(catalog_, it.relation), kind, grantee, it.is_grantable ? " WITH GRANT OPTION" : "");
    }
  }

  const Catalog& catalog_;
  std::vector<std::string> statements_;
};

}  // namespace

bool has_objects(const Catalog& catalog, const std::string& schema) {
  const auto is_in = [&](const auto& entry) { return entry.first.schema == schema; };
  return std::any_of(catalog.tables.begin(), catalog.tables.end(), is_in) ||
         std::any_of(catalog.views.begin(), catalog.views.end(), is_in);
}

std::vector<std::string> statements_of(const Catalog& catalog) {
  return Writer(catalog).run();
}

}  // namespace kura::inspect::redshift
