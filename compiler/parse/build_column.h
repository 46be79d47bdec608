// build_column: columns, their overrides and attributes.
#pragma once

#include "compiler/parse/build.h"

namespace kura::parse {

/// A `column` or `columnOverride` node.
ast::Column column_of(Build& build, const Node& node);
/// A `reference` node, without its actions.
ast::Reference reference_of(Build& build, const Node& node);
/// `on delete …`: the node holds the words from ON to the end of the action.
ast::ReferenceAction reference_action_of(Build& build, const Node& node);

}  // namespace kura::parse
