// Facts that a query answers as labels and values, and what such a query is put together from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/db/connection.h"
#include "runtime/engine/engine.h"

namespace kura::engine {

/// Adds "label: value". A value of several lines becomes as many lines, each with its number: "label 0001: …".
void add_fact(Catalog& catalog, const std::string& object, std::string_view label, std::string_view value);

/// Adds every row (object, label, value); one with a NULL in it is no fact.
void add_facts(Catalog& catalog, const db::Answer& answer);

/// 'it''s', for engines in whose strings a backslash stands for itself.
std::string literal(std::string_view text);
/// 'a', 'b': the names in lower case.
std::string literal_list(const std::vector<std::string>& names);

/// The text with every `from` replaced.
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

/// An error of kind `unsupported`.
db::Error unsupported(std::string message);

}  // namespace kura::engine
