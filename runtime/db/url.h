// URL: where a database is and how to get in, as the user writes it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runtime/db/error.h"

namespace kura::db {

/// The parts of a URL, percent-decoded. What is empty is left to the client library and its own files and variables
/// (.pgpass, PGHOST, my.cnf …).
struct Url {
  std::string scheme;  // lower case
  std::string user;
  std::string password;
  std::string host;
  std::string port;
  std::string database;                           // of an embedded one the file
  std::map<std::string, std::string> parameters;  // ?sslmode=require&connect_timeout=5
};

/// Reads `scheme://user:password@host:port/database?name=value` and `scheme:FILE`. `${NAME}` stands for a variable of
/// the environment, whose value is taken as it is, never decoded; one that is not set is an error that names it. The
/// errors never repeat what may be a secret. A scheme or parameter that nobody knows gets a suggestion.
Outcome<Url> parse_url(const std::string& text, const std::map<std::string, std::string>& environment);

/// For people and logs: without the password and without the values of parameters that may be secret.
std::string without_secrets(const Url& url);

/// Every scheme that a driver knows, in the registry's order.
std::vector<std::string> schemes();
/// The dialect that a scheme means when nothing else says; empty for an unknown scheme.
std::string default_dialect(const std::string& scheme);

}  // namespace kura::db
