// Keys, foreign keys, checks and exclusions of a table.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/expressions.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

bool is_plain_column(const ir::IndexPart& part) {
  return part.expression.kind == ir::ExpressionKind::name && !part.is_descending && part.native.empty();
}

Tokens tail_of(const Part& constraint) {
  const auto tail = constraint.find_last(Rule::part);
  return tail ? tail->tokens() : Tokens();
}

ir::ReferentialAction action_of(Tokens tokens, std::size_t& at) {
  const Token& word = tokens[at++];
  if (word.is("cascade")) return ir::ReferentialAction::cascade;
  if (word.is("restrict")) return ir::ReferentialAction::restrict;
  if (at < tokens.size()) ++at;
  if (word.is("set") && tokens[at - 1].is("null")) return ir::ReferentialAction::set_null;
  if (word.is("set")) return ir::ReferentialAction::set_default;
  return ir::ReferentialAction::no_action;
}

void read_foreign_key(const Part& constraint, std::string name, ir::Table& table, Context& context) {
  ir::ForeignKey key;
  if (const auto own_name = constraint.find(Rule::name); own_name && name.empty()) name = name_of(*own_name, context);
  key.name = std::move(name);
  const std::vector<Part> lists = constraint.all(Rule::nameList);
  key.columns = name_list(lists[0].tokens(), context);
  if (lists.size() > 1) key.target_columns = name_list(lists[1].tokens(), context);
  key.target = qualified_name(*constraint.find(Rule::qualifiedName), context);
  key.at = constraint.at();
  read_reference_tail(tail_of(constraint), key, constraint.at(), context);
  name_foreign_key(key, table, context);
  table.foreign_keys.push_back(std::move(key));
}

/// The words between UNIQUE or PRIMARY KEY and its columns: a name, a method, how nulls compare.
Tokens words_before_columns(const Part& constraint) {
  const std::vector<Part> words = constraint.all(Rule::keyWord);
  if (words.empty()) return {};
  const Token* begin = words.front().tokens().data();
  const Tokens last = words.back().tokens();
  return {begin, last.data() + last.size()};
}

void add_native(std::vector<ir::NativeClause>& native, Tokens words, NativeScope scope, SourceRange at,
                Context& context) {
  for (ir::NativeClause& clause : native_clauses(words, scope, at, context)) native.push_back(std::move(clause));
}

/// The columns; `stay WITHOUT OVERLAPS` is no column but words about a period.
std::vector<ir::IndexPart> key_parts(const Part& parts, std::vector<ir::NativeClause>& periods, Context& context) {
  std::vector<ir::IndexPart> columns = read_index_parts(parts, context);
  const Tokens last = parts.all(Rule::part).back().tokens();
  const bool has_period = last.size() == 3 && last[1].is("without") && last[2].is("overlaps");
  if (!has_period) return columns;
  columns.pop_back();
  periods =
      native_clauses("without overlaps " + name_of(last[0], context.rules()), NativeScope::key, parts.at(), context);
  return columns;
}

void read_key(const Part& constraint, std::string name, ir::Table& table, Context& context) {
  const auto parts = constraint.find(Rule::indexParts);
  const bool is_primary = constraint.begins_with("primary");
  if (!parts) return report_left_out(context, lower_text(constraint.tokens()), constraint.at());
  Tokens words = words_before_columns(constraint);
  const bool has_own_name = !words.empty() && !words[0].is("using") && !words[0].is("nulls");
  if (has_own_name) {
    if (name.empty()) name = name_of(words[0], context.rules());
    words = words.subspan(1);
  }
  std::vector<ir::NativeClause> periods;
  std::vector<ir::IndexPart> columns = key_parts(*parts, periods, context);
  const bool is_key = std::all_of(columns.begin(), columns.end(), is_plain_column);
  const bool is_unnamed = name.empty() && !is_primary && context.reading.given_names != nullptr;
  if (is_unnamed) name = context.reading.given_names->index(table, first_column(columns));
  // Kura writes unique keys as constraints, and unique indexes with this word.
  const bool is_index = !is_primary && (!is_key || (constraint.has("index") && context.rules().has_inline_indexes));
  if (is_index) {
    ir::Index index;
    index.name = std::move(name);
    index.is_unique = true;
    index.parts = std::move(columns);
    index.at = constraint.at();
    read_index_tail(words, index, constraint.at(), context);
    read_index_tail(tail_of(constraint), index, constraint.at(), context);
    table.physical.indexes.push_back(std::move(index));
    return;
  }
  ir::Key key;
  key.name = std::move(name);
  key.at = constraint.at();
  for (ir::IndexPart& part : columns) {
    if (!part.expression.path.empty()) key.columns.push_back(part.expression.path.back());
    if (!part.native.empty()) key.native.insert(key.native.end(), part.native.begin(), part.native.end());
  }
  for (ir::NativeClause& period : periods) key.native.push_back(std::move(period));
  add_native(key.native, words, NativeScope::key, constraint.at(), context);
  read_key_tail(tail_of(constraint), key, constraint.at(), context);
  is_primary ? set_primary_key(table, std::move(key)) : table.unique_keys.push_back(std::move(key));
}

