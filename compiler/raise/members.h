// members: what stands in a table or in a view's header.
#pragma once

#include "compiler/raise/expressions.h"

namespace kura::raise {

/// The members of one table or view: for every engine, and those with words of one engine, for its `for` block.
class Members {
 public:
  explicit Members(Tree& tree) : tree_(tree) {}

  void add(ast::MemberNode node, std::string_view doc = {}) { portable_.push_back({std::move(node), {}, doc, {}}); }
  void add_own(ast::MemberNode node, std::string_view doc = {}) { own_.push_back({std::move(node), {}, doc, {}}); }

  /// Adds each of a list that keeps its order: from the first one with words of the engine on, all stand in its block.
  template <class Item, class IsOwn, class Make>
  void add_list(const std::vector<Item>& list, IsOwn is_own, Make make, std::size_t first = 0) {
    bool is_behind_own = false;
    for (std::size_t i = first; i < list.size(); ++i) {
      is_behind_own = is_behind_own || is_own(list[i]);
      std::vector<ast::Member>& members = is_behind_own ? own_ : portable_;
      members.push_back(make(list[i]));
    }
  }

  /// All of them, the block last.
  std::vector<ast::Member> take();

  Tree& tree() { return tree_; }

 private:
  Tree& tree_;
  std::vector<ast::Member> portable_;
  std::vector<ast::Member> own_;
};

/// Columns with what is written behind them, and the keys that are.
void add_columns(Members& members, const ir::Table& table);
/// The keys, foreign keys and checks that do not stand behind a column.
void add_constraints(Members& members, const ir::Table& table);
void add_indexes(Members& members, const ir::Physical& physical);
/// Distribution, sort key, partitions and properties; the engine's own clauses go into its block.
void add_physical(Members& members, const ir::Physical& physical);
void add_rights(Members& members, const std::string& owner, const std::vector<ir::Grant>& grants);

}  // namespace kura::raise
