// Which clauses may stand where.
#pragma once

#include "compiler/sema/analyze.h"

namespace kura::sema {

/// Places, as bits.
inline constexpr unsigned kInTable = 1;
inline constexpr unsigned kInMixin = 2;
inline constexpr unsigned kInView = 4;
inline constexpr unsigned kInMaterializedView = 8;
inline constexpr unsigned kInExternal = 16;

/// The place of a declaration's members.
unsigned place_of(const ast::TableDecl& table);
unsigned place_of(const ast::ViewDecl& view);

bool may_stand(const ast::MemberNode& node, unsigned place, bool is_in_for);

/// `refresh every 1 day;` in a table reads as a column named refresh: the name of the clause that was meant, or
/// nothing.
std::string_view misplaced_header_clause(const ast::Column& column);

}  // namespace kura::sema
