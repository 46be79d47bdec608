// Migrator: objects that come, go and are renamed; the order of a table's changes; the copy of a rebuild.
#include "compiler/dialect/migrator.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/naming.h"

namespace kura::dialect {
namespace {

using change::Kind;
using change::kNowhere;

ir::QualifiedName with_suffix(const ir::QualifiedName& name, std::string_view suffix,
                              const Capabilities& capabilities) {
  // The hash of the suffix keeps the new and the old name apart when both have to be cut.
  return {name.schema, made_up_name(name.name, {"_kura"}, suffix, capabilities)};
}

}  // namespace

bool holds_kept_table(const ir::Namespace& space, const MigrationContext& context) {
  return context.keeps_old &&
         std::any_of(context.after.tables.begin(), context.after.tables.end(), [&space](const ir::Table& it) {
           return it.was.schema == space.name && it.name.schema != space.name;
         });
}

const ir::Column* filler_of(const ir::Table& table) {
  const ir::Column* found = nullptr;
  for (const ir::Column& column : table.columns) {
    if (column.generated || column.identity) continue;
    if (column.default_value) return &column;
    if (found == nullptr || (column.is_nullable && !found->is_nullable)) found = &column;
  }
  return found;
}

Draft draft(std::string summary, std::string sql) {
  Draft result;
  result.summary = std::move(summary);
  result.sql.push_back(std::move(sql));
  return result;
}

ir::QualifiedName new_table_name(const ir::QualifiedName& table, const Capabilities& capabilities) {
  return with_suffix(table, "new", capabilities);
}
ir::QualifiedName old_table_name(const ir::QualifiedName& table, const Capabilities& capabilities) {
  return with_suffix(table, "old", capabilities);
}

Drafts Migrator::drop_namespace(const ir::Namespace& space, const MigrationContext& context) const {
  return {draft("drop the schema", "DROP SCHEMA " + renderer().identifier(space.name, context.old_state()))};
}

Drafts Migrator::drop_enum(const ir::EnumType& type, const MigrationContext& context) const {
  return {draft("drop the enum", "DROP TYPE " + renderer().qualified(type.name, context.old_state()))};
}

Drafts Migrator::drop_sequence(const ir::Sequence& sequence, const MigrationContext& context) const {
  return {draft("drop the sequence", "DROP SEQUENCE " + renderer().qualified(sequence.name, context.old_state()))};
}

Drafts Migrator::drop_table(const ir::Table& table, const MigrationContext& context) const {
  return {draft("drop the table", "DROP TABLE " + renderer().qualified(table.name, context.old_state()))};
}

Drafts Migrator::drop_view(const ir::View& view, const MigrationContext& context) const {
  const std::string keyword = renderer().object_keyword(view);
  return {draft("drop the " + to_lower(keyword),
                fmt::format("DROP {} {}", keyword, renderer().qualified(view.name, context.old_state())))};
}

Drafts Migrator::create_view(const ir::View& view, const MigrationContext& context) const {
  Draft result;
  result.summary = view.is_materialized ? "create the materialized view" : "create the view";
  const RenderContext state = context.new_state();
  for (Statement& statement :
       view.is_materialized ? renderer().create_materialized_view(view, state) : renderer().create_view(view, state)) {
    result.sql.push_back(std::move(statement.sql));
  }
  return {std::move(result)};
}

Drafts Migrator::recreate_view(const ir::View&, const ir::View& after, const MigrationContext& context) const {
  Draft result;
  result.summary = "create the " + to_lower(renderer().object_keyword(after)) + " again";
  const RenderContext state = context.new_state();
  for (Statement& statement : after.is_materialized ? renderer().create_materialized_view(after, state)
                                                    : renderer().create_view(after, state)) {
    result.sql.push_back(std::move(statement.sql));
  }
  return {std::move(result)};
}

Drafts Migrator::rename_table(const ir::QualifiedName& from, const ir::Table& after,
                              const MigrationContext& context) const {
  const std::string to = renderer().identifier(after.name.name, context.new_state());
  return {draft(fmt::format("rename the table from `{}`", ir::to_text(from)), alter(from, "RENAME TO " + to, context))};
}

Drafts Migrator::rename_view(const ir::QualifiedName& from, const ir::View& after,
                             const MigrationContext& context) const {
  const std::string keyword = renderer().object_keyword(after);
  return {draft(fmt::format("rename the {} from `{}`", to_lower(keyword), ir::to_text(from)),
                fmt::format("ALTER {} {} RENAME TO {}", keyword, renderer().qualified(from, context.old_state()),
                            renderer().identifier(after.name.name, context.new_state())))};
}

Drafts Migrator::rename_enum(const ir::QualifiedName& from, const ir::EnumType& after,
                             const MigrationContext& context) const {
  return {draft(fmt::format("rename the enum from `{}`", ir::to_text(from)),
                fmt::format("ALTER TYPE {} RENAME TO {}", renderer().qualified(from, context.old_state()),
                            renderer().identifier(after.name.name, context.new_state())))};
}

Drafts Migrator::rename_sequence(const ir::QualifiedName& from, const ir::Sequence& after,
                                 const MigrationContext& context) const {
  return {draft(fmt::format("rename the sequence from `{}`", ir::to_text(from)),
                fmt::format("ALTER SEQUENCE {} RENAME TO {}", renderer().qualified(from, context.old_state()),
                            renderer().identifier(after.name.name, context.new_state())))};
}

Drafts Migrator::alter_namespace(const ir::Namespace&, const ir::Namespace&, std::span<const Answered>,
                                 const MigrationContext&) const {
  return {};
}
Drafts Migrator::alter_enum(const ir::EnumType&, const ir::EnumType&, std::span<const Answered>,
                            const MigrationContext&) const {
  return {};
}
Drafts Migrator::alter_sequence(const ir::Sequence&, const ir::Sequence&, std::span<const Answered>,
                                const MigrationContext&) const {
  return {};
}
Drafts Migrator::alter_view(const ir::View&, const ir::View&, std::span<const Answered>,
                            const MigrationContext&) const {
  return {};
}
Drafts Migrator::rebuild_table(const TableRebuild&, const MigrationContext&) const {
  return {};
}
Drafts Migrator::activate(const ir::View&, const MigrationContext&) const {
  return {};
}
std::vector<change::Carry> Migrator::carried(const ir::QualifiedName&, change::ObjectKind,
                                             const MigrationContext&) const {
  return {};
}
std::vector<std::string> Migrator::session(const std::vector<change::Step>&) const {
  return {};
}

std::vector<std::size_t> Migrator::in_order(std::span<const Answered> changes, const ir::Table& after) const {
  std::vector<std::size_t> order(changes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return stage_of(changes[left].change.kind) < stage_of(changes[right].change.kind);
  });
  const auto is_rename = [&](std::size_t at) { return changes[at].change.kind == Kind::rename_column; };
  const auto first = std::find_if(order.begin(), order.end(), is_rename);
  const auto last = std::find_if_not(first, order.end(), is_rename);
  const auto column = [&](std::size_t at) -> const ir::Column& {
    return after.columns.at(changes[at].change.part.after);
  };
  for (auto next = first; next != last; ++next) {
    // Renames follow one another in chains, never in rings: one of those left takes a name that no other still has.
    const auto is_free = [&](std::size_t at) {
      return std::none_of(next, last, [&](std::size_t other) { return column(other).was == column(at).name; });
    };
    const auto free = std::find_if(next, last, is_free);
    if (free != last) std::rotate(next, free, free + 1);
  }
  return order;
}

