// Statements: the objects of a catalogue as the statements that would make them.
#pragma once

#include <string>
#include <vector>

#include "runtime/inspect/mysql/catalog.h"

namespace kura::inspect::mysql {

std::string create_table(const Catalog& catalog, const Flavour& flavour, const Name& name, const Table& table);

/// " PARTITION BY …"; empty for a table without partitions.
std::string partition_clause(const Partitioning& partitioning);

/// One ALTER TABLE a foreign key, so that the order of the tables does not count.
std::vector<std::string> add_foreign_keys(const Catalog& catalog, const Flavour& flavour, const Name& name,
                                          const Table& table);

std::string create_view(const Catalog& catalog, const Name& name, const View& view);

std::string create_sequence(const Catalog& catalog, const Name& name, const Sequence& sequence);

std::vector<std::string> grants_on(const Catalog& catalog, const Flavour& flavour, const Name& name);

}  // namespace kura::inspect::mysql
