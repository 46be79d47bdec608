// The driver by libpq.
#include "runtime/db/libpq/connection.h"

namespace kura::db::libpq {
namespace {

constexpr Parameter kParameters[] = {
#define KURA_PARAMETER(name) {name, false, nullptr},
#define KURA_SECRET(name) {name, true, nullptr},
#define KURA_PART(name, part) {name, false, &Url::part},
#include "runtime/db/libpq/parameters.def"
#undef KURA_PARAMETER
#undef KURA_SECRET
#undef KURA_PART
};

Outcome<std::unique_ptr<Connection>> open(const Url& url, const ConnectOptions& options, std::string_view default_port);

}  // namespace

extern const Driver kDriver;
const Driver kDriver{false, kParameters, nullptr, open};

namespace {

Outcome<std::unique_ptr<Connection>> open(const Url& url, const ConnectOptions& options,
                                          std::string_view default_port) {
  Secrets secrets(url, kDriver);
  Outcome<Session> session = open_session(url, options, default_port, secrets);
  if (!session.ok()) return session.error();
  return std::unique_ptr<Connection>(std::make_unique<LibpqConnection>(std::move(session.value()), std::move(secrets)));
}

}  // namespace
}  // namespace kura::db::libpq
