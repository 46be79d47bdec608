// constraints: keys, foreign keys, checks and indexes as clauses.
#include "compiler/raise/columns.h"
#include "compiler/raise/members.h"

namespace kura::raise {
namespace {

ast::Member to_member(ast::MemberNode node, std::string_view doc = {}) {
  return {std::move(node), {}, doc, {}};
}

ast::KeyClause raise_key(Tree& tree, const ir::Key& key, bool is_primary) {
  return {is_primary, to_name(key.name), to_names(key.columns), tree.words(key.native)};
}

ast::ForeignKeyClause raise_foreign_key(Tree& tree, const ir::ForeignKey& key) {
  return {to_name(key.name), to_names(key.columns), raise_reference(key), tree.words(key.native)};
}

ast::CheckClause raise_check(Tree& tree, const ir::Check& check) {
  return {to_name(check.name), raise_expression(tree, check.expression), tree.words(check.native)};
}

ast::IndexClause raise_index(Tree& tree, const ir::Index& index) {
  ast::IndexClause result;
  result.is_unique = index.is_unique;
  result.name = to_name(index.name);
  for (const ir::IndexPart& part : index.parts) {
    const auto direction = part.is_descending ? ast::Direction::descending : ast::Direction::unspecified;
    result.parts.push_back({raise_expression(tree, part.expression), direction, tree.words(part.native)});
  }
  result.method = to_name(index.method);
  result.include = to_names(index.include);
  result.native = tree.words(index.native);
  if (index.where) result.where = raise_expression(tree, *index.where);
  return result;
}

bool is_own(const ir::Index& index) {
  for (const ir::IndexPart& part : index.parts) {
    if (!part.native.empty() || is_native(part.expression)) return true;
  }
  return !index.native.empty() || (index.where && is_native(*index.where));
}

template <class Key>
bool has_own_words(const Key& key) {
  return !key.native.empty();
}

}  // namespace

void add_constraints(Members& members, const ir::Table& table) {
  Tree& tree = members.tree();
  const InlineKeys inlined = inline_keys(table);
  if (table.primary_key && !inlined.has_primary) {
    ast::KeyClause key = raise_key(tree, *table.primary_key, true);
    key.native.empty() ? members.add(std::move(key)) : members.add_own(std::move(key));
  }
  members.add_list(
      table.unique_keys, has_own_words<ir::Key>,
      [&](const ir::Key& key) { return to_member(raise_key(tree, key, false)); }, inlined.unique);
  members.add_list(
      table.foreign_keys, has_own_words<ir::ForeignKey>,
      [&](const ir::ForeignKey& key) { return to_member(raise_foreign_key(tree, key)); }, inlined.foreign);
  members.add_list(
      table.checks, [](const ir::Check& check) { return has_own_words(check) || is_native(check.expression); },
      [&](const ir::Check& check) { return to_member(raise_check(tree, check)); });
}

void add_indexes(Members& members, const ir::Physical& physical) {
  Tree& tree = members.tree();
  members.add_list(physical.indexes, is_own, [&](const ir::Index& index) {
    return to_member(raise_index(tree, index), tree.doc(index.comment));
  });
}

}  // namespace kura::raise
