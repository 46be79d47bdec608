// Conditions about keys, physical design, properties and views.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/alter_conditions.h"
#include "compiler/dialect/starrocks/partition_changes.h"
#include "compiler/dialect/starrocks/properties.h"
#include "compiler/dialect/starrocks/property_changes.h"
#include "compiler/dialect/starrocks/rules.h"
#include "compiler/dialect/starrocks/select_list.h"
#include "compiler/dialect/starrocks/starrocks.h"

namespace kura::dialect::starrocks {
namespace {

using change::Kind;
using ir::DistributionStyle;
using ir::KeyModelKind;
using Names = std::vector<std::string>;

Target target(const Facing& facing) {
  return target_of(facing.after, kDialect);
}

bool contains(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_same_kind(const Facing& facing) {
  return facing.old_table()->key_model->kind == facing.new_table()->key_model->kind;
}

/// The names of the first list that are columns of a table, in their order.
Names of_table(const Names& names, const ir::Table& table) {
  Names kept;
  for (const std::string& name : names) {
    if (ir::find_column(table, name) != nullptr) kept.push_back(name);
  }
  return kept;
}

/// AGGREGATE tables lose a key column in place, but for those whose values replace one another.
bool can_merge_in_place(const ir::Table& table) {
  return has_model(table, KeyModelKind::aggregate) &&
         std::none_of(table.columns.begin(), table.columns.end(),
                      [](const ir::Column& it) { return it.aggregate.starts_with("replace"); });
}

bool is_colocated(const ir::Physical& physical) {
  const ir::Property* group = find_property(physical, "colocate_with");
  return group != nullptr && !group->value.empty();
}

std::size_t unit_rank(const ir::Physical& physical, std::string& column) {
  static constexpr std::string_view kUnits[] = {"hour", "day", "month", "year"};
  if (partition_form(physical) != PartitionForm::automatic || physical.partitioning->expressions.size() != 1) return 0;
  const ir::Expression& call = physical.partitioning->expressions[0];
  const bool is_truncation =
      call.kind == ir::ExpressionKind::call && call.path.size() == 1 && call.path[0] == "date_trunc";
  if (!is_truncation || call.operands.size() != 2) return 0;
  const Names columns = ir::columns_read(call.operands[1]);
  if (columns.size() != 1) return 0;
  column = columns[0];
  const auto* const found = std::find(std::begin(kUnits), std::end(kUnits), to_lower(call.operands[0].text));
  return found == std::end(kUnits) ? 0 : static_cast<std::size_t>(found - std::begin(kUnits)) + 1;
}

/// The partition that the change is about, and the one of the same name on the other side.
struct PartitionPair {
  const ir::Partition* own = nullptr;
  const ir::Partition* other = nullptr;
  bool is_added = false;
};

PartitionPair partition_pair(const Facing& facing) {
  PartitionPair pair;
  pair.is_added = facing.change.kind == Kind::add_partition;
  const ir::Physical& own = pair.is_added ? *facing.new_physical() : *facing.old_physical();
  pair.own = &own.partitioning->partitions.at(pair.is_added ? facing.change.part.after : facing.change.part.before);
  pair.other = find_partition(pair.is_added ? *facing.old_physical() : *facing.new_physical(), pair.own->name);
  return pair;
}

bool equals_security(ir::ViewSecurity left, ir::ViewSecurity right) {
  const auto settled = [](ir::ViewSecurity it) {
    return it == ir::ViewSecurity::unspecified ? ir::ViewSecurity::none : it;
  };
  return settled(left) == settled(right);
}

}  // namespace

bool is_materialized(const Facing& facing) {
  return facing.change.object == change::ObjectKind::materialized_view;
}
bool is_plain_view(const Facing& facing) {
  return facing.change.object == change::ObjectKind::view;
}

bool is_synchronous_view(const Facing& facing) {
  const auto is_synchronous = [](const ir::View* view) {
    return view != nullptr && find_native(view->physical.native, "synchronous") != nullptr;
  };
  return is_synchronous(facing.old_view()) || is_synchronous(facing.new_view());
}

bool is_between_databases(const Facing& facing) {
  const ir::Table* after = facing.new_table();
  return after != nullptr && after->was.schema != after->name.schema;
}

bool keeps_key_roles(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  if (!before.key_model || !after.key_model || !is_same_kind(facing)) return false;
  const bool loses_column = of_table(before.key_model->columns, after).size() < before.key_model->columns.size();
  // Rows that become equal are merged in a copy: that is told where it happens.
  if (loses_column && merges_rows(facing) && !can_merge_in_place(before)) return false;
  // What is a key and stays is a key, in the same order; what is added may stand anywhere between.
  return of_table(before.key_model->columns, after) == of_table(after.key_model->columns, before);
}

bool permutes_key(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  if (!before.key_model || !after.key_model || !is_same_kind(facing)) return false;
  Names old_key = before.key_model->columns;
  Names new_key = after.key_model->columns;
  std::sort(old_key.begin(), old_key.end());
  std::sort(new_key.begin(), new_key.end());
  return old_key == new_key && can_reorder(facing);
}

bool merges_rows(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  if (!before.key_model || !after.key_model || after.key_model->kind == KeyModelKind::duplicate) return false;
  if (before.key_model->kind == KeyModelKind::duplicate) return true;
  return !std::all_of(before.key_model->columns.begin(), before.key_model->columns.end(),
                      [&after](const std::string& it) { return contains(after.key_model->columns, it); });
}

bool is_distribution_same(const Facing& facing) {
  const auto& before = facing.old_physical()->distribution;
  const auto& after = facing.new_physical()->distribution;
  const bool is_default_random = facing.new_table() != nullptr &&
                                 has_model(*facing.new_table(), KeyModelKind::duplicate) &&
                                 target(facing).run_mode != RunMode::shared_data;
  const auto is_random = [&](const Boxed<ir::Distribution>& it) {
    return it ? it->style == DistributionStyle::random : is_default_random;
  };
  const bool leaves_buckets = !after || after->buckets == 0;
  if (is_random(before) && is_random(after)) return leaves_buckets;
  if (!before || !after) return false;
  return before->style == after->style && before->columns == after->columns && leaves_buckets;
}

bool can_optimize(const Facing& facing) {
  const auto& before = facing.old_physical()->distribution;
  const auto& after = facing.new_physical()->distribution;
  const ir::Table& table = *facing.new_table();
  if (!target(facing).version.has(3, 2) || is_colocated(*facing.old_physical()) || !before || !after) return false;
  // With automatic buckets it takes no such clause, and gets into that state by none.
  if (before->style == DistributionStyle::random && before->buckets == 0) return false;
  if (after->style == DistributionStyle::random) return has_model(table, KeyModelKind::duplicate) && after->buckets > 0;
  const bool may_leave_buckets = has_model(table, KeyModelKind::duplicate) || has_model(table, KeyModelKind::primary);
  return may_leave_buckets || after->buckets > 0;
}

bool can_sort(const Facing& facing) {
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  const Target where = target(facing);
  const bool is_primary = has_model(after, KeyModelKind::primary);
  const bool is_range =
      where.run_mode == RunMode::shared_data && where.version.has(4, 1) && !before.physical.distribution;
  if (!where.version.has(3, is_primary ? 0 : 3) || is_range) return false;
  const std::size_t names =
      after.physical.sort_key ? after.physical.sort_key->columns.size() : after.key_model->columns.size();
  // As many names as columns would mean the order of the columns.
  return names != after.columns.size();
}

bool coarsens_partitions(const Facing& facing) {
  std::string old_column, new_column;
  const std::size_t before = unit_rank(*facing.old_physical(), old_column);
  const std::size_t after = unit_rank(*facing.new_physical(), new_column);
  const bool has_batches = find_native(facing.old_physical()->native, "start") != nullptr ||
                           find_native(facing.new_physical()->native, "start") != nullptr;
  if (!target(facing).version.has(4, 0) || is_colocated(*facing.old_physical()) || has_batches) return false;
  return before > 0 && after > before && old_column == new_column;
}

bool sets_partition_properties(const Facing& facing) {
  const PartitionPair pair = partition_pair(facing);
  if (pair.other == nullptr || !is_same_bound(pair.own->bound, pair.other->bound)) return false;
  const ir::Partition& before = pair.is_added ? *pair.other : *pair.own;
  const ir::Partition& after = pair.is_added ? *pair.own : *pair.other;
  return partition_properties(before, after, target(facing)).has_value();
}

bool has_partition_of_same_name(const Facing& facing) {
  return partition_pair(facing).other != nullptr;
}

bool keeps_no_partition(const Facing& facing) {
  const auto& partitions = facing.old_physical()->partitioning->partitions;
  return std::none_of(partitions.begin(), partitions.end(),
                      [&facing](const ir::Partition& it) { return is_kept(it, *facing.new_physical()); });
}

bool stands_before_kept_partition(const Facing& facing) {
  const auto& partitions = facing.new_physical()->partitioning->partitions;
  const auto own = partitions.begin() + static_cast<std::ptrdiff_t>(facing.change.part.after);
  if (own->bound.kind != ir::PartitionBound::Kind::less_than) return false;
  return std::any_of(own + 1, partitions.end(),
                     [&facing](const ir::Partition& it) { return is_kept(it, *facing.old_physical()); });
}

bool is_index_of_dropped_column(const Facing& facing) {
  const ir::Index* index = facing.old_index();
  if (index == nullptr || facing.new_table() == nullptr || index->parts.empty()) return false;
  const Names columns = ir::columns_read(index->parts[0].expression);
  return !columns.empty() && ir::find_column(*facing.new_table(), columns[0]) == nullptr;
}

bool is_vector_index(const Facing& facing) {
  return facing.new_index() != nullptr && facing.new_index()->method == "vector";
}

bool is_rollup(const Facing& facing) {
  return facing.change.key == "rollup";
}
bool is_charset_or_engine(const Facing& facing) {
  return facing.change.key == "engine" || facing.change.key == "default charset" || facing.change.key == "charset";
}

bool makes_batches_of_automatic(const Facing& facing) {
  if (facing.change.key != "start" || partition_form(*facing.new_physical()) != PartitionForm::automatic) return false;
  const auto changes = batch_changes(*facing.old_physical(), *facing.new_physical());
  return changes && changes->added.empty();
}

bool extends_batches(const Facing& facing) {
  if (facing.change.key != "start") return false;
  const auto changes = batch_changes(*facing.old_physical(), *facing.new_physical());
  const bool keeps_all = changes && changes->dropped.empty();
  return keeps_all || (changes && partition_form(*facing.new_physical()) == PartitionForm::automatic);
}

bool shortens_batches(const Facing& facing) {
  if (facing.change.key != "start" || find_native(facing.new_physical()->native, "start") == nullptr) return false;
  return batch_changes(*facing.old_physical(), *facing.new_physical()).has_value();
}

bool is_property_alike(const Facing& facing) {
  return is_property_same(facing, target(facing));
}

bool stays_in_colocate_group(const Facing& facing) {
  const ir::Property* before = find_property(*facing.old_physical(), "colocate_with");
  const ir::Property* after = find_property(*facing.new_physical(), "colocate_with");
  return is_colocated(*facing.old_physical()) && after != nullptr && before->value == after->value;
}

bool is_replication_of_group(const Facing& facing) {
  return facing.change.key == "replication_num" && stays_in_colocate_group(facing);
}

bool is_set_at_creation(const Facing& facing) {
  return property_way(facing.change.key, facing.change.object != change::ObjectKind::table) == PropertyWay::fixed;
}

bool can_set_property(const Facing& facing) {
  return is_property_settable(facing, target(facing));
}

bool is_read_materialized_view(const Facing& facing) {
  const ir::QualifiedName& name = facing.new_view()->name;
  const auto reads = [&name](const ir::View& view) {
    return std::any_of(view.body.relations.begin(), view.body.relations.end(),
                       [&name](const ir::RelationUse& use) { return use.name == name; });
  };
  return is_materialized(facing) && std::any_of(facing.after.views.begin(), facing.after.views.end(), reads);
}

bool is_column_list_alike(const Facing& facing) {
  const auto names = [](const ir::View& view) -> std::optional<Names> {
    if (view.columns.empty()) return output_names(view.body.text);
    Names list;
    for (const ir::ViewColumn& column : view.columns) list.push_back(column.name);
    return list;
  };
  // The list may be written only for the comments and indexes in it.
  const auto before = names(*facing.old_view());
  return before && before == names(*facing.new_view());
}

bool is_security_alike(const Facing& facing) {
  return equals_security(facing.old_view()->security, facing.new_view()->security);
}

bool is_refresh_alike(const Facing& facing) {
  const auto& before = facing.old_view()->refresh;
  const auto& after = facing.new_view()->refresh;
  // Whether the first refresh waits matters at creation only.
  return before && after && before->mode == after->mode && before->every == after->every &&
         before->unit == after->unit && before->starting == after->starting;
}

bool is_incremental(const Facing& facing) {
  const auto is_mode = [](const ir::View* view) {
    return view->refresh && view->refresh->mode == ir::RefreshMode::incremental;
  };
  return is_mode(facing.old_view()) || is_mode(facing.new_view());
}

}  // namespace kura::dialect::starrocks