void read_check(const Part& constraint, std::string name, ir::Table& table, Context& context) {
  ir::Check check;
  const bool is_unnamed = name.empty() && context.reading.given_names != nullptr;
  check.name = is_unnamed ? context.reading.given_names->check(table, false) : std::move(name);
  check.at = constraint.at();
  check.expression = read_expression(inside(constraint.find(Rule::group)->tokens()), context);
  add_native(check.native, tail_of(constraint), NativeScope::check, constraint.at(), context);
  table.checks.push_back(std::move(check));
}

void read_exclusion(const Part& constraint, const std::string& name, ir::Table& table, Context& context) {
  std::string text = own_words(constraint.tokens(), context);
  text.replace(0, 7, "exclude");
  if (!name.empty()) text = "constraint " + name + " " + text;
  for (ir::NativeClause& clause : native_clauses(text, NativeScope::table, constraint.at(), context))
    table.physical.native.push_back(std::move(clause));
}

}  // namespace

void set_primary_key(ir::Table& table, ir::Key key) {
  for (const std::string& name : key.columns) {
    if (ir::Column* column = ir::find_column(table, name)) column->is_nullable = false;
  }
  table.primary_key = std::move(key);
}

void name_foreign_key(ir::ForeignKey& key, const ir::Table& table, Context& context) {
  if (!key.name.empty() || context.reading.given_names == nullptr) return;
  key.name = context.reading.given_names->foreign_key(table);
  context.unnamed_keys.emplace_back(table.name, key.name);
}

void read_key_tail(Tokens tail, ir::Key& key, SourceRange at, Context& context) {
  add_native(key.native, tail, NativeScope::key, at, context);
}

void read_reference_tail(Tokens tail, ir::ForeignKey& key, SourceRange at, Context& context) {
  std::vector<Token> own;
  for (std::size_t i = 0; i < tail.size();) {
    const bool is_action =
        tail[i].is("on") && i + 2 < tail.size() && (tail[i + 1].is("delete") || tail[i + 1].is("update"));
    if (!is_action) {
      own.push_back(tail[i++]);
      continue;
    }
    const bool is_delete = tail[i + 1].is("delete");
    i += 2;
    (is_delete ? key.on_delete : key.on_update) = action_of(tail, i);
    // Which columns are set.
    if (i >= tail.size() || !tail[i].is_symbol("(")) continue;
    std::size_t end = i;
    while (end < tail.size() && !tail[end].is_symbol(")")) ++end;
    if (end < tail.size()) ++end;
    const std::string columns = "columns " + own_words(tail.subspan(i, end - i), context);
    for (ir::NativeClause& clause : native_clauses(columns, NativeScope::foreign_key, at, context))
      key.native.push_back(std::move(clause));
    i = end;
  }
  add_native(key.native, own, NativeScope::foreign_key, at, context);
}

void read_constraint(const Part& named, ir::Table& table, Context& context) {
  const auto written_name = named.find(Rule::name);
  std::string name = written_name ? name_of(*written_name, context) : std::string();
  const Part constraint = *named.find(Rule::tableConstraint);
  if (constraint.begins_with("foreign")) return read_foreign_key(constraint, std::move(name), table, context);
  if (constraint.begins_with("check")) return read_check(constraint, std::move(name), table, context);
  if (constraint.begins_with("exclude")) return read_exclusion(constraint, name, table, context);
  read_key(constraint, std::move(name), table, context);
}

}  // namespace kura::import
