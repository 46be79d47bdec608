// Opening up mixins and `for` blocks, and looking up columns and relations.
#include "compiler/sema/lowering.h"

#include <utility>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/placement.h"
#include "compiler/sema/wording.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

class Gatherer {
 public:
  Gatherer(Scope& scope, unsigned place) : scope_(scope), lowering_(scope.lowering), place_(place) {}

  void add_all(const std::vector<ast::Member>& members, const Entry& around, bool is_in_for) {
    for (const ast::Member& member : members) {
      // What a mixin brings into a `for` block is as if it stood in the table.
      const bool is_as_in_for = is_in_for && around.depth == 0;
      if (may_stand(member.node, place_, is_as_in_for)) add(member, around, is_in_for);
    }
  }

 private:
  void add(const ast::Member& member, const Entry& around, bool is_in_for) {
    if (!applies(member.only_on, lowering_.lineage)) {
      note_absent(member, member.only_on);
      return;
    }
    Entry entry = around;
    entry.member = &member;
    if (!member.only_on.empty()) entry.native = member.only_on;
    if (const auto* use = std::get_if<ast::UseClause>(&member.node)) {
      add_mixin(*use, entry, is_in_for);
    } else if (const auto* block = std::get_if<ast::ForClause>(&member.node)) {
      add_block(*block, entry);
    } else {
      add_plain(std::move(entry));
    }
  }

  void add_plain(Entry entry) {
    if (const auto* column = std::get_if<ast::Column>(&entry.member->node)) {
      if (!applies(column->only_on, lowering_.lineage)) return note_absent(*entry.member, column->only_on);
      if (!misplaced_header_clause(*column).empty()) return;
      if (!column->only_on.empty()) entry.native = column->only_on;
    }
    scope_.entries.push_back(std::move(entry));
  }

  void add_mixin(const ast::UseClause& use, Entry around, bool is_in_for) {
    const auto found = lowering_.mixins.find(use.mixin.text);
    if (found == lowering_.mixins.end()) return;  // unknown or a ring, and reported
    if (around.depth == 0) around.use = use.mixin.at;
    // Mixins that use each other twice, many deep, double at every level.
    if (++uses_ > kMostUses || scope_.entries.size() > kMostEntries) return report_too_many(around.use);
    ++around.depth;
    add_all(found->second->members, around, is_in_for);
  }

  void report_too_many(SourceRange at) {
    if (std::exchange(has_too_many_, true)) return;
    lowering_.sink.report(diag::too_many_uses, at,
                          {std::string(scope_.relation), std::to_string(kMostUses), std::to_string(kMostEntries)});
  }

  void add_block(const ast::ForClause& block, Entry around) {
    around.level = specificity(block.dialects, lowering_.lineage);
    if (around.level == 0) return;
    around.native = block.dialects;
    if (!block.body.empty()) {
      scope_.entries.push_back(std::move(around));
    } else {
      add_all(block.members, around, true);
    }
  }

  void note_absent(const ast::Member& member, DialectList only_on) {
    if (const auto* column = std::get_if<ast::Column>(&member.node)) scope_.columns.add_absent(column->name, only_on);
  }

  static constexpr std::size_t kMostUses = 20000;
  static constexpr std::size_t kMostEntries = 100000;

  Scope& scope_;
  Lowering& lowering_;
  unsigned place_;
  std::size_t uses_ = 0;
  bool has_too_many_ = false;
};

/// A name as it has to be written: in quotes unless it is plain and in lower case.
std::string spelling(std::string_view name) {
  for (char c : name) {
    if (!is_name_part(c) || c != to_lower(c)) return fmt::format("\"{}\"", name);
  }
  return std::string(name);
}

}  // namespace

void gather(Scope& scope, const std::vector<ast::Member>& members, DialectList only_on, unsigned place) {
  scope.entries.reserve(members.size());
  Entry around;
  around.native = only_on;
  Gatherer(scope, place).add_all(members, around, false);
}

void report_second_clause(const Scope& scope, std::string_view name, const Entry& first, const Entry& second) {
  auto& diagnostic =
      scope.lowering.sink.report(diag::clause_twice, second.at(), {std::string(name), std::string(scope.relation)});
  diagnostic.labels.push_back({first.at(), "the first one"});
}

