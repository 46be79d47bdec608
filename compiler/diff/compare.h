// Compare: whether two parts of the model say the same; places in the source and names of constraints do not count.
#pragma once

#include "compiler/ir/schema.h"

namespace kura::diff {

bool same_native(const std::vector<ir::NativeClause>& left, const std::vector<ir::NativeClause>& right);
bool same_key(const ir::Key& left, const ir::Key& right);
bool same_foreign_key(const ir::ForeignKey& left, const ir::ForeignKey& right);
bool same_check(const ir::Check& left, const ir::Check& right);
/// The comment does not count either.
bool same_index(const ir::Index& left, const ir::Index& right);
bool same_distribution(const Boxed<ir::Distribution>& left, const Boxed<ir::Distribution>& right);
bool same_sort_key(const Boxed<ir::SortKey>& left, const Boxed<ir::SortKey>& right);
/// The scheme; the partitions by name do not count.
bool same_scheme(const Boxed<ir::Partitioning>& left, const Boxed<ir::Partitioning>& right);
bool same_partition(const ir::Partition& left, const ir::Partition& right);
bool same_key_model(const Boxed<ir::KeyModel>& left, const Boxed<ir::KeyModel>& right);
bool same_refresh(const Boxed<ir::Refresh>& left, const Boxed<ir::Refresh>& right);
/// The same tokens over the same relations.
bool same_query(const ir::SqlBody& left, const ir::SqlBody& right);

}  // namespace kura::diff
