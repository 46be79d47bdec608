// build_physical: the clauses that say how data is stored: distribution, sort order, partitions, refresh.
#pragma once

#include "compiler/parse/build.h"

namespace kura::parse {

ast::DistributeClause distribute_of(Build& build, const Node& node);
ast::SortClause sort_of(Build& build, const Node& node);
/// A `partitionClause`: the scheme or one partition.
ast::MemberNode partition_of(Build& build, const Node& node);
ast::ModelClause model_of(Build& build, const Node& node);
ast::RefreshClause refresh_of(Build& build, const Node& node);
ast::IndexClause index_of(Build& build, const Node& definition, bool is_unique);

}  // namespace kura::parse
