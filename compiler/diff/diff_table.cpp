// Diff of one table: columns, keys, constraints, physical design.
#include <algorithm>

#include "compiler/diff/compare.h"
#include "compiler/diff/diff.h"

namespace kura::diff {
namespace {

using change::Kind;
using change::kNowhere;
using change::Places;

bool mentions_enum(const ir::Type& type, const std::string& schema, const std::string& name) {
  if (type.enum_name && type.enum_name->schema == schema && type.enum_name->name == name) return true;
  return std::any_of(type.fields.begin(), type.fields.end(),
                     [&](const ir::TypeField& field) { return mentions_enum(field.type, schema, name); });
}

/// True when the type is an enum whose labels changed in a way that reaches the column.
bool is_enum_changed(const ir::Type& type, const ir::Schema& before, const ir::Schema& after,
                     const DiffOptions& options) {
  if (type.kind != ir::TypeKind::enumeration && type.fields.empty()) return false;
  for (const ir::EnumType& new_enum : after.enums) {
    if (!mentions_enum(type, new_enum.name.schema, new_enum.name.name)) continue;
    for (const ir::EnumType& old_enum : before.enums) {
      if (!(old_enum.name == new_enum.name)) continue;
      if (options.has_named_enums) return is_enum_recreated(old_enum, new_enum);
      const auto same = [](const ir::EnumLabel& a, const ir::EnumLabel& b) { return a.text == b.text; };
      return !std::equal(old_enum.labels.begin(), old_enum.labels.end(), new_enum.labels.begin(), new_enum.labels.end(),
                         same);
    }
  }
  return false;
}

void diff_generated(const ir::Column& before, const ir::Column& after, Places part, const ChangeList& list) {
  if (before.generated == after.generated) return;
  if (!before.generated) {
    list.add(Kind::add_generated, part);
  } else if (!after.generated) {
    list.add(Kind::drop_generated, part);
  } else {
    list.add(Kind::change_generated, part);
  }
}

void diff_default(const ir::Column& before, const ir::Column& after, Places part, const ChangeList& list) {
  if (before.default_value == after.default_value) return;
  list.add(after.default_value ? Kind::set_default : Kind::drop_default, part);
}

void diff_identity(const ir::Column& before, const ir::Column& after, Places part, const ChangeList& list) {
  if (before.identity == after.identity) return;
  if (!before.identity) {
    list.add(Kind::add_identity, part);
  } else {
    list.add(after.identity ? Kind::change_identity : Kind::drop_identity, part);
  }
}

void diff_column(const ir::Column& before, const ir::Column& after, bool is_type_changed, Places part,
                 const ChangeList& list) {
  if (!after.was.empty()) list.add(Kind::rename_column, part);
  if (is_type_changed || !(before.type == after.type)) list.add(Kind::change_type, part);
  const bool is_text = before.type.kind != ir::TypeKind::enumeration && after.type.kind != ir::TypeKind::enumeration;
  if (is_text && !ir::renamed_labels(before.labels, after.labels).empty()) list.add(Kind::rename_text_labels, part);
  if (before.collation != after.collation) list.add(Kind::change_collation, part);
  if (before.is_nullable != after.is_nullable)
    list.add(after.is_nullable ? Kind::drop_not_null : Kind::set_not_null, part);
  diff_default(before, after, part, list);
  diff_identity(before, after, part, list);
  diff_generated(before, after, part, list);
  if (before.encoding != after.encoding) list.add(Kind::change_encoding, part);
  if (before.aggregate != after.aggregate) list.add(Kind::change_aggregate, part);
  if (!same_native(before.native, after.native)) list.add(Kind::change_column_native, part);
  if (before.comment != after.comment) list.add(Kind::set_column_comment, part);
}

/// New columns land at the end: any other order of the columns that stay, or a new one before them, is another order.
bool is_order_changed(const ListPairs& columns) {
  std::size_t last = 0;
  bool has_created = false;
  for (const std::size_t before : columns.before_of) {
    if (before == kNowhere) {
      has_created = true;
      continue;
    }
    if (has_created || before < last) return true;
    last = before;
  }
  return false;
}

/// Constraints by name, where they have one, and by content; `kinds` are those of drop, add and rename.
struct ConstraintKinds {
  Kind drop;
  Kind add;
  Kind rename;
};

template <class Constraint, class Same>
void diff_constraints(const std::vector<Constraint>& before, const std::vector<Constraint>& after, Same same,
                      const ConstraintKinds& kinds, const ChangeList& list) {
  std::vector<std::size_t> partner(after.size(), kNowhere);
  std::vector<bool> is_taken(before.size(), false);
  for (const bool needs_name : {true, false}) {
    for (std::size_t i = 0; i < after.size(); ++i) {
      for (std::size_t k = 0; k < before.size() && partner[i] == kNowhere; ++k) {
        if (is_taken[k] || (needs_name && before[k].name != after[i].name) || !same(before[k], after[i])) continue;
        partner[i] = k;
        is_taken[k] = true;
      }
    }
  }
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (!is_taken[k]) list.add(kinds.drop, {k, kNowhere});
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (partner[i] == kNowhere) {
      list.add(kinds.add, {kNowhere, i});
    } else if (before[partner[i]].name != after[i].name) {
      list.add(kinds.rename, {partner[i], i});
    }
  }
}

void diff_primary_key(const ir::Table& before, const ir::Table& after, const ChangeList& list) {
  const bool is_same = before.primary_key && after.primary_key && same_key(*before.primary_key, *after.primary_key);
  if (before.primary_key && !is_same) list.add(Kind::drop_primary_key);
  if (after.primary_key && !is_same) list.add(Kind::add_primary_key);
  if (is_same && before.primary_key->name != after.primary_key->name) list.add(Kind::rename_primary_key);
}

void diff_columns(const ir::Schema& before, const ir::Schema& after, const ListPairs& columns,
                  const DiffOptions& options, const ChangeList& list) {
  const ir::Table& old_table = before.tables[list.at.before];
  const ir::Table& new_table = after.tables[list.at.after];
  for (const std::size_t dropped : columns.dropped) list.add(Kind::drop_column, {dropped, kNowhere});
  for (std::size_t i = 0; i < new_table.columns.size(); ++i) {
    const std::size_t old_place = columns.before_of[i];
    if (old_place == kNowhere) {
      list.add(Kind::add_column, {kNowhere, i});
      continue;
    }
    const ir::Column& new_column = new_table.columns[i];
    const bool is_changed = is_enum_changed(new_column.type, before, after, options);
    diff_column(old_table.columns[old_place], new_column, is_changed, {old_place, i}, list);
  }
  if (options.keeps_column_order && is_order_changed(columns)) list.add(Kind::reorder_columns);
}

}  // namespace

