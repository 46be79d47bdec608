// Guards: what keeps a run from a database that is not in the state which the run starts from.
#pragma once

#include "compiler/migrations/migration.h"
#include "runtime/commands/objects.h"
#include "runtime/commands/session.h"

namespace kura::runtime {

/// Says what is wrong and what to do; gives kRefused.
int refuse(driver::Streams streams, const std::string& warehouse, const std::string& what, const std::string& help);

/// Holds the objects that the journal knows to what the catalogue says now; kOk when they are as Kura left them.
int refuse_drift(Session& session, const std::string& warehouse, driver::Streams streams);

/// Whether every table and view of the state is there: then a baseline means this database.
bool has_all_relations(const ir::Schema& state, const journal::KnownObjects& there);

/// For the first migration: nothing that it creates may be there. kOk when nothing is.
int refuse_existing(const ir::Schema& state, const journal::KnownObjects& there, const migrations::Migration& first,
                    const std::string& warehouse, driver::Streams streams);

}  // namespace kura::runtime
