// Secrets: what must not be seen in a message, and how it is taken out of one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/driver.h"

namespace kura::db {

class Secrets {
 public:
  /// The password and the secret parameters of a URL.
  Secrets(const Url& url, const Driver& driver);
  /// One more that the client library found by itself; null and empty are none.
  void add(const char* secret);

  /// The text with *** in every place of a secret.
  [[nodiscard]] std::string scrub(std::string text) const;

 private:
  std::vector<std::string> secrets_;  // longest first
  std::vector<std::string> shown_;    // parts of the URL that everybody may read
};

}  // namespace kura::db
