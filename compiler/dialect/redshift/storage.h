// Storage: what Redshift keeps a column as, which decides its encodings and whether it can be a key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/types.h"

namespace kura::dialect::redshift {

/// The type's first word in Redshift ("varchar", "super"); empty for a word that is not known here.
std::string_view storage_of(const ir::Type& type);
/// Bytes that the column takes in every row; 0 for types of varying width.
std::int64_t fixed_width(const ir::Type& type);
/// Whether a column of this storage can be in a distribution or sort key.
bool may_be_key(std::string_view storage);

bool is_encoding(std::string_view name);
bool encoding_takes(std::string_view encoding, std::string_view storage);
/// The encodings for a storage, all of them when it is empty; in the order of the table.
std::vector<std::string> encodings_for(std::string_view storage);

}  // namespace kura::dialect::redshift
