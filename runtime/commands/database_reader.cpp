// Reading a database's catalog by its address.
#include "runtime/commands/database_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/dialect/registry.h"
#include "compiler/dialect/renderer.h"
#include "runtime/commands/objects.h"
#include "runtime/db/connection.h"
#include "runtime/db/url.h"
#include "runtime/engine/engine.h"
#include "runtime/inspect/inspector.h"

namespace kura::runtime {
namespace {

using db::Outcome;

std::string scheme_of(const std::string& text) {
  return text.substr(0, text.find(':'));
}

/// A folder may have a colon in its name, but not like this.
bool is_address(const std::string& text) {
  if (text.find("://") != std::string::npos || text.starts_with("${")) return true;
  const std::vector<std::string> known = db::schemes();
  return text.find(':') != std::string::npos && std::find(known.begin(), known.end(), scheme_of(text)) != known.end();
}

driver::DatabaseScript failure(const std::string& where, const db::Error& error) {
  driver::DatabaseScript script;
  script.error =
      fmt::format("{}: {}{}{}", where, db::to_text(error), error.help.empty() ? "" : "\n  help: ", error.help);
  script.exit_code = error.kind == db::ErrorKind::usage ? driver::kUsage : kDatabase;
  return script;
}

/// The declarations of what is as Kura left it, whichever warehouses have their journal here.
Outcome<std::map<std::string, std::string>> declared_in(Session& session) {
  std::map<std::string, std::string> declared;
  const Outcome<bool> exists = session.journal->exists();
  if (!exists.ok()) return exists.error();
  if (!exists.value()) return declared;
  const Outcome<journal::KnownObjects> known = session.journal->all_objects();
  if (!known.ok()) return known.error();
  ObjectNames names;
  for (const auto& [object, it] : known.value()) {
    if (!it.declared.empty()) names.insert(object);
  }
  const Outcome<journal::KnownObjects> now = look(session, names);
  if (!now.ok()) return now.error();
  for (const auto& [object, it] : now.value()) {
    const journal::KnownObject& before = known.value().at(object);
    if (before.content == it.content) declared.emplace(object, before.declared);
  }
  Outcome<journal::Declarations> others = session.journal->declarations();
  if (!others.ok()) return others.error();
  declared.merge(others.value());
  return declared;
}

class Reader {
 public:
  Reader(Surroundings surroundings, std::int64_t connect_timeout, std::vector<std::string> schemas)
      : surroundings_(std::move(surroundings)), connect_timeout_(connect_timeout), schemas_(std::move(schemas)) {}

  [[nodiscard]] driver::DatabaseScript read(const std::string& address, const std::string& dialect,
                                            const std::vector<std::string>& namespaces) const;

 private:
  Surroundings surroundings_;
  std::int64_t connect_timeout_;
  std::vector<std::string> schemas_;
};

driver::DatabaseScript Reader::read(const std::string& address, const std::string& dialect,
                                    const std::vector<std::string>& namespaces) const {
  const Outcome<db::Url> url = db::parse_url(address, surroundings_.environment);
  if (!url.ok()) return failure("the address of the database", url.error());
  const std::string where = db::without_secrets(url.value());
  const inspect::Inspector* inspector = inspect::find_inspector(dialect);
  if (inspector == nullptr) {
    return failure(where, {db::ErrorKind::usage, {}, "nothing says which engine it is", "give `--dialect`"});
  }
  Outcome<std::unique_ptr<db::Connection>> connection = db::connect(url.value(), {connect_timeout_, "kura", false});
  if (!connection.ok()) return failure(where, connection.error());
  Session session;
  session.url = url.value();
  session.connection = surroundings_.wrap(std::move(connection.value()));
  session.engine = engine::find_engine(dialect);
  session.dialect = dialect::find_dialect(dialect);
  session.on_connection = surroundings_.on_connection;
  session.on_connection(session.connection.get());
  if (const auto checked = session.engine->check_server(*session.connection); !checked.ok())
    return failure(where, checked.error());
  session.journal = std::make_unique<journal::Journal>(*session.connection, *session.engine, *session.dialect->renderer,
                                                       std::string());
  Outcome<std::vector<std::string>> schemas = schemas_;
  if (schemas_.empty()) schemas = inspector->default_namespaces(*session.connection);
  if (!schemas.ok()) return failure(where, schemas.error());
  if (schemas_.empty() && !schemas.value().empty())
    schemas.value().insert(schemas.value().end(), namespaces.begin(), namespaces.end());
  Outcome<inspect::Script> found = inspector->read(*session.connection, schemas.value());
  if (!found.ok()) return failure(where, found.error());
  Outcome<std::map<std::string, std::string>> declared = declared_in(session);
  if (!declared.ok()) return failure(where, declared.error());
  driver::DatabaseScript script;
  script.statements = std::move(found.value().statements);
  for (const inspect::Unstated& it : found.value().unstated)
    script.unstated.push_back(fmt::format("{}: {}", it.object, it.why));
  script.declared = std::move(declared.value());
  return script;
}

}  // namespace

driver::DatabaseReader database_reader(const Surroundings& surroundings, std::int64_t connect_timeout,
                                       const std::vector<std::string>& schemas) {
  driver::DatabaseReader reader;
  reader.is_address = is_address;
  reader.dialect_of = [environment = surroundings.environment](const std::string& address) {
    const Outcome<db::Url> url = db::parse_url(address, environment);
    return url.ok() ? db::default_dialect(url.value().scheme) : std::string();
  };
  reader.without_secrets = [environment = surroundings.environment](const std::string& address) {
    const Outcome<db::Url> url = db::parse_url(address, environment);
    return url.ok() ? db::without_secrets(url.value()) : std::string("a database");
  };
  reader.read = [reads = Reader(surroundings, connect_timeout, schemas)](
                    const std::string& address, const std::string& dialect,
                    const std::vector<std::string>& namespaces) { return reads.read(address, dialect, namespaces); };
  return reader;
}

driver::DatabaseReader reader_of_databases(const Surroundings& surroundings, std::int64_t connect_timeout) {
  return database_reader(surroundings, connect_timeout, {});
}

}  // namespace kura::runtime