std::optional<std::size_t> find_column(const Scope& scope, const ast::Name& name) {
  if (scope.has_open_columns) return std::nullopt;
  if (const auto found = scope.columns.find(name.text)) return found;
  const Lowering& lowering = scope.lowering;
  if (const DialectList only_on = scope.columns.absent_on(name.text); !only_on.empty()) {
    report_absent(lowering, name.text, name.at, only_on);
    return std::nullopt;
  }
  auto& diagnostic =
      lowering.sink.report(diag::unknown_column, name.at, {std::string(name.text), std::string(scope.relation)});
  if (is_suggesting(lowering.sink)) suggest(diagnostic, name.text, scope.columns.all(), "its columns are");
  return std::nullopt;
}

std::vector<std::string> column_list(const Scope& scope, const std::vector<ast::Name>& names) {
  std::vector<std::string> columns;
  columns.reserve(names.size());
  ColumnNames listed;
  for (const ast::Name& name : names) {
    if (!scope.has_open_columns && !find_column(scope, name)) continue;
    if (const auto before = listed.add(name)) {
      auto& diagnostic = scope.lowering.sink.report(diag::column_listed_twice, name.at, {std::string(name.text)});
      diagnostic.labels.push_back({listed.place(*before), "here already"});
    } else {
      columns.emplace_back(name.text);
    }
  }
  return columns;
}

void report_absent(const Lowering& lowering, std::string_view name, SourceRange at, DialectList only_on) {
  auto& diagnostic =
      lowering.sink.report(diag::not_on_this_warehouse, at, {std::string(name), std::string(lowering.dialect)});
  diagnostic.labels.push_back({only_on.front().at, fmt::format("`{}` exists only on {}", name, listed(only_on))});
}

void report_unknown_relation(const Lowering& lowering, std::string_view schema, std::string_view name, SourceRange at,
                             std::string_view around) {
  const std::string written = schema.empty() ? std::string(name) : fmt::format("{}.{}", schema, name);
  auto& diagnostic = lowering.sink.report(diag::unknown_relation, at, {written});
  if (is_suggesting(lowering.sink)) {
    if (const std::vector<std::string> same = lowering.relations.elsewhere(name); !same.empty()) {
      diagnostic.helps.push_back(fmt::format("did you mean {}?", listed(same, "or")));
    } else {
      suggest(diagnostic, written, lowering.relations.names(around));
    }
  }
  const std::string spelt = schema.empty() ? spelling(name) : fmt::format("{}.{}", spelling(schema), spelling(name));
  diagnostic.helps.push_back(fmt::format("declare it `external table {};` if Kura does not manage it", spelt));
}

void add_native(Lowering& lowering, const ast::RawText& text, DialectList native, NativeWord kind,
                std::vector<ir::NativeClause>& clauses) {
  if (text.empty()) return;
  if (native.empty()) {
    report_native(lowering, sql::normalized(text.text), text.at, kind);
    return;
  }
  clauses.push_back({sql::normalized(lowering.parameters.fill_in_sql(text.text, text.at)), {}, {}, text.at});
}

void report_native(Lowering& lowering, std::string_view text, SourceRange at, NativeWord kind) {
  auto& diagnostic = lowering.sink.report(diag::native_words_outside_for, at, {std::string(text)});
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  const std::string word = tokens.empty() ? std::string() : sql::name_of(tokens.front());
  const std::vector<std::string> knowing = dialects_knowing(word, kind, lowering.vocabulary);
  if (knowing.empty()) {
    diagnostic.helps.push_back("an engine's own words stand in its block: `for DIALECT { … }`");
    return;
  }
  diagnostic.notes.push_back(fmt::format("{} is a word of {}", fmt::format("`{}`", word), listed(knowing)));
  if (kind == NativeWord::column) {
    diagnostic.helps.push_back(fmt::format("write `for {} {{ column … {}; }}`", knowing.front(), text));
  } else {
    diagnostic.helps.push_back(fmt::format("write the clause in `for {} {{ … }}`", knowing.front()));
  }
}

}  // namespace kura::sema
