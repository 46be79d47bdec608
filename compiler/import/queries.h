// A view's query: its text in the portable quotes, and the names of its columns.
#pragma once

#include "compiler/import/context.h"

namespace kura::import {

/// As written, line breaks and all, with names and strings in the portable quotes.
std::string query_text(Tokens query, const Context& context);

/// The names of what the query selects, as far as it says them; an empty name for what it does not.
std::vector<std::string> output_names(Tokens query, const Context& context);

/// A query whose columns have these names.
std::string with_column_names(const ir::View& view, const std::vector<std::string>& names, const std::string& query,
                              const Context& context);

}  // namespace kura::import
