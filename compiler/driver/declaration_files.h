// Declarations as the files of a project.
#pragma once

#include <map>
#include <span>
#include <string>

#include "compiler/base/result.h"
#include "compiler/raise/raise.h"

namespace kura::driver {

enum class FileSplit { one, by_schema, by_table };

/// The texts by path below the project's folder: `NAME.schema`; or `warehouse.schema` and `SCHEMA.schema`, a file a
/// namespace; or `SCHEMA/OBJECT.schema`, a file an object (enums and sequences with their namespace). `fallback` names
/// the namespace of what has none.
std::map<std::string, std::string> declaration_files(std::span<const raise::RaisedObject> objects, FileSplit split,
                                                     const std::string& name, const std::string& fallback = "main");

}  // namespace kura::driver
