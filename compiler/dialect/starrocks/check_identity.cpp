// Identity columns: AUTO_INCREMENT is one BIGINT column a table.
#include <fmt/format.h>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

void refuse(const ir::Column& column, std::string reason, std::string help, diag::Sink& sink) {
  auto& diagnostic = sink.report(identity_refused, column.at, {column.name, std::move(reason)});
  diagnostic.helps.push_back(std::move(help));
}

}  // namespace

void check_identity(ir::Table& table, const Target& target, diag::Sink& sink) {
  const ir::Column* first = nullptr;
  for (ir::Column& column : table.columns) {
    if (!column.identity) continue;
    require_version(target, 3, 0, "AUTO_INCREMENT", column.at, sink);
    if (family_of(column.type) != TypeFamily::bigint) {
      refuse(column, fmt::format("its type is `{}`", ir::to_text(column.type)), "declare it as `bigint`", sink);
    }
    if (first != nullptr) {
      refuse(column, fmt::format("`{}` is one already", first->name), "keep one of the two", sink);
    } else {
      first = &column;
    }
    if (column.identity->is_always) sink.report(identity_always, column.at, {column.name});
    column.is_nullable = false;  // an AUTO_INCREMENT column is, written or not
  }
}

}  // namespace kura::dialect::starrocks
