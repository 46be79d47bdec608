// ALTER TABLE … ALTER COLUMN: defaults, nulls, types, identities and an engine's own words.
#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/import/expressions.h"
#include "compiler/import/readers.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

class ColumnAlteration {
 public:
  ColumnAlteration(const ir::Table& table, ir::Column& column, Context& context)
      : table_(table), column_(column), context_(context) {}

  void alter(const Part& change) {
    if (const auto type = change.find(Rule::typePart)) return set_type(type->tokens());
    if (const auto value = change.find(Rule::expressionPart); value && change.begins_with("set", "default")) {
      leave_sequence();
      column_.default_value = read_expression(value->tokens(), context_);
    } else if (change.begins_with("drop", "default")) {
      leave_sequence();
      column_.default_value.reset();
    } else if (change.begins_with("set", "not") || change.begins_with("drop", "not")) {
      column_.is_nullable = change.begins_with("drop");
    } else if (change.begins_with("add", "generated")) {
      const auto group = change.find(Rule::group);
      ir::Identity identity =
          read_identity(group ? inside(group->tokens()) : Tokens(), column_.native, change.at(), context_);
      identity.is_always = change.has("always");
      column_.identity = identity;
    } else {
      add_words(change);
    }
  }

 private:
  /// The sequence of a serial stays when the column counts with it no more.
  void leave_sequence() {
    const bool is_serial = column_.identity && column_.identity->at == column_.type_at;
    if (!is_serial) return;
    ir::Sequence sequence;
    sequence.name = {table_.name.schema, counting_sequence(table_.name.name, column_.name, context_)};
    sequence.type = column_.type;
    sequence.owned_by_table = table_.name;
    sequence.owned_by_column = column_.name;
    sequence.at = column_.at;
    context_.schema.sequences.push_back(std::move(sequence));
    column_.identity.reset();
    column_.is_nullable = false;
  }

  void set_type(Tokens type) {
    ReadType read = read_type(type, context_);
    column_.type = std::move(read.type);
    if (read.length + 1 < type.size() && type[read.length].is("collate"))
      column_.collation = name_of(type.back(), context_.rules());
  }

  /// `SET STORAGE EXTERNAL`, `SET (n_distinct = 5)`, `ENCODE zstd`.
  void add_words(const Part& change) {
    Tokens words = change.tokens();
    if (words.front().is("encode")) {
      column_.encoding = to_lower(words.back().text);
      return;
    }
    const bool is_set = words.front().is("set");
    if (is_set) words = words.subspan(1);
    if (is_set && column_.identity && !words.empty() && counts_otherwise(words.front()))
      return set_counting(words, change.at());
    std::string text = own_words(words, context_);
    if (!words.empty() && words.front().is_symbol("(")) text = "with " + text;
    for (ir::NativeClause& clause : native_clauses(std::move(text), NativeScope::column, change.at(), context_))
      column_.native.push_back(std::move(clause));
  }

  static bool counts_otherwise(const Token& word) {
    constexpr std::array<std::string_view, 6> kWords = {"start", "increment", "minvalue", "maxvalue", "cache", "cycle"};
    return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view it) { return word.is(it); });
  }

  /// `SET INCREMENT BY 5`, `SET CYCLE`: one more option of the sequence behind the column.
  void set_counting(Tokens words, SourceRange at) {
    constexpr std::string_view kOpen = "sequence (";
    std::vector<ir::NativeClause> added;
    const ir::Identity changed = read_identity(words, added, at, context_);
    if (words.front().is("start")) column_.identity->start = changed.start;
    if (words.front().is("increment")) column_.identity->step = changed.step;
    for (ir::NativeClause& clause : added) {
      const auto is_it = [&](const ir::NativeClause& it) { return it.text.starts_with(kOpen); };
      const auto before = std::find_if(column_.native.begin(), column_.native.end(), is_it);
      if (before == column_.native.end()) {
        column_.native.push_back(std::move(clause));
      } else {
        before->text.back() = ' ';
        before->text += clause.text.substr(kOpen.size());
      }
    }
  }

  const ir::Table& table_;
  ir::Column& column_;
  Context& context_;
};

}  // namespace

void alter_column(const ir::Table& table, ir::Column& column, const Part& change, Context& context) {
  ColumnAlteration(table, column, context).alter(change);
}

}  // namespace kura::import
