// Carry: queries for the statements that put back what hangs on a relation and is not declared.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/change/plan.h"
#include "compiler/dialect/renderer.h"

namespace kura::dialect::redshift {

/// A relation that goes and comes again.
struct Carried {
  ir::QualifiedName from;       // as the catalog knows it when the queries run
  ir::QualifiedName to;         // as it is called when the statements run
  std::string comment_keyword;  // TABLE or VIEW
  std::map<std::string, std::string>
      columns;  // those that stay: old name to new one; empty for a view: all, as they are
  std::vector<std::string> commented_columns;  // under their old names: their comments are declared
  std::vector<ir::Grant>
      declared;  // by the previous state, columns under their old names: what of them stays is in the next one too
  bool takes_column_comments = true;  // late-binding and materialized views do not
  bool has_comment = false;
  bool has_owner = false;
};

std::vector<change::Carry> carry_all(const Carried& carried, const RenderContext& context);
/// What hangs on one column alone.
std::vector<change::Carry> carry_column(const ir::QualifiedName& table, const std::string& column,
                                        const std::vector<ir::Grant>& declared, bool has_comment,
                                        const RenderContext& context);

/// `'sales.orders'::regclass::oid`.
std::string regclass(const ir::QualifiedName& name, const RenderContext& context);

}  // namespace kura::dialect::redshift