Drafts Migrator::alter_table(const ir::Table& before, const ir::Table& after, std::span<const Answered> changes,
                             const MigrationContext& context) const {
  Drafts drafts;
  for (const std::size_t at : in_order(changes, after)) {
    Draft result;
    result.sql = alter_table_statements(before, after, changes[at].change, context);
    result.carries_out.push_back(at);
    if (!result.sql.empty()) drafts.push_back(std::move(result));
  }
  return drafts;
}

Drafts Migrator::drop_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                  const MigrationContext& context) const {
  return {draft(fmt::format("drop foreign key `{}`", key.name),
                alter(table.name, "DROP CONSTRAINT " + renderer().identifier(key.name, context.old_state()), context))};
}

Drafts Migrator::add_foreign_key(const ir::Table& table, const ir::ForeignKey& key,
                                 const MigrationContext& context) const {
  Draft result;
  result.summary = fmt::format("add foreign key `{}`", key.name);
  for (Statement& statement : renderer().add_foreign_key(table, key, context.new_state()))
    result.sql.push_back(std::move(statement.sql));
  return {std::move(result)};
}

int Migrator::stage_of(Kind kind) const {
  switch (kind) {
    case Kind::rename_primary_key:
    case Kind::rename_unique:
    case Kind::rename_check:
    case Kind::rename_foreign_key:
    case Kind::rename_index:
      return 20;
    case Kind::drop_index:
    case Kind::drop_check:
    case Kind::drop_unique:
    case Kind::drop_primary_key:
    case Kind::drop_partition:
      return 10;
    case Kind::drop_column:
      return 30;
    case Kind::rename_column:
      return 40;
    case Kind::add_column:
      return 50;
    case Kind::drop_default:
    case Kind::drop_identity:
    case Kind::drop_generated:
      return 60;
    case Kind::change_type:
    case Kind::change_collation:
      return 61;
    case Kind::drop_not_null:
      return 62;
    case Kind::set_default:
      return 63;
    case Kind::set_not_null:
      return 64;
    case Kind::add_identity:
    case Kind::change_identity:
      return 65;
    case Kind::change_distribution:
    case Kind::change_sort_key:
      return 70;
    case Kind::change_encoding:
      return 71;
    case Kind::add_primary_key:
    case Kind::add_unique:
    case Kind::add_check:
    case Kind::create_index:
      return 80;
    case Kind::set_table_comment:
    case Kind::set_column_comment:
    case Kind::set_index_comment:
      return 90;
    case Kind::set_owner:
      return 91;
    case Kind::drop_grant:
      return 92;
    case Kind::add_grant:
      return 93;
    default:
      return 68;
  }
}

