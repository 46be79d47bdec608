// members: the inside of tables, mixins, views' headers and `for` blocks; columns aligned as a table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/format/body.h"
#include "compiler/format/expressions.h"

namespace kura::format {

/// One entry for each member. The members must outlive the entries.
std::vector<Entry> member_entries(Layout& layout, const std::vector<ast::Member>& members, TypeWords words,
                                  std::uint32_t open, std::size_t depth);

std::vector<Entry> property_entries(Layout& layout, const std::vector<ast::Property>& properties, std::size_t depth);

/// `HEAD { MEMBER }` for a block with a single member that is no column and fits; nothing when it needs lines of its
/// own. `open` and `close` are the places of the braces.
std::optional<std::string> single_line_block(const Layout& layout, const std::string& head,
                                             const std::vector<ast::Member>& members, TypeWords words,
                                             std::uint32_t open, std::uint32_t close, std::size_t depth);
std::optional<std::string> single_line_properties(const Layout& layout, const std::vector<ast::Property>& properties,
                                                  std::uint32_t open, std::uint32_t close, std::size_t depth);

/// The query's lines below what was printed last, and `;`.
void print_query(Layout& layout, const ast::RawText& query, std::size_t depth);

}  // namespace kura::format
