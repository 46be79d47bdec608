// Inspector: a live database as the statements that would make it, for the reader of SQL (compiler/import).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/connection.h"

namespace kura::inspect {

/// Something in the database that a `.schema` cannot say: listed, never dropped in silence.
struct Unstated {
  std::string object;  // "trigger sales.on_insert of sales.orders"
  std::string why;     // "triggers are not part of the language"
};

/// What was found. The statements are complete, in an order in which they could be run, without semicolons; Kura's own
/// tables (kura_*), the engine's own schemas and temporary objects are left out.
struct Script {
  std::vector<std::string> statements;
  std::vector<Unstated> unstated;
};

class Inspector {
 public:
  virtual ~Inspector() = default;

  [[nodiscard]] virtual std::string_view dialect() const = 0;

  /// Which namespaces are meant when nobody names one; none: all of the user's. Where one server holds the databases of
  /// many projects, only the connection's own.
  virtual db::Outcome<std::vector<std::string>> default_namespaces(db::Connection& connection) const;

  /// Reads the catalogue with a fixed small number of queries, however many tables there are. `schemas`: only these
  /// namespaces (databases); empty: all of the user's. Names are written so that reading the statements with the
  /// connection's default schema gives the same objects; those in the default schema have no schema before them.
  virtual db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const = 0;
};

/// The inspector of a dialect; null when there is none.
const Inspector* find_inspector(std::string_view dialect);

}  // namespace kura::inspect
