// Adopting: declarations of a project replaced by others in its own files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/result.h"
#include "compiler/driver/options.h"

namespace kura::driver {

/// A declaration that is to be otherwise; the key is that of state.schema ("table sales.orders").
struct AdoptedObject {
  std::string key;
  std::optional<std::string> text;  // nothing: it goes
};

/// Writes them over the declarations of the project, each in its place; what the project does not declare goes into
/// `adopted.schema` beside its files. Gives a line for each file that was written. A file in the canonical layout stays
/// in it.
Result<std::vector<std::string>> adopt_objects(const CompileOptions& options,
                                               const std::vector<AdoptedObject>& objects);

}  // namespace kura::driver
