// What mysqldump and SHOW CREATE TABLE write, read back: shared by the flavours.
#pragma once

#include "compiler/dialect/mysql/flavour.h"
#include "compiler/dialect/reading.h"

namespace kura::dialect::mysql {

/// Of this dialect and of those derived from it.
extern const Reading kReading;
extern const GivenNames kGivenNames;

void settle_read_table(ir::Table& table, bool is_printed_by_server);
void settle_types(ir::Table& table);
/// To be called when types are settled: whether a text has words for what its table has anyway.
void settle_charsets(ir::Table& table, bool is_printed_by_server, const Flavour& flavour);
/// What the texts of a table have that say nothing themselves: both names as the catalogue spells them.
struct WholeCharset {
  std::string name;
  std::string collation;
};
WholeCharset charset_of(const ir::Table& table, const Flavour& flavour);
bool is_charset_clause(const ir::NativeClause& clause);
/// What ALTER TABLE says of a table's options, as CREATE TABLE would: empty for what is no part of it.
std::string altered_option(ir::Table& table, std::string words, const Flavour& flavour);

/// Indexes, and what foreign keys do.
void settle_keys(ir::Table& table, const Flavour& flavour);

/// `CONSTRAINT_1`: what one flavour calls a check of a table.
std::string constraint_name(const ir::Table& table);

}  // namespace kura::dialect::mysql
