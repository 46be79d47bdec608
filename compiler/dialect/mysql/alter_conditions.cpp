// Conditions of this family's answers: columns, keys and indexes.
#include "compiler/dialect/mysql/alter_conditions.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/dialect/mysql/type_change.h"
#include "compiler/dialect/registry.h"

namespace kura::dialect::mysql {
namespace {

using change::Change;
using change::Kind;
using ir::ExpressionKind;

const Dialect& dialect_of(const Facing& facing) {
  return *find_dialect(facing.after.warehouse.dialect);
}

const MysqlRenderer& renderer_of(const Facing& facing) {
  return static_cast<const MysqlRenderer&>(*dialect_of(facing).renderer);
}

TypedColumn typed_before(const Facing& facing) {
  return {*facing.old_column(), *facing.old_table(), facing.before};
}
TypedColumn typed_after(const Facing& facing) {
  return {*facing.new_column(), *facing.new_table(), facing.after};
}

bool is_literal_default(const ir::Column& column) {
  const ir::Expression& value = *column.default_value;
  return ir::is_literal(value) || ir::is_portable_call(value, "now");
}

bool is_indexed(const ir::Table& table, const std::string& column) {
  if (table.primary_key && has_name(table.primary_key->columns, column)) return true;
  if (std::any_of(table.unique_keys.begin(), table.unique_keys.end(),
                  [&](const ir::Key& it) { return has_name(it.columns, column); }))
    return true;
  const auto& indexes = table.physical.indexes;
  return std::any_of(indexes.begin(), indexes.end(), [&](const ir::Index& it) { return may_read(it, column); });
}

template <class Test>
bool any_generated_reads(const ir::Table& table, const std::string& column, Test test) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const ir::Column& it) {
    return it.generated && test(it) && may_read(it.generated->expression, column);
  });
}

/// The clauses of a column that are not on both sides.
std::vector<std::string> changed_clauses(const Facing& facing) {
  std::vector<std::string> changed;
  const auto collect = [&](const std::vector<ir::NativeClause>& here, const std::vector<ir::NativeClause>& there) {
    for (const ir::NativeClause& clause : here) {
      const ir::NativeClause* other = find_native(there, clause.keyword);
      if (other == nullptr || other->argument != clause.argument) changed.push_back(clause.keyword);
    }
  };
  collect(facing.old_column()->native, facing.new_column()->native);
  collect(facing.new_column()->native, facing.old_column()->native);
  return changed;
}

bool is_column_indexed(const Facing& facing) {
  return is_indexed(*facing.old_table(), facing.old_column()->name) ||
         is_indexed(*facing.new_table(), facing.new_column()->name);
}

/// The columns of an index that are in it as a whole.
std::vector<std::string> whole_columns(const ir::Index& index) {
  std::vector<std::string> columns;
  for (const ir::IndexPart& part : index.parts) {
    if (!column_of(part).empty() && prefix_length(part) == nullptr) columns.push_back(column_of(part));
  }
  return columns;
}

/// A unique key over columns of which none takes NULL, at some moment of the change, in a table that then has no
/// primary key; whether `open` takes NULL does not matter.
bool may_order_rows(const Facing& facing, const std::vector<std::string>& columns, const std::string& open) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  if (before.primary_key && after.primary_key) return false;
  return !columns.empty() && std::all_of(columns.begin(), columns.end(), [&](const std::string& name) {
    const auto is_closed = [&](const ir::Table& table) {
      const ir::Column* column = column_named(table, name);
      return column != nullptr && !column->is_nullable;
    };
    return equals_ignoring_case(name, open) || is_closed(before) || is_closed(after);
  });
}

bool is_visibility(std::string_view keyword) {
  return keyword == "invisible" || keyword == "visible" || keyword == "ignored" || keyword == "not ignored";
}

}  // namespace

const Flavour& flavour_of(const Facing& facing) {
  return renderer_of(facing).flavour();
}

bool has_name(const std::vector<std::string>& names, const std::string& name) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& it) { return equals_ignoring_case(it, name); });
}

bool may_read(const ir::Index& index, const std::string& column) {
  return std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::IndexPart& part) {
    const std::string plain = column_of(part);
    return plain.empty() ? may_read(part.expression, column) : equals_ignoring_case(plain, column);
  });
}

