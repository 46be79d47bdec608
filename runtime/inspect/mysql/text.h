// Text: pieces of DDL as the servers of the family print them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/inspect/mysql/catalog.h"

namespace kura::inspect::mysql {

/// 'it''s', with a backslash doubled.
std::string quoted_string(std::string_view text);

/// The name of an object: with its database, unless that is the connection's.
std::string object_name(const Catalog& catalog, const Name& name);

/// The same without quotes, for messages.
std::string spoken_name(const Catalog& catalog, const Name& name);

/// "role analyst", "account app@10.0.%" of 'app'@'10.0.%' or app@10.0.%; empty for everybody.
std::string spoken_grantee(std::string_view grantee);

/// "`a`, `b`"
std::string name_list(const std::vector<std::string>& names);

/// An expression without what the server adds to it: the connection's database before names, the character sets of
/// strings where they are what they are anyway, its own names for functions.
std::string expression_text(const Catalog& catalog, std::string_view text);

}  // namespace kura::inspect::mysql
