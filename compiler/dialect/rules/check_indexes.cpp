// Indexes: where there are none, and what an engine's indexes cannot do.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

bool is_column(const ir::IndexPart& part) {
  return part.expression.kind == ir::ExpressionKind::name;
}

void check_parts(const ir::Index& index, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  const auto refuse = [&](std::string_view feature, std::string_view way_out) {
    report_support(Support::refused, feature, way_out, index.at, dialect, sink);
  };
  if (!index.method.empty() && !has.has_index_methods) refuse("index methods", "leave out `using`");
  if (!index.include.empty() && !has.has_index_include)
    refuse("`include` columns in an index", "add them to the index's columns");
  if (index.where && !has.has_index_where) refuse("partial indexes", "leave out `where`");
  for (const ir::IndexPart& part : index.parts) {
    if (!is_column(part) && !has.has_index_expressions) {
      refuse("indexes on expressions", "declare a generated column and index that");
    }
  }
}

void check(ir::Physical& physical, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  for (const ir::Index& index : physical.indexes) {
    if (has.indexes == Support::yes) {
      check_parts(index, dialect, sink);
    } else {
      report_support(has.indexes, "indexes", has.index_way_out, index.at, dialect, sink);
    }
  }
  if (has.indexes != Support::yes) physical.indexes.clear();
}

}  // namespace

void check_indexes(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) check(table.physical, dialect, sink);
  for (ir::View& view : schema.views) check(view.physical, dialect, sink);
}

}  // namespace kura::dialect::rules
