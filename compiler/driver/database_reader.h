// DatabaseReader: how the compiler, which knows no databases, gets at the catalog of one. Public: standard types only.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kura::driver {

/// Statements that would make what a database has, or why it cannot be read.
struct DatabaseScript {
  std::vector<std::string> statements;  // without semicolons, in an order in which they could be run
  std::vector<std::string> unstated;    // what a `.schema` cannot say, a line each
  /// Declarations as `.schema` text by the names of their objects ("sales.orders"), for those that are as Kura left
  /// them: engines rewrite texts, and what was declared is truer than what they print.
  std::map<std::string, std::string> declared;
  std::string error;  // not empty: nothing was read; worded for people, without secrets
  int exit_code = 0;  // what a command answers then
};

/// Three questions about addresses (URLs). An empty one: no database can be a state.
struct DatabaseReader {
  std::function<bool(const std::string& text)> is_address;
  std::function<std::string(const std::string& address)> dialect_of;  // what the scheme means; may be empty
  std::function<std::string(const std::string& address)> without_secrets;
  /// `namespaces`: those that the state on the other side speaks of, besides the default ones.
  std::function<DatabaseScript(const std::string& address, const std::string& dialect,
                               const std::vector<std::string>& namespaces)>
      read;
};

}  // namespace kura::driver
