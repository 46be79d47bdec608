// When a row answers: questions about partitions and views.
#include <algorithm>
#include <set>

#include "compiler/dialect/postgres/alter_conditions.h"
#include "compiler/dialect/postgres/partition_bounds.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

using change::Change;
using change::Kind;

const std::vector<ir::Partition>& partitions_of(const ir::Table& table) {
  return table.physical.partitioning->partitions;
}

/// The partition that comes or goes.
const ir::Partition& own_partition(const Facing& it) {
  if (it.change.kind == Kind::drop_partition) return partitions_of(*it.old_table()).at(it.change.part.before);
  return partitions_of(*it.new_table()).at(it.change.part.after);
}

/// The partitions that go the other way: those that come for one that goes.
template <class Test>
bool any_counterpart(const Facing& it, Test test) {
  const bool goes = it.change.kind == Kind::drop_partition;
  return std::any_of(it.siblings.begin(), it.siblings.end(), [&](const Change& other) {
    if (other.kind != (goes ? Kind::add_partition : Kind::drop_partition)) return false;
    return test(goes ? partitions_of(*it.new_table()).at(other.part.after)
                     : partitions_of(*it.old_table()).at(other.part.before));
  });
}

/// Where a query's WHERE begins, or what stands behind it: a word outside of all parentheses behind FROM. The whole
/// size when there is none; 0 when the query cannot be taken apart this way.
std::size_t tail_of(const std::vector<sql::Token>& tokens) {
  constexpr std::string_view kTail[] = {"where", "group",  "having", "window", "order",
                                        "limit", "offset", "fetch",  "for"};
  constexpr std::string_view kSets[] = {"union", "intersect", "except"};
  int depth = 0;
  bool is_behind_from = false;
  std::size_t tail = tokens.size();
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    const bool is_label = i > 0 && (tokens[i - 1].is_word("as") || tokens[i - 1].is_symbol("."));
    if (depth > 0 || is_label) continue;
    const auto is_one_of = [&](const auto& words) {
      return std::any_of(std::begin(words), std::end(words),
                         [&](std::string_view it) { return tokens[i].is_word(it); });
    };
    if (is_one_of(kSets)) return 0;
    if (tokens[i].is_word("from")) is_behind_from = true;
    if (tail == tokens.size() && is_one_of(kTail)) {
      if (!is_behind_from) return 0;
      tail = i;
    }
  }
  return is_behind_from ? tail : 0;
}

bool has_same_head(const ir::SqlBody& left, const ir::SqlBody& right) {
  const std::vector<sql::Token> left_tokens = sql::tokenize(left.text);
  const std::vector<sql::Token> right_tokens = sql::tokenize(right.text);
  const std::size_t left_tail = tail_of(left_tokens);
  const std::size_t right_tail = tail_of(right_tokens);
  if (left_tail == 0 || left_tail != right_tail) return false;
  const auto head = [](const ir::SqlBody& body, const std::vector<sql::Token>& tokens, std::size_t tail) {
    return std::string_view(body.text).substr(0, tokens[tail - 1].end);
  };
  return sql::same_tokens(head(left, left_tokens, left_tail), head(right, right_tokens, right_tail));
}

template <class Object>
const Object* find(const std::vector<Object>& list, const ir::QualifiedName& name) {
  const auto found = std::find_if(list.begin(), list.end(), [&name](const Object& it) { return it.name == name; });
  return found == list.end() ? nullptr : &*found;
}

/// Whether a relation gives the same columns in both states, as far as the models tell.
bool is_unchanged(const ir::QualifiedName& name, const Facing& it, std::set<ir::QualifiedName>& seen) {
  if (!seen.insert(name).second) return true;
  const auto same_columns = [](const std::vector<ir::Column>& left, const std::vector<ir::Column>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const ir::Column& a, const ir::Column& b) {
                        return a.name == b.name && a.type == b.type && a.collation == b.collation && b.was.empty();
                      });
  };
  const ir::Table* old_table = find(it.before.tables, name);
  const ir::Table* new_table = find(it.after.tables, name);
  if (old_table != nullptr || new_table != nullptr) {
    return old_table != nullptr && new_table != nullptr && same_columns(old_table->columns, new_table->columns);
  }
  const ir::View* old_view = find(it.before.views, name);
  const ir::View* new_view = find(it.after.views, name);
  if (old_view == nullptr || new_view == nullptr) return old_view == new_view;
  if (old_view->is_materialized != new_view->is_materialized) return false;
  if (!sql::same_tokens(old_view->body.text, new_view->body.text)) return false;
  return std::all_of(new_view->body.relations.begin(), new_view->body.relations.end(),
                     [&](const ir::RelationUse& use) { return is_unchanged(use.name, it, seen); });
}

}  // namespace

bool is_same_partitioning(const Facing& it) {
  if (it.old_physical() == nullptr || !it.old_physical()->partitioning || !it.new_physical()->partitioning)
    return false;
  const ir::Partitioning& before = *it.old_physical()->partitioning;
  const ir::Partitioning& after = *it.new_physical()->partitioning;
  // What a portable declaration says besides, such as `every`, shows only in the partitions.
  return before.scheme == after.scheme && before.expressions == after.expressions &&
         std::equal(before.partitions.begin(), before.partitions.end(), after.partitions.begin(),
                    after.partitions.end(), [](const ir::Partition& a, const ir::Partition& b) {
                      return a.name == b.name && are_equal(a.bound, b.bound) && a.native == b.native;
                    });
}

bool is_hash_partition(const Facing& it) {
  return own_partition(it).bound.kind == ir::PartitionBound::Kind::modulus;
}

bool keeps_partition(const Facing& it) {
  const ir::PartitionBound& bound = own_partition(it).bound;
  return any_counterpart(it, [&](const ir::Partition& other) { return are_equal(other.bound, bound); });
}

bool moves_rows(const Facing& it) {
  const ir::PartitionBound& bound = own_partition(it).bound;
  return any_counterpart(it, [&](const ir::Partition& other) { return may_meet(other.bound, bound); });
}

bool has_default_partition(const Facing& it) {
  const auto& partitions = partitions_of(*it.old_table());
  return std::any_of(partitions.begin(), partitions.end(), [](const ir::Partition& partition) {
    return partition.bound.kind == ir::PartitionBound::Kind::default_;
  });
}

bool can_be_replaced(const Facing& it) {
  const ir::View* before = it.old_view();
  const ir::View* after = it.new_view();
  if (before == nullptr || after == nullptr || after->is_materialized) return false;
  if (before->body.is_native != after->body.is_native || !has_same_head(before->body, after->body)) return false;
  std::set<ir::QualifiedName> seen;
  return std::all_of(after->body.relations.begin(), after->body.relations.end(),
                     [&](const ir::RelationUse& use) { return is_unchanged(use.name, it, seen); });
}

}  // namespace kura::dialect::postgres