void diff_table(const ir::Schema& before, const ir::Schema& after, Places places, const ListPairs& columns,
                const DiffOptions& options, Changes& changes) {
  const ir::Table& old_table = before.tables[places.before];
  const ir::Table& new_table = after.tables[places.after];
  const ChangeList list{changes, change::ObjectKind::table, places};
  diff_columns(before, after, columns, options, list);
  diff_primary_key(old_table, new_table, list);
  diff_constraints(old_table.unique_keys, new_table.unique_keys, same_key,
                   {Kind::drop_unique, Kind::add_unique, Kind::rename_unique}, list);
  diff_constraints(old_table.checks, new_table.checks, same_check,
                   {Kind::drop_check, Kind::add_check, Kind::rename_check}, list);
  diff_constraints(old_table.foreign_keys, new_table.foreign_keys, same_foreign_key,
                   {Kind::drop_foreign_key, Kind::add_foreign_key, Kind::rename_foreign_key}, list);
  if (!same_key_model(old_table.key_model, new_table.key_model)) list.add(Kind::change_key_model);
  diff_physical(old_table.physical, new_table.physical, list);
  if (old_table.comment != new_table.comment) list.add(Kind::set_table_comment);
  if (!new_table.owner.empty() && old_table.owner != new_table.owner) list.add(Kind::set_owner);
  diff_grants(old_table.grants, new_table.grants, list);
}

}  // namespace kura::diff
