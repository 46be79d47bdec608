// The driver by libmariadb.
#include <cstdlib>

#include "runtime/db/mysql/connection.h"

namespace kura::db::mysql {
namespace {

constexpr Parameter kParameters[] = {
#define KURA_PARAMETER(name) {name, false, nullptr},
#define KURA_SECRET(name) {name, true, nullptr},
#define KURA_PART(name, part) {name, false, &Url::part},
#include "runtime/db/mysql/parameters.def"
#undef KURA_PARAMETER
#undef KURA_SECRET
#undef KURA_PART
};

Outcome<std::unique_ptr<Connection>> open(const Url& url, const ConnectOptions& options, std::string_view default_port);

}  // namespace

extern const Driver kDriver;
const Driver kDriver{false, kParameters, check_url, open};

namespace {

Outcome<std::unique_ptr<Connection>> open(const Url& url, const ConnectOptions& options,
                                          std::string_view default_port) {
  Secrets secrets(url, kDriver);
  const unsigned long port = std::strtoul(std::string(default_port).c_str(), nullptr, 10);
  // A socket says where the server is; a port beside it would mean TCP.
  Plan plan{url, options, url.parameters.contains("socket") ? 0 : static_cast<unsigned>(port)};
  Outcome<Session> session = open_session(plan, secrets);
  if (!session.ok()) return session.error();
  return std::unique_ptr<Connection>(
      std::make_unique<MysqlConnection>(std::move(session.value()), std::move(plan), std::move(secrets)));
}

}  // namespace
}  // namespace kura::db::mysql
