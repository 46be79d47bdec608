// Design: a relation's distribution, sort key and encodings with what Redshift takes where nothing is said.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/ir/schema.h"

namespace kura::dialect::redshift {

/// Tables are AUTO in both by default, materialized views EVEN and unsorted.
ir::Distribution distribution_of(const ir::Physical& physical, bool is_view);
ir::SortKey sort_key_of(const ir::Physical& physical, bool is_view);

bool same_distribution(const ir::Physical& left, const ir::Physical& right, bool is_view);
bool same_sort_key(const ir::Physical& left, const ir::Physical& right, bool is_view);

bool is_interleaved(const ir::Table& table);
bool is_distribution_key(const ir::Table& table, std::string_view column);
bool is_in_sort_key(const ir::Table& table, std::string_view column);
/// Redshift may make any column a key of such a table by itself.
bool has_automatic_keys(const ir::Table& table);

/// ENCODE AUTO: said, or no column says an encoding.
bool has_automatic_encoding(const ir::Table& table);
/// Encodings under which the length of a varchar cannot change.
bool holds_length(std::string_view encoding);

/// The length of a varchar column in bytes; none for every other type.
std::optional<std::int32_t> varchar_length(const ir::Type& type);
/// The same words in DDL.
bool same_words(const ir::Type& left, const ir::Type& right, const ir::Schema& schema);

/// A default that gives a value to rows that are there.
bool has_value(const ir::Column& column);

}  // namespace kura::dialect::redshift
