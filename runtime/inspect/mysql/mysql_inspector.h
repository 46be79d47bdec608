// MySQL's inspector, and what the engines that derive from it take over.
#pragma once

#include "runtime/inspect/inspector.h"
#include "runtime/inspect/mysql/flavour.h"
#include "runtime/inspect/own_database.h"

namespace kura::inspect::mysql {

class MysqlInspector : public Inspector {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "mysql"; }
  db::Outcome<std::vector<std::string>> default_namespaces(db::Connection& connection) const override {
    return own_database(connection);
  }
  db::Outcome<Script> read(db::Connection& connection, const std::vector<std::string>& schemas) const override;

 protected:
  [[nodiscard]] virtual const Flavour& flavour() const;
};

}  // namespace kura::inspect::mysql