std::string Migrator::alter(const ir::QualifiedName& table, const std::string& rest,
                            const MigrationContext& context) const {
  return fmt::format("ALTER TABLE {} {}", renderer().qualified(table, context.new_state()), rest);
}

std::string Migrator::column_definition(const ir::Column& column, const ir::Table& table,
                                        const MigrationContext& context) const {
  const RenderContext state = context.new_state();
  const std::string attributes = renderer().column_attributes(column, table, state);
  const std::string_view gap = attributes.empty() || attributes.front() == ' ' ? "" : " ";
  return fmt::format("{} {}{}{}", renderer().identifier(column.name, state), renderer().column_type(column, state), gap,
                     attributes);
}

std::string Migrator::copied_value(const TableRebuild& rebuild, std::size_t column,
                                   const MigrationContext& context) const {
  const ir::Column& target = rebuild.after.columns[column];
  const std::size_t source = rebuild.source[column];
  if (target.generated) return {};
  if (source == kNowhere) return {};  // the default fills it, or the engine's own counter
  const ir::Column& old = rebuild.before.columns[source];
  const std::string name = renderer().identifier(old.name, context.old_state());
  // The new labels first: the new type may be too short for the old ones.
  std::string value = with_new_labels(old, target, name, renderer());
  if (!(old.type == target.type))
    value = fmt::format("CAST({} AS {})", value, renderer().column_type(target, context.new_state()));
  const bool may_be_missing = old.is_nullable && !target.is_nullable && target.default_value;
  if (!may_be_missing) return value;
  return fmt::format("COALESCE({}, {})", value, renderer().expression(*target.default_value, context.new_state()));
}

std::string Migrator::copy_statement(const TableRebuild& rebuild, const ir::QualifiedName& source,
                                     const ir::QualifiedName& target, const MigrationContext& context) const {
  std::vector<std::string> names;
  std::vector<std::string> values;
  for (std::size_t i = 0; i < rebuild.after.columns.size(); ++i) {
    std::string value = copied_value(rebuild, i, context);
    if (value.empty()) continue;
    names.push_back(renderer().identifier(rebuild.after.columns[i].name, context.new_state()));
    values.push_back(std::move(value));
  }
  if (names.empty()) {
    // Every column is another one: the rows stay, with what the new columns hold by default.
    const ir::Column* filler = filler_of(rebuild.after);
    if (filler == nullptr) return {};
    names.push_back(renderer().identifier(filler->name, context.new_state()));
    values.push_back(filler->default_value ? renderer().expression(*filler->default_value, context.new_state())
                                           : "NULL");
  }
  return fmt::format("INSERT INTO {} ({})\nSELECT {}\nFROM {}", renderer().qualified(target, context.new_state()),
                     join(names, ", "), join(values, ", "), renderer().qualified(source, context.old_state()));
}

