// check: the engine's rules over every table and view.
#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

using TableRule = void (*)(ir::Table&, const Target&, diag::Sink&);
using ViewRule = void (*)(ir::View&, const Target&, diag::Sink&);

constexpr TableRule kTableRules[] = {
#define KURA_TABLE_RULE(name) name,
#define KURA_VIEW_RULE(name)
#include "compiler/dialect/starrocks/rules.def"
};

constexpr ViewRule kViewRules[] = {
#define KURA_TABLE_RULE(name)
#define KURA_VIEW_RULE(name) name,
#include "compiler/dialect/starrocks/rules.def"
};

constexpr std::size_t kDatabaseNameLimit = 256;

void check_databases(const ir::Schema& schema, diag::Sink& sink) {
  for (const ir::Namespace& space : schema.namespaces) {
    if (space.name.size() <= kDatabaseNameLimit) continue;
    sink.report(name_refused, space.at, {space.name, "a database", "it is longer than 256 characters"});
  }
}

}  // namespace

void check(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  check_settings(schema, sink);
  check_databases(schema, sink);
  const Target target = target_of(schema, dialect);
  for (ir::Table& table : schema.tables) {
    for (const TableRule rule : kTableRules) rule(table, target, sink);
  }
  for (ir::View& view : schema.views) {
    for (const ViewRule rule : kViewRules) rule(view, target, sink);
  }
}

void normalize(ir::Schema& schema, const Dialect&) {
  for (ir::Table& table : schema.tables) {
    // The key model says it all; what is not enforced was reported.
    table.primary_key.reset();
    for (ir::Column& column : table.columns) {
      const bool is_null = column.default_value && column.default_value->kind == ir::ExpressionKind::null_literal;
      if (is_null) column.default_value.reset();
    }
  }
}

std::string in_words(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += "`" + names[i] + "`";
  }
  return text;
}

}  // namespace kura::dialect::starrocks