bool is_constrained(const ir::Table& table, const std::string& column) {
  std::vector<std::string> names{column};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const ir::Column& it : table.columns) {
      if (it.generated && !has_name(names, it.name) && may_read(it.generated->expression, names[i]))
        names.push_back(it.name);
    }
  }
  const auto& indexes = table.physical.indexes;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto has_it = [&](const auto& key) { return has_name(key.columns, name); };
    return (table.primary_key && has_it(*table.primary_key)) ||
           std::any_of(table.unique_keys.begin(), table.unique_keys.end(), has_it) ||
           std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has_it) ||
           std::any_of(table.checks.begin(), table.checks.end(),
                       [&](const ir::Check& it) { return may_read(it.expression, name); }) ||
           std::any_of(indexes.begin(), indexes.end(),
                       [&](const ir::Index& it) { return it.is_unique && may_read(it, name); });
  });
}

bool has_value(const ir::Column& column) {
  return column.default_value && column.default_value->kind != ExpressionKind::null_literal;
}

bool is_virtual_column(const ir::Column& column) {
  return column.generated && column.generated->storage == ir::GeneratedStorage::virtual_;
}
bool is_stored_column(const ir::Column& column) {
  return column.generated && !is_virtual_column(column);
}

bool differ_in_visibility(const ir::Index& before, const ir::Index& after) {
  const auto rest = [](const ir::Index& index) {
    std::vector<ir::NativeClause> clauses = index.native;
    std::erase_if(clauses, [](const ir::NativeClause& clause) { return is_visibility(clause.keyword); });
    return clauses;
  };
  const auto same_part = [](const ir::IndexPart& a, const ir::IndexPart& b) {
    return a.expression == b.expression && a.is_descending == b.is_descending && a.native == b.native;
  };
  return before.name == after.name && before.is_unique == after.is_unique && before.method == after.method &&
         before.comment == after.comment &&
         std::equal(before.parts.begin(), before.parts.end(), after.parts.begin(), after.parts.end(), same_part) &&
         rest(before) == rest(after);
}

bool is_counting(const Facing& facing) {
  return facing.new_column()->identity.has_value();
}
bool is_stored(const Facing& facing) {
  return is_stored_column(*facing.new_column());
}
bool is_virtual(const Facing& facing) {
  return is_virtual_column(*facing.new_column());
}
bool is_virtual_not_null(const Facing& facing) {
  return is_virtual(facing) && !facing.new_column()->is_nullable;
}
/// Of a partitioned table the server neither adds a virtual column in place nor drops any column beside one.
bool is_virtual_in_partitions(const Facing& facing) {
  return is_virtual(facing) && (facing.old_physical()->partitioning || facing.new_physical()->partitioning);
}
bool is_beside_virtual_in_partitions(const Facing& facing) {
  if (!facing.old_physical()->partitioning && !facing.new_physical()->partitioning) return false;
  const auto has_virtual = [](const ir::Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), is_virtual_column);
  };
  return has_virtual(*facing.old_table()) || has_virtual(*facing.new_table());
}
bool was_beside_virtual_in_partitions(const Facing& facing) {
  return was_generated(facing) && is_beside_virtual_in_partitions(facing);
}
bool needs_a_value(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return !column.is_nullable && !has_value(column) && !column.generated;
}
bool has_computed_default(const Facing& facing) {
  const ir::Column& column = *facing.new_column();
  return column.default_value && !is_literal_default(column);
}
bool was_stored(const Facing& facing) {
  return is_stored_column(*facing.old_column());
}
bool was_generated(const Facing& facing) {
  return facing.old_column()->generated.has_value();
}

bool is_rename_refused(const Facing& facing) {
  if (flavour_of(facing).has_renames_in_expressions) return false;
  const ir::Table& table = *facing.old_table();
  const std::string& name = facing.old_column()->name;
  if (any_generated_reads(table, name, [](const ir::Column&) { return true; })) return true;
  const auto& indexes = table.physical.indexes;
  const bool is_in_expression = std::any_of(indexes.begin(), indexes.end(), [&](const ir::Index& index) {
    return std::any_of(index.parts.begin(), index.parts.end(), [&](const ir::IndexPart& part) {
      return column_of(part).empty() && may_read(part.expression, name);
    });
  });
  if (is_in_expression) return true;
  if (std::any_of(table.columns.begin(), table.columns.end(),
                  [&](const ir::Column& it) { return it.default_value && may_read(*it.default_value, name); })) {
    return true;
  }
  if (!table.physical.partitioning) return false;
  const auto& parts = table.physical.partitioning->expressions;
  return std::any_of(parts.begin(), parts.end(), [&](const ir::Expression& it) { return may_read(it, name); });
}

