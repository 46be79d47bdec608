// Session: reading the project, connecting, locking.
#include "runtime/commands/session.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ostream>

#include "runtime/commands/journal_setup.h"

extern "C" char** environ;  // NOLINT: POSIX gives it no header

namespace kura::runtime {
namespace {

using db::Error;
using db::ErrorKind;
using db::Outcome;

}  // namespace

Surroundings real_surroundings() {
  const journal::World world = journal::real_world();
  Surroundings surroundings;
  for (char** it = environ; it != nullptr && *it != nullptr; ++it) {
    const std::string_view variable = *it;
    const std::size_t sign = variable.find('=');
    if (sign != std::string_view::npos)
      surroundings.environment.emplace(variable.substr(0, sign), variable.substr(sign + 1));
  }
  surroundings.now = world.now;
  surroundings.sleep = world.sleep;
  surroundings.token = world.token;
  surroundings.is_interrupted = [] { return false; };
  surroundings.on_connection = [](db::Connection*) {};
  surroundings.wrap = [](std::unique_ptr<db::Connection> connection) { return connection; };
  return surroundings;
}

journal::World world_of(const Surroundings& surroundings) {
  return {surroundings.now, surroundings.sleep, surroundings.token, surroundings.is_interrupted};
}

int fail(driver::Streams streams, const std::string& where, const Error& error) {
  streams.err << fmt::format("kura: error: {}{}{}\n", where, where.empty() ? "" : ": ", db::to_text(error));
  if (!error.help.empty()) streams.err << fmt::format("  help: {}\n", error.help);
  return error.kind == ErrorKind::usage ? driver::kUsage : kDatabase;
}

std::variant<std::unique_ptr<Targets>, int> Targets::open(const DatabaseOptions& options, driver::Streams streams) {
  auto targets = std::make_unique<Targets>();
  diag::Sink sink;
  auto opened = driver::open_workspace(options.history, targets->sources_, sink, streams);
  if (const int* code = std::get_if<int>(&opened)) return *code;
  driver::Workspace& workspace = std::get<driver::Workspace>(opened);
  if (!options.url.empty() && workspace.warehouses.size() > 1) {
    return driver::fail(streams, "`--url` is the address of one warehouse; choose it with `-w`", driver::kUsage);
  }
  for (driver::WarehouseFolder& warehouse : workspace.warehouses) {
    diag::Sink own;
    std::optional<migrations::History> history = migrations::read_history(warehouse.folder, targets->sources_, own);
    const std::string name = warehouse.folder.warehouse;
    if (!history || own.has_errors()) {
      report(own, targets->sources_, options.history.report, streams.err);
      return driver::fail(streams, fmt::format("the migrations of `{}` are not whole; `kura verify` tells more", name),
                          driver::kSchemaErrors);
    }
    Target target{std::move(warehouse), std::move(*history), nullptr, options.url};
    if (target.url.empty()) target.url = target.warehouse.project.schema.warehouse.setting("url");
    target.engine = engine::find_engine(target.warehouse.project.dialect->name);
    if (target.url.empty()) {
      return driver::fail(
          streams,
          fmt::format(
              "nobody says where the database of `{}` is; give `--url`, or write `url = \"…\";` into the warehouse",
              name),
          driver::kUsage);
    }
    targets->targets_.push_back(std::move(target));
  }
  return targets;
}

Session::~Session() {
  if (on_connection) on_connection(nullptr);
}

std::variant<Session, int> open_session(const std::string& url, const driver::CompiledWarehouse& warehouse,
                                        const DatabaseOptions& options, driver::Streams streams) {
  Outcome<db::Url> parsed = db::parse_url(url, options.surroundings.environment);
  const std::string& name = warehouse.schema.warehouse.name;
  if (!parsed.ok()) return fail(streams, name, parsed.error());
  Session session;
  session.url = std::move(parsed.value());
  session.dialect = warehouse.dialect;
  session.engine = engine::find_engine(warehouse.dialect->name);
  const std::string where = fmt::format("{} ({})", name, db::without_secrets(session.url));
  Outcome<std::unique_ptr<db::Connection>> connection = db::connect(session.url, {options.connect_timeout, "kura"});
  if (!connection.ok()) return fail(streams, where, connection.error());
  session.connection = options.surroundings.wrap(std::move(connection.value()));
  session.on_connection = options.surroundings.on_connection;
  session.on_connection(session.connection.get());
  if (const Outcome<db::Done> checked = session.engine->check_server(*session.connection); !checked.ok()) {
    return fail(streams, where, checked.error());
  }
  session.journal =
      std::make_unique<journal::Journal>(*session.connection, *session.engine, *warehouse.dialect->renderer, name);
  return session;
}

std::variant<Writing, int> begin_writing(Session& session, const driver::CompiledWarehouse& warehouse,
                                         const RunOptions& run, const journal::World& world, driver::Streams streams) {
  const std::string& name = warehouse.schema.warehouse.name;
  const Result<journal::Setup> setup = journal_setup(warehouse);
  if (!setup.ok()) return driver::fail(streams, setup.error(), driver::kEnvironment);
  const bool is_lease = session.engine->lock_kind() == engine::LockKind::lease;
  // A lease is a row of the journal; every other lock comes before it is made.
  if (is_lease) {
    if (const auto prepared = session.journal->prepare(setup.value()); !prepared.ok())
      return fail(streams, name, prepared.error());
  }
  journal::LockOptions options{name, run.lock_wait, [&](const std::string&) {
                                 streams.err << fmt::format("{}: another run is at work here; waiting for it\n", name)
                                             << std::flush;
                               }};
  Outcome<std::unique_ptr<journal::Lock>> lock =
      journal::take_lock(*session.connection, *session.engine, *warehouse.dialect->renderer, options, world);
  if (!lock.ok()) return fail(streams, name, lock.error());
  if (!lock.value()) {
    if (world.is_interrupted()) return driver::fail(streams, "stopped while waiting for another run", kInterrupted);
    return driver::fail(streams,
                        fmt::format("{}: another run is still at work after {} s; nothing was done here. Try again "
                                    "when it has ended, or wait longer "
                                    "with `--lock-wait SECONDS`{}",
                                    name, run.lock_wait / 1000,
                                    is_lease ? "; if you know that it is no more: `kura repair --unlock`" : ""),
                        kDatabase);
  }
  if (!is_lease) {
    if (const auto prepared = session.journal->prepare(setup.value()); !prepared.ok())
      return fail(streams, name, prepared.error());
  }
  return Writing{std::move(lock.value())};
}

}  // namespace kura::runtime
