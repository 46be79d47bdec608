// What a table takes over from another one: LIKE, and the columns of those that it inherits from.
#include <algorithm>
#include <array>

#include "compiler/import/readers.h"

namespace kura::import {
namespace {

enum Copied : std::uint8_t { comments, constraints, defaults, generated, identity, indexes };
constexpr std::array<std::string_view, 6> kCopied = {"comments",  "constraints", "defaults",
                                                     "generated", "identity",    "indexes"};

/// `INCLUDING ALL EXCLUDING INDEXES`: what is said last holds.
bool is_included(Tokens options, Copied what) {
  bool result = false;
  for (std::size_t i = 0; i + 1 < options.size(); ++i) {
    const bool is_meant = options[i + 1].is("all") || options[i + 1].is(kCopied[what]);
    if (is_meant && (options[i].is("including") || options[i].is("excluding"))) result = options[i].is("including");
  }
  return result;
}

ir::Column copied(const ir::Column& original, const ir::Table& other, Tokens options, const Context& context) {
  // A serial is a default.
  const bool is_identity = original.identity && original.identity->at != original.type_at;
  const bool is_kept = is_identity && is_included(options, identity);
  ir::Column column = is_kept ? original : inherited(original, other, context);
  column.is_nullable = original.is_nullable && !original.identity;
  column.comment = is_included(options, comments) ? original.comment : std::string();
  if (!is_included(options, defaults)) column.default_value.reset();
  if (!is_included(options, generated)) column.generated.reset();
  return column;
}

/// The server names what it makes.
template <class Constraint>
void add_unnamed(std::vector<Constraint>& to, const std::vector<Constraint>& from) {
  for (Constraint constraint : from) {
    constraint.name.clear();
    to.push_back(std::move(constraint));
  }
}

/// Of the columns only their names, types and nulls, but for what is asked for.
void copy_columns(const ir::Table& other, Tokens options, ir::Table& table, const Context& context) {
  for (const ir::Column& column : other.columns) table.columns.push_back(copied(column, other, options, context));
  if (is_included(options, constraints))
    table.checks.insert(table.checks.end(), other.checks.begin(), other.checks.end());
  if (is_included(options, indexes)) {
    if (other.primary_key) {
      table.primary_key = other.primary_key;
      table.primary_key->name.clear();
    }
    add_unnamed(table.unique_keys, other.unique_keys);
    add_unnamed(table.physical.indexes, other.physical.indexes);
  }
  // An engine that has them copies them with the columns.
  table.physical.distribution = other.physical.distribution;
  table.physical.sort_key = other.physical.sort_key;
}

}  // namespace

ir::Column inherited(ir::Column column, const ir::Table& parent, const Context& context) {
  column.comment.clear();
  if (!column.identity) return column;
  // A serial is a default, which is handed on.
  const bool is_default = column.identity->at == column.type_at;
  column.identity.reset();
  if (!is_default) return column;
  ir::Expression sequence;
  sequence.kind = ir::ExpressionKind::string;
  sequence.text = ir::to_text({parent.name.schema, counting_sequence(parent.name.name, column.name, context)});
  ir::Expression call;
  call.kind = ir::ExpressionKind::call;
  call.path = {"nextval"};
  call.operands.push_back(std::move(sequence));
  column.default_value = std::move(call);
  return column;
}

void copy_table(const Part& written, Tokens options, ir::Table& table, Context& context) {
  const ir::QualifiedName name = qualified_name(written, context);
  const ir::Table* other = find_table(context, name);
  if (other == nullptr) return report_unknown(context, "table", name, written.at());
  if (!context.rules().has_inline_indexes) return copy_columns(*other, options, table, context);
  // The whole table but for what binds it to others.
  ir::Table copy = *other;
  copy.name = table.name;
  copy.at = table.at;
  copy.foreign_keys.clear();
  copy.grants.clear();
  copy.owner.clear();
  table = std::move(copy);
}

}  // namespace kura::import
