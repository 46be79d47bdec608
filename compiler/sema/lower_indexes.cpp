// Indexes: parts, methods, the one of a `for` block in place of the portable one.
#include "compiler/sema/lower_indexes.h"

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/lower_expressions.h"
#include "compiler/sema/rules/table_rules.h"

namespace kura::sema {
namespace {

ir::Index lower_index(Scope& scope, const ast::IndexClause& written, const Entry& entry) {
  ir::Index index;
  index.name = written.name.text;
  index.is_unique = written.is_unique;
  index.method = to_lower(written.method.text);
  index.comment = entry.member->doc;
  index.at = entry.at();
  for (const ast::IndexPart& written_part : written.parts) {
    ir::IndexPart part;
    part.expression = lower_expression(scope, written_part.expression, entry.native);
    part.is_descending = written_part.direction == ast::Direction::descending;
    add_native(scope.lowering, written_part.native, entry.native, NativeWord::clause, part.native);
    index.parts.push_back(std::move(part));
  }
  index.include = column_list(scope, written.include);
  if (written.where) index.where = lower_expression(scope, *written.where, entry.native);
  add_native(scope.lowering, written.native, entry.native, NativeWord::clause, index.native);
  return index;
}

/// A column twice in one index is never meant.
void check_parts(const Scope& scope, const ir::Index& index) {
  std::unordered_map<std::string_view, SourceRange> places;
  for (const ir::IndexPart& part : index.parts) {
    if (part.expression.kind != ir::ExpressionKind::name || part.expression.path.empty()) continue;
    const auto [found, is_new] = places.try_emplace(part.expression.path.back(), part.expression.at);
    if (is_new) continue;
    auto& diagnostic =
        scope.lowering.sink.report(diag::column_listed_twice, part.expression.at, {part.expression.path.back()});
    diagnostic.labels.push_back({found->second, "here already"});
  }
}

/// True when a more specific block declares an index of the same name.
bool is_replaced(const std::vector<const Entry*>& entries, const Entry& entry, std::string_view name) {
  if (name.empty()) return false;
  for (const Entry* other : entries) {
    const auto& written = std::get<ast::IndexClause>(other->member->node);
    if (written.name.text == name && other->level != entry.level && other->is_stronger_than(entry)) return true;
  }
  return false;
}

}  // namespace

std::vector<ir::Index> lower_indexes(Scope& scope) {
  std::vector<const Entry*> entries;
  std::vector<const Entry*> native_entries;
  for (const Entry& entry : scope.entries) {
    if (!std::holds_alternative<ast::IndexClause>(entry.member->node)) continue;
    entries.push_back(&entry);
    if (entry.level > 0) native_entries.push_back(&entry);
  }
  std::vector<ir::Index> indexes;
  indexes.reserve(entries.size());
  for (const Entry* entry : entries) {
    const auto& written = std::get<ast::IndexClause>(entry->member->node);
    if (is_replaced(native_entries, *entry, written.name.text)) continue;
    indexes.push_back(lower_index(scope, written, *entry));
    check_parts(scope, indexes.back());
  }
  rules::check_index_names(scope, indexes);
  return indexes;
}

}  // namespace kura::sema
