// What a statement's text tells about it, whatever the engine: the names in it, and whether it makes the new table of a
// rebuild.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/change/plan.h"
#include "runtime/engine/engine.h"

namespace kura::apply {

/// Every word and quoted name of the statement in lower case, sorted, each once: among them are the objects that it
/// touches.
std::vector<std::string> words_of(std::string_view sql);

/// The new table of a rebuild, as it is written, if the statement creates one.
std::optional<std::string> new_table_of(std::string_view sql);

/// SET and its like: says something to the session, which the next one has to be told again.
bool is_setting(std::string_view sql);
/// Writes rows: what the catalogue says is the same before and after.
bool writes_rows(std::string_view sql);
/// Takes all rows of a table away.
bool empties_table(std::string_view sql);

/// SHA-256 over the statements of a step.
std::string content_of(const change::Step& step);
/// SHA-256 over what the catalogue says.
std::string content_of(const engine::Catalog& catalog);

}  // namespace kura::apply
