// Names: what no name may be, names of constraints that stand once in a database, lengths of comments.
#include <fmt/format.h>

#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/naming.h"

namespace kura::dialect::mysql {
namespace {

// Characters of comments.
constexpr std::size_t kTableComment = 2048;
constexpr std::size_t kOtherComment = 1024;

void check_name(const std::string& name, SourceRange at, const RuleContext& context) {
  if (name.empty()) return;
  if (name.back() == ' ') context.report(wrong_name, at, {"ends in a blank", name});
  if (name.find('\0') != std::string::npos) context.report(wrong_name, at, {"holds a zero byte", name});
}

void check_comment(const std::string& comment, std::size_t limit, const std::string& what, SourceRange at,
                   const RuleContext& context) {
  const std::size_t length = character_count(comment);
  if (length > limit) context.report(comment_too_long, at, {what, std::to_string(length), std::to_string(limit)});
}

/// Names within one scope, without regard to case.
class Names {
 public:
  explicit Names(const RuleContext& context) : context_(context) {}

  void declare(const std::string& scope, const std::string& name, SourceRange at) {
    if (name.empty()) return;
    const auto [found, is_new] = seen_.try_emplace({scope, to_lower(name)}, at);
    if (is_new) return;
    const std::string owner = scope.empty() ? "this database" : "`" + scope + "`";
    auto& diagnostic = context_.report(database_constraint_name_taken, at, {owner, name});
    diagnostic.labels.push_back({found->second, "the other one"});
  }
  std::string make(const std::string& scope, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 1; !seen_.try_emplace({scope, to_lower(name)}, SourceRange{}).second; ++number)
      name = fmt::format("{}{}", wanted, number);
    return name;
  }

 private:
  const RuleContext& context_;
  std::map<std::pair<std::string, std::string>, SourceRange> seen_;
};

std::string name_of(const ir::Table& table, const std::vector<std::string>& columns, std::string_view suffix,
                    const RuleContext& context) {
  return made_up_name(table.name.name, columns, suffix, *context.dialect.capabilities);
}

/// A prefix `c(20)` is a column to the name of its index.
void name_indexes(ir::Table& table, const RuleContext& context) {
  Names names(context);
  const auto taken = [&](const auto& named) {
    if (!named.name.empty()) names.make("", named.name);
  };
  for (const ir::Key& key : table.unique_keys) taken(key);
  for (const ir::Index& index : table.physical.indexes) taken(index);
  for (ir::Index& index : table.physical.indexes) {
    if (!index.name.empty()) continue;
    std::vector<std::string> columns;
    for (const ir::IndexPart& part : index.parts) {
      const std::vector<std::string> read = ir::columns_read(part.expression);
      columns.push_back(!column_of(part).empty() ? column_of(part) : read.empty() ? "expr" : read.front());
    }
    index.name = names.make("", name_of(table, columns, "idx", context));
  }
}

}  // namespace

void check_names(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Namespace& space : schema.namespaces) check_name(space.name, space.at, context);
  for (const ir::Table& table : schema.tables) {
    check_name(table.name.name, table.at, context);
    for (const ir::Column& column : table.columns) check_name(column.name, column.at, context);
    for (const ir::Index& index : table.physical.indexes) {
      check_name(index.name, index.at, context);
      if (to_lower(index.name) == "primary") context.report(wrong_name, index.at, {"is the primary key's", index.name});
    }
    for (const ir::Key& key : table.unique_keys) {
      check_name(key.name, key.at, context);
      if (to_lower(key.name) == "primary") context.report(wrong_name, key.at, {"is the primary key's", key.name});
    }
  }
  for (const ir::View& view : schema.views) check_name(view.name.name, view.at, context);
}

void check_comments(ir::Schema& schema, const RuleContext& context) {
  for (const ir::Table& table : schema.tables) {
    check_comment(table.comment, kTableComment, "`" + table.name.name + "`", table.at, context);
    for (const ir::Column& column : table.columns) {
      check_comment(column.comment, kOtherComment, "`" + column.name + "`", column.at, context);
    }
    for (const ir::Index& index : table.physical.indexes)
      check_comment(index.comment, kOtherComment, "an index", index.at, context);
  }
  for (const ir::View& view : schema.views) {
    bool has_comment = !view.comment.empty();
    for (const ir::ViewColumn& column : view.columns) has_comment = has_comment || !column.comment.empty();
    if (has_comment) context.report(view_comment_left_out, view.at, {view.name.name});
  }
}

void name_constraints(ir::Schema& schema, const RuleContext& context) {
  Names foreign_keys(context);
  Names checks(context);
  const auto check_scope = [&](const ir::Table& table) {
    return context.flavour.has_check_names_per_table ? ir::to_text(table.name) : table.name.schema;
  };
  for (const ir::Table& table : schema.tables) {
    for (const ir::ForeignKey& key : table.foreign_keys) foreign_keys.declare(table.name.schema, key.name, key.at);
    for (const ir::Check& check : table.checks) checks.declare(check_scope(table), check.name, check.at);
  }
  // Two tables may come to the same made-up name, `a_b` with `c` and `a` with `b_c`: these names stand once in a
  // database.
  for (ir::Table& table : schema.tables) {
    for (ir::ForeignKey& key : table.foreign_keys) {
      if (key.name.empty())
        key.name = foreign_keys.make(table.name.schema, name_of(table, key.columns, "fkey", context));
    }
    for (ir::Check& check : table.checks) {
      std::vector<std::string> columns = ir::columns_read(check.expression);
      if (columns.size() != 1) columns.clear();
      if (check.name.empty()) check.name = checks.make(check_scope(table), name_of(table, columns, "check", context));
    }
    name_indexes(table, context);
  }
}

}  // namespace kura::dialect::mysql
