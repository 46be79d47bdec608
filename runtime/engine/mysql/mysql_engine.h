// MySQL as an engine, and what the engines that derive from it take over.
#pragma once

#include "runtime/engine/engine.h"
#include "runtime/engine/mysql/catalog.h"
#include "runtime/engine/server_version.h"

namespace kura::engine::mysql {

class MysqlEngine : public Engine {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "mysql"; }
  [[nodiscard]] LockKind lock_kind() const override { return LockKind::session; }
  [[nodiscard]] Atomicity atomicity() const override { return Atomicity::rows; }
  db::Outcome<db::Done> check_server(db::Connection& connection) const override;
  [[nodiscard]] std::vector<std::string> timeouts(const Timeouts& timeouts) const override;
  [[nodiscard]] std::string begin() const override { return "START TRANSACTION"; }
  db::Outcome<bool> try_lock(db::Connection& connection, const std::string& name) const override;
  db::Outcome<db::Done> unlock(db::Connection& connection, const std::string& name) const override;
  db::Outcome<Catalog> describe(db::Connection& connection, const std::vector<std::string>& names) const override;
  [[nodiscard]] bool is_rolled_back(std::string_view sql) const override;
  [[nodiscard]] std::string refresh(const std::string& quoted_name) const override;

 protected:
  /// How people write the engine's name.
  [[nodiscard]] virtual std::string_view title() const { return "MySQL"; }
  [[nodiscard]] virtual ServerVersion oldest() const;
  /// `named_dialect`: the fork whose name the server says when asked what it is; empty when it says none.
  [[nodiscard]] virtual bool is_own_server(std::string_view named_dialect) const { return named_dialect.empty(); }
  [[nodiscard]] virtual std::string statement_timeout(std::int64_t milliseconds) const;
  [[nodiscard]] virtual Flavour flavour() const;
};

}  // namespace kura::engine::mysql
