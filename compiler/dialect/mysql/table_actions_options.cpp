// TableActions: table options, partitions, grants.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/partition_change.h"
#include "compiler/dialect/mysql/partition_style.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/dialect/mysql/table_actions.h"

namespace kura::dialect::mysql {
namespace {

using change::Kind;
using change::kNowhere;

struct OptionReset {
  std::string_view words;
  std::string_view value;
};
constexpr OptionReset kResets[] = {
#define KURA_OPTION(words, value) {words, value},
#include "compiler/dialect/mysql/option_resets.def"
#undef KURA_OPTION
};

std::string_view reset_of(std::string_view words) {
  const auto found = std::find_if(std::begin(kResets), std::end(kResets),
                                  [words](const OptionReset& it) { return it.words == words; });
  return found == std::end(kResets) ? "DEFAULT" : found->value;
}

}  // namespace

void TableActions::change_option(std::size_t at) {
  const Answered& answered = input_.changes[at];
  if (answered.row == nullptr || answered.row->method != Method::in_place) return;
  if (answered.change.kind == Kind::set_table_comment) {
    Action comment =
        action_of("change the comment", "COMMENT = " + renderer_.string_literal(input_.after.comment), {at});
    comment.is_option = true;
    push(std::move(comment));
    return;
  }
  const std::string& key = answered.change.key;
  if (key == "partitions" || key == "subpartition by") {
    repartition(at);
    return;
  }
  Action action = action_of(fmt::format("change `{}`", key), "", {at});
  action.is_option = true;
  const ir::NativeClause* clause = find_native(input_.after.physical.native, key);
  if (is_charset_word(key)) {
    std::string text = "DEFAULT CHARACTER SET = " + charset_of(input_.after, input_.context.after);
    if (const std::string collation = collation_of(input_.after, input_.context.after); !collation.empty())
      text += " COLLATE = " + collation;
    const bool is_said = std::any_of(actions_.begin(), actions_.end(), [&](const Action& it) {
      return !it.clauses.empty() && it.clauses.front() == text;
    });
    if (is_said) return;
    action.clauses.push_back(std::move(text));
  } else if (key == "with system versioning") {
    action.clauses.emplace_back(clause != nullptr ? "ADD SYSTEM VERSIONING" : "DROP SYSTEM VERSIONING");
  } else {
    action.clauses.push_back(
        fmt::format("{} = {}", to_upper(key), clause != nullptr ? clause->argument : std::string(reset_of(key))));
  }
  push(std::move(action));
  if (key == "engine") forget_page_checksum();
}

/// Aria notes its own default down among the table's options, where another engine finds it.
void TableActions::forget_page_checksum() {
  const bool was_aria = engine_of(input_.before) == "aria" && engine_of(input_.after) != "aria";
  if (!was_aria || find_native(input_.after.physical.native, "page_checksum") != nullptr) return;
  last_.push_back(push(action_of("forget `page_checksum`", "PAGE_CHECKSUM = DEFAULT", {})));
}

void TableActions::repartition(std::size_t at) {
  const bool has_partitions = input_.after.physical.partitioning.has_value();
  if (partitioning_ != kNowhere) {
    actions_[partitioning_].carries_out.push_back(at);
    return;
  }
  Action action = action_of(has_partitions ? "partition the table anew" : "put the partitions together", "", {at});
  action.algorithm = Algorithm::unsaid;
  action.tail = has_partitions ? input_.renderer.partition_clause(input_.after, state_) : "REMOVE PARTITIONING";
  partitioning_ = push(std::move(action));
}

/// All partitions that come and go are one change of the list, in statements of their own.
void TableActions::change_partitions() {
  Places changes;
  for (std::size_t i = 0; i < input_.changes.size(); ++i) {
    if (change(i).kind == Kind::add_partition || change(i).kind == Kind::drop_partition) changes.push_back(i);
  }
  if (changes.empty() || partitioning_ != kNowhere) return;
  const ir::Partitioning& before = *input_.before.physical.partitioning;
  const ir::Partitioning& after = *input_.after.physical.partitioning;
  const PartitionChange part = partition_change(before, after);
  std::vector<std::string> old_names;
  std::vector<std::string> new_parts;
  const std::string_view words = style_of(input_.after, input_.context.after, input_.renderer.flavour()).words;
  for (std::size_t i = part.begin; i < part.old_end; ++i) old_names.push_back(name(before.partitions[i].name));
  for (std::size_t i = part.begin; i < part.new_end; ++i)
    new_parts.push_back(input_.renderer.partition(after.partitions[i], words, state_));
  const std::string_view plural = old_names.size() == 1 ? "partition" : "partitions";
  std::string clause;
  std::string summary;
  switch (part.way) {
    case PartitionWay::append:
      summary = new_parts.size() == 1 ? "add a partition" : "add partitions";
      clause = fmt::format("ADD PARTITION (\n  {}\n)", join(new_parts, ",\n  "));
      break;
    case PartitionWay::give_up:
      summary = fmt::format("drop {} {}", plural, join(old_names, ", "));
      clause = "DROP PARTITION " + join(old_names, ", ");
      break;
    case PartitionWay::divide:
      summary = fmt::format("divide {} {} anew", plural, join(old_names, ", "));
      clause = fmt::format("REORGANIZE PARTITION {} INTO (\n  {}\n)", join(old_names, ", "), join(new_parts, ",\n  "));
      break;
    case PartitionWay::anew:
      summary = "partition the table anew";
      clause = input_.renderer.partition_clause(input_.after, state_);
      break;
  }
  Action action = action_of(summary, "", changes);
  action.statements.push_back(fmt::format("ALTER TABLE {} {}", renderer_.qualified(input_.after.name, state_), clause));
  last_.push_back(push(std::move(action)));
}

void TableActions::change_grant(std::size_t at) {
  const bool is_new = change(at).kind == Kind::add_grant;
  const ir::Grant& grant =
      is_new ? input_.after.grants.at(change(at).part.after) : input_.before.grants.at(change(at).part.before);
  Action action = action_of(fmt::format("{} `{}`", is_new ? "grant to" : "revoke from", grant.grantee), "", {at});
  action.statements = is_new ? grant_statements(input_.after.name, grant, renderer_, state_)
                             : revoke_statements(input_.after.name, grant, renderer_, input_.context.old_state());
  last_.push_back(push(std::move(action)));
}

std::vector<std::string> grant_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                          const Renderer& renderer, const RenderContext& state) {
  std::vector<std::string> statements;
  for (Statement& statement : renderer.ownership("TABLE", name, "", {grant}, state))
    statements.push_back(std::move(statement.sql));
  return statements;
}

std::vector<std::string> revoke_statements(const ir::QualifiedName& name, const ir::Grant& grant,
                                           const Renderer& renderer, const RenderContext& state) {
  std::vector<std::string> privileges;
  for (const ir::Privilege& privilege : grant.privileges) {
    std::string text = to_upper(privilege.action);
    if (!privilege.columns.empty()) text += " (" + renderer.name_list(privilege.columns, state) + ")";
    privileges.push_back(std::move(text));
  }
  if (grant.with_grant_option) privileges.emplace_back("GRANT OPTION");
  return {fmt::format("REVOKE {} ON {} FROM {}", join(privileges, ", "), renderer.qualified(name, state),
                      renderer.grantee(grant, state))};
}

}  // namespace kura::dialect::mysql
