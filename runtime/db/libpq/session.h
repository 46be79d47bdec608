// Opens a session: what the URL says goes to the library, what it leaves out is the library's to find.
#pragma once

#include <libpq-fe.h>

#include <memory>

#include "runtime/db/secrets.h"

namespace kura::db::libpq {

struct Finish {
  void operator()(PGconn* session) const { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, Finish>;

/// Adds the password that the library found to the secrets.
Outcome<Session> open_session(const Url& url, const ConnectOptions& options, std::string_view default_port,
                              Secrets& secrets);

}  // namespace kura::db::libpq
