// raise: a model to the canonical text of a schema that means the same.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/ir/schema.h"

namespace kura::raise {

/// One object's declaration as canonical text, with what it is: "warehouse", "enum", "sequence", "external", "table",
/// "view", "materialized view" or "schema". Names are written out, so that the text means the same beside any others.
struct RaisedObject {
  std::string kind;
  ir::QualifiedName name;  // a warehouse or schema: its name alone
  std::string text;
};

/// Every object of a model that no dialect has prepared yet: the kinds in the order above, each sorted by name, so that
/// the order of declaration does not count. Schemas come last, as `schema NAME;` is for what follows it.
std::vector<RaisedObject> raise_objects(const ir::Schema& schema);

/// One file of these declarations, in their order, in the canonical layout.
std::string assemble(std::span<const RaisedObject> objects);

/// The model as one file that compiles by itself to an equal one.
std::string to_schema_text(const ir::Schema& schema);

}  // namespace kura::raise
