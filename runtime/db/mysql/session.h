// Opens a session with the options of the URL.
#pragma once

#include <mysql.h>

#include <memory>
#include <optional>

#include "runtime/db/secrets.h"

namespace kura::db::mysql {

struct Close {
  void operator()(MYSQL* session) const { mysql_close(session); }
};
using Session = std::unique_ptr<MYSQL, Close>;

/// Everything that a session is opened with; kept, as ending a statement takes a second session.
struct Plan {
  Url url;
  ConnectOptions options;
  unsigned default_port = 0;  // 0: the library's
};

Outcome<Session> open_session(const Plan& plan, Secrets& secrets);
/// Values that the library would not look at.
std::optional<Error> check_url(const Url& url);

}  // namespace kura::db::mysql
