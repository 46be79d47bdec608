// One function a statement or a part of one: from its tree into the model.
#pragma once

#include "compiler/import/context.h"

namespace kura::import {

// Statements.

void create_table(const Part& statement, Context& context);
void create_index(const Part& statement, Context& context);
void create_view(const Part& statement, Context& context);
void create_type(const Part& statement, Context& context);
void create_sequence(const Part& statement, Context& context);
void create_namespace(const Part& statement, Context& context);
void alter_object(const Part& statement, Context& context);
void comment_on(const Part& statement, Context& context);
void grant(const Part& statement, Context& context);
void drop_object(const Part& statement, Context& context);
void rename_table(const Part& statement, Context& context);

/// One action of ALTER TABLE.
void alter_table(ir::Table& table, const Part& action, Context& context);
/// ALTER COLUMN of a column of the table.
void alter_column(const ir::Table& table, ir::Column& column, const Part& change, Context& context);
/// A table has another name now, and all that refer to it follow.
void rename_everywhere(Context& context, ir::QualifiedName before, const ir::QualifiedName& after);

// Parts of tables.

/// A column with what stands behind it; its keys and checks go to the table.
ir::Column read_column(const Part& definition, ir::Table& table, Context& context);
/// `[CONSTRAINT name] …` of a table.
void read_constraint(const Part& named, ir::Table& table, Context& context);
void read_inline_index(const Part& index, ir::Physical& physical, Context& context);
void read_inline_index(const Part& index, ir::Table& table, Context& context);
/// The column of the part, wholly or a prefix of it; empty for an expression.
std::string first_column(const std::vector<ir::IndexPart>& parts);
ir::Identity read_identity(Tokens options, std::vector<ir::NativeClause>& native, SourceRange at, Context& context);
/// The words behind REFERENCES t (c): actions, and the engine's own.
void read_reference_tail(Tokens tail, ir::ForeignKey& key, SourceRange at, Context& context);
/// As the server does when no name was written.
void name_foreign_key(ir::ForeignKey& key, const ir::Table& table, Context& context);
void read_key_tail(Tokens tail, ir::Key& key, SourceRange at, Context& context);
void set_primary_key(ir::Table& table, ir::Key key);
/// LIKE other, with the words behind it: what the engine takes over from the other table.
void copy_table(const Part& other, Tokens options, ir::Table& table, Context& context);
/// A column as a table has it that inherits it: only what counts by itself is its parent's alone.
ir::Column inherited(ir::Column column, const ir::Table& parent, const Context& context);

// Options of tables and views, and their partitions.

void read_table_options(const Part& statement, ir::Table& table, Context& context);
/// A table's own words, as a partition has them.
std::vector<ir::NativeClause> partition_words(std::vector<ir::NativeClause> native);
/// What a table and a materialized view have in common; false when the option is none of that.
bool read_physical_option(const Part& option, ir::Physical& physical, Context& context);
ir::Partitioning read_partitioning(Tokens tokens, ir::Physical& physical, SourceRange at, Context& context);
/// ADD PARTITION; false for what is no definition of partitions.
bool read_partitions(Tokens tokens, ir::Physical& physical, SourceRange at, Context& context);
ir::PartitionBound read_bound(Tokens tokens, Context& context);
std::vector<ir::Property> read_properties(Tokens group, Context& context);

// Parts of indexes.

std::vector<ir::IndexPart> read_index_parts(const Part& parts, Context& context);
void read_index_tail(Tokens tail, ir::Index& index, SourceRange at, Context& context);

/// The options of CREATE or ALTER SEQUENCE.
void read_sequence_options(Tokens options, ir::Sequence& sequence, Context& context);

}  // namespace kura::import