bool is_same_spelling(const Facing& facing) {
  const MysqlRenderer& renderer = renderer_of(facing);
  const Renderer& base = renderer;
  const Dialect& dialect = dialect_of(facing);
  return base.column_type(*facing.old_column(), {dialect, facing.before}) ==
         base.column_type(*facing.new_column(), {dialect, facing.after});
}
bool is_enum_appended(const Facing& facing) {
  const bool is_plain = !facing.new_column()->generated && !facing.old_column()->generated;
  return is_plain && is_appended(typed_before(facing), typed_after(facing), flavour_of(facing));
}
bool is_longer_varchar(const Facing& facing) {
  const bool is_plain = !facing.new_column()->generated && !facing.old_column()->generated;
  return is_plain && is_longer_in_place(typed_before(facing), typed_after(facing), flavour_of(facing));
}
bool fits_all(const Facing& facing) {
  return fit_of(typed_before(facing), typed_after(facing), flavour_of(facing)) == Fit::all;
}
bool fits_some(const Facing& facing) {
  return fit_of(typed_before(facing), typed_after(facing), flavour_of(facing)) == Fit::some;
}
bool fits_rounded(const Facing& facing) {
  return fit_of(typed_before(facing), typed_after(facing), flavour_of(facing)) == Fit::rounded;
}

bool fits_written(const Facing& facing) {
  return fit_of(typed_before(facing), typed_after(facing), flavour_of(facing)) == Fit::written;
}

bool has_default(const Facing& facing) {
  return has_value(*facing.new_column()) && !facing.new_column()->generated;
}
bool is_read_by_stored(const Facing& facing) {
  return any_generated_reads(*facing.new_table(), facing.new_column()->name, is_stored_column);
}
/// The server sets NOT NULL in place, but not where it would compute a column anew or make up a moment for NULL.
bool is_copied_not_null(const Facing& facing) {
  for (const ir::Table* table : {facing.old_table(), facing.new_table()}) {
    if (std::any_of(table->columns.begin(), table->columns.end(), is_stored_column)) return true;
  }
  return shape_of(*facing.new_column(), facing.after, flavour_of(facing)).family == Family::timestamp;
}
bool is_copied_and_filled(const Facing& facing) {
  return is_copied_not_null(facing) && has_default(facing);
}
/// Without a primary key the first unique key that holds no NULL orders the rows.
bool orders_the_rows(const Facing& facing) {
  const std::string& name = facing.new_column()->name;
  for (const ir::Table* table : {facing.old_table(), facing.new_table()}) {
    for (const ir::Key& key : table->unique_keys) {
      if (has_name(key.columns, name) && may_order_rows(facing, key.columns, name)) return true;
    }
    for (const ir::Index& index : table->physical.indexes) {
      const std::vector<std::string> columns = whole_columns(index);
      if (index.is_unique && has_name(columns, name) && may_order_rows(facing, columns, name)) return true;
    }
  }
  return false;
}
bool is_now_generated(const Facing& facing) {
  return facing.new_column()->generated.has_value();
}

/// It has to be dropped and added again, and a generated column or the primary key would not let it go.
bool holds_up_generated(const Facing& facing) {
  if (!is_or_was_virtual(facing)) return false;
  if (facing.change.kind == Kind::change_generated && is_virtual_column(*facing.old_column()) && is_virtual(facing))
    return false;
  for (const auto& [table, name] : {std::pair{facing.old_table(), facing.old_column()->name},
                                    std::pair{facing.new_table(), facing.new_column()->name}}) {
    if (table->primary_key && has_name(table->primary_key->columns, name)) return true;
    if (any_generated_reads(*table, name, [](const ir::Column&) { return true; })) return true;
  }
  return false;
}
bool is_or_was_virtual(const Facing& facing) {
  return is_virtual_column(*facing.old_column()) || is_virtual(facing);
}
bool is_same_generated(const Facing& facing) {
  return facing.old_column()->generated->expression == facing.new_column()->generated->expression &&
         is_virtual_column(*facing.old_column()) == is_virtual(facing);
}