std::string with_new_labels(const ir::Column& old, const ir::Column& target, std::string value,
                            const Renderer& renderer) {
  std::string cases;
  for (const ir::RenamedLabel& it : ir::renamed_labels(old.labels, target.labels)) {
    cases += fmt::format(" WHEN {} THEN {}", renderer.string_literal(old.labels[it.before].text),
                         renderer.string_literal(target.labels[it.after].text));
  }
  return cases.empty() ? value : fmt::format("CASE {0}{1} ELSE {0} END", value, cases);
}

std::string new_labels_statement(const ir::Table& after, const ir::Column& old, const ir::Column& target,
                                 const Renderer& renderer, const RenderContext& state) {
  const std::string name = renderer.identifier(target.name, state);
  std::vector<std::string> texts;
  for (const ir::RenamedLabel& it : ir::renamed_labels(old.labels, target.labels)) {
    texts.push_back(renderer.string_literal(old.labels[it.before].text));
  }
  if (texts.empty()) return {};
  const std::string table = renderer.qualified(after.name, state);
  if (texts.size() == 1) {
    const std::string text =
        renderer.string_literal(target.labels[ir::renamed_labels(old.labels, target.labels).front().after].text);
    return fmt::format("UPDATE {} SET {} = {} WHERE {} = {}", table, name, text, name, texts.front());
  }
  return fmt::format("UPDATE {} SET {} = {} WHERE {} IN ({})", table, name,
                     with_new_labels(old, target, name, renderer), name, join(texts, ", "));
}

Conversion conversion(const ir::Type& from, const ir::Type& to) {
  using ir::TypeKind;
  if (from == to) return Conversion::none;
  static const std::map<TypeKind, int> kIntegers = {{TypeKind::tinyint, 1},
                                                    {TypeKind::smallint, 2},
                                                    {TypeKind::int_, 3},
                                                    {TypeKind::bigint, 4},
                                                    {TypeKind::hugeint, 5}};
  const auto from_integer = kIntegers.find(from.kind);
  const auto to_integer = kIntegers.find(to.kind);
  if (from_integer != kIntegers.end() && to_integer != kIntegers.end()) {
    return from_integer->second <= to_integer->second ? Conversion::widening : Conversion::narrowing;
  }
  if (from.kind == TypeKind::real && to.kind == TypeKind::double_) return Conversion::widening;
  if (from.kind == TypeKind::double_ && to.kind == TypeKind::real) return Conversion::narrowing;
  const auto is_text = [](TypeKind kind) {
    return kind == TypeKind::char_ || kind == TypeKind::varchar || kind == TypeKind::text;
  };
  const auto is_bytes = [](TypeKind kind) {
    return kind == TypeKind::binary || kind == TypeKind::varbinary || kind == TypeKind::bytes;
  };
  if ((is_text(from.kind) && is_text(to.kind)) || (is_bytes(from.kind) && is_bytes(to.kind))) {
    const bool is_open = to.length < 0;
    return is_open || (from.length >= 0 && from.length <= to.length) ? Conversion::widening : Conversion::narrowing;
  }
  if (from.kind == TypeKind::decimal && to.kind == TypeKind::decimal) {
    const int from_whole = from.length - std::max(from.scale, 0);
    const int to_whole = to.length - std::max(to.scale, 0);
    const bool fits = to.length < 0 ||
                      (from.length >= 0 && from_whole <= to_whole && std::max(from.scale, 0) <= std::max(to.scale, 0));
    return fits ? Conversion::widening : Conversion::narrowing;
  }
  if (from.kind == to.kind && from.fields.empty() && to.fields.empty()) {
    const bool is_longer = to.length < 0 || (from.length >= 0 && from.length <= to.length);
    return is_longer ? Conversion::widening : Conversion::narrowing;
  }
  return Conversion::other;
}

}  // namespace kura::dialect
