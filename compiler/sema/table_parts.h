// One table while it is lowered.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

/// A primary key as it was written: a clause, or a column's attribute.
struct WrittenPrimaryKey {
  std::size_t level = 0;
  const ast::KeyClause* clause = nullptr;  // null: of the column
  std::vector<ast::Name> columns;
  DialectList native;
  SourceRange at;
};

/// `null`, written at a column.
struct WrittenNull {
  std::size_t column = 0;
  SourceRange at;
};

struct TableParts {
  Scope scope;
  ir::Table table;
  std::size_t position = 0;  // in the schema's tables
  bool is_external = false;
  std::vector<WrittenPrimaryKey> primary_keys;
  std::vector<WrittenNull> nulls;
};

/// The columns with their types, attributes and overrides; what attributes say of the table (keys, checks) goes there
/// too.
void lower_columns(TableParts& parts);
/// Primary, unique and foreign keys, checks.
void lower_constraints(TableParts& parts);
/// Adds a foreign key; its target is looked up later.
void add_foreign_key(TableParts& parts, const std::vector<ast::Name>& columns, const ast::Reference& reference,
                     const ast::Name* name, const ast::RawText* native_text, DialectList native, SourceRange at);

/// What tables and materialized views have in common: distribution, sort, partitions, indexes, properties, native
/// clauses.
ir::Physical lower_physical(Scope& scope);
/// The owner that the strongest clause names, or nothing.
std::string lower_owner(const Scope& scope);
/// All grants, one entry a grantee, merged and sorted.
std::vector<ir::Grant> lower_grants(const Scope& scope);

}  // namespace kura::sema