bool is_same_collation(const Facing& facing) {
  const TypedColumn before = typed_before(facing);
  const TypedColumn after = typed_after(facing);
  const Flavour& flavour = flavour_of(facing);
  return is_same_charset(facing) && whole_collation(before.column, before.table, before.schema, flavour) ==
                                        whole_collation(after.column, after.table, after.schema, flavour);
}
bool is_other_word_for_charset(const Facing& facing) {
  const std::vector<std::string> changed = changed_clauses(facing);
  return is_same_collation(facing) && std::all_of(changed.begin(), changed.end(), [](const std::string& it) {
           return it == "character set" || it == "charset";
         });
}
bool is_same_charset(const Facing& facing) {
  const TypedColumn before = typed_before(facing);
  const TypedColumn after = typed_after(facing);
  return charset_of(before.column, before.table, before.schema) == charset_of(after.column, after.table, after.schema);
}
bool is_wider_utf8(const Facing& facing) {
  const TypedColumn before = typed_before(facing);
  const TypedColumn after = typed_after(facing);
  return charset_of(before.column, before.table, before.schema) == "utf8mb3" &&
         charset_of(after.column, after.table, after.schema) == "utf8mb4" && !is_column_indexed(facing) &&
         !was_generated(facing) && !is_now_generated(facing);
}
bool is_collation_indexed(const Facing& facing) {
  return is_same_charset(facing) && is_column_indexed(facing) && !was_generated(facing) && !is_now_generated(facing);
}
bool is_collation_unindexed(const Facing& facing) {
  return is_same_charset(facing) && !is_column_indexed(facing) && !was_generated(facing) && !is_now_generated(facing);
}
bool is_unindexed_virtual(const Facing& facing) {
  return is_virtual_column(*facing.old_column()) && is_virtual(facing) && !is_column_indexed(facing);
}
bool is_only_visibility(const Facing& facing) {
  const std::vector<std::string> changed = changed_clauses(facing);
  return !facing.new_column()->generated && std::all_of(changed.begin(), changed.end(), is_visibility);
}
bool is_only_on_update(const Facing& facing) {
  const std::vector<std::string> changed = changed_clauses(facing);
  return std::all_of(changed.begin(), changed.end(),
                     [](const std::string& it) { return it == "on update" || is_visibility(it); });
}
bool is_type_clause(const Facing& facing) {
  const std::vector<std::string> changed = changed_clauses(facing);
  return std::any_of(changed.begin(), changed.end(), [](const std::string& it) {
    return it == "unsigned" || it == "zerofill" || it == "character set" || it == "charset";
  });
}

bool is_key_replaced(const Facing& facing) {
  return facing.has_sibling(Kind::add_primary_key);
}
bool is_clustered_key(const Facing& facing) {
  const change::Places& part = facing.change.part;
  const ir::Key& key = part.after == change::kNowhere ? facing.old_table()->unique_keys.at(part.before)
                                                      : facing.new_table()->unique_keys.at(part.after);
  return may_order_rows(facing, key.columns, {});
}
bool is_clustered_index(const Facing& facing) {
  const ir::Index& index = facing.new_index() != nullptr ? *facing.new_index() : *facing.old_index();
  const std::vector<std::string> columns = whole_columns(index);
  return index.is_unique && columns.size() == index.parts.size() && may_order_rows(facing, columns, {});
}
bool is_index_special(const Facing& facing) {
  return facing.new_index()->method == "fulltext" || facing.new_index()->method == "spatial";
}
bool is_index_unique(const Facing& facing) {
  return facing.new_index()->is_unique;
}

bool is_index_visibility(const Facing& facing) {
  const ir::Index* old_index = facing.old_index();
  const ir::Index* new_index = facing.new_index();
  for (const Change& sibling : facing.siblings) {
    if (old_index != nullptr && sibling.kind == Kind::create_index &&
        differ_in_visibility(*old_index, facing.new_physical()->indexes[sibling.part.after])) {
      return true;
    }
    if (new_index != nullptr && sibling.kind == Kind::drop_index &&
        differ_in_visibility(facing.old_physical()->indexes[sibling.part.before], *new_index)) {
      return true;
    }
  }
  return false;
}

}  // namespace kura::dialect::mysql
