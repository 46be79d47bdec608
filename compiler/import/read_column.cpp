// Columns: the type, then everything behind it in any order.
#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/dialect/capabilities.h"
#include "compiler/import/expressions.h"
#include "compiler/import/readers.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

class ColumnReader {
 public:
  ColumnReader(const Part& definition, ir::Table& table, Context& context)
      : definition_(definition), table_(table), context_(context) {}

  ir::Column read() {
    column_.name = name_of(*definition_.find(Rule::name), context_);
    column_.at = definition_.find(Rule::name)->at();
    const std::vector<Part> items = definition_.all(Rule::columnItem);
    std::size_t at = 0;
    const Tokens type = run_of_words(items, at);
    read_type_and_words(type);
    while (at < items.size()) {
      const Tokens words = run_of_words(items, at);
      const bool is_of_reference = last_key_ == Last::foreign && !words.empty() && words.front().is("match");
      is_of_reference ? read_reference_tail(words, table_.foreign_keys.back(), column_.at, context_)
                      : add_native(words);
      if (at < items.size()) read_constraint(items[at++]);
    }
    finish();
    return std::move(column_);
  }

 private:
  /// The tokens of the items from here that are no constraints; moves behind them.
  Tokens run_of_words(const std::vector<Part>& items, std::size_t& at) const {
    const std::size_t first = at;
    while (at < items.size() && items[at].find(Rule::typeItem)) ++at;
    if (at == first) return {};
    const Token* begin = items[first].tokens().data();
    return {begin, items[at - 1].tokens().data() + items[at - 1].tokens().size()};
  }

  void read_type_and_words(Tokens tokens) {
    ReadType read = read_type(tokens, context_);
    column_.type = std::move(read.type);
    column_.type_at = place_of(tokens, column_.at);
    if (!read.note.empty()) {
      context_.sink.report(import_type_widened, column_.type_at,
                           {lower_text(tokens.first(read.length)), ir::to_text(column_.type), std::string(read.note)});
    }
    const bool takes_any_words = context_.reading.other_type != nullptr;
    if (takes_any_words && read.length < tokens.size()) read.counts = false;
    if (read.counts) column_.identity = ir::Identity{false, 1, 1, column_.type_at};
    Tokens rest = tokens.subspan(std::min(read.length, tokens.size()));
    if (!rest.empty() && context_.dialect.capabilities->has_aggregate_columns && !rest.front().is("charset")) {
      column_.aggregate = to_lower(own_words(rest, context_));
      return;
    }
    if (!takes_any_words) add_native(rest);
  }

  void add_native(Tokens words) {
    const auto is_binary = [](const Token& it) { return it.is("binary"); };
    const bool has_binary = context_.reading.has_binary_attribute && std::any_of(words.begin(), words.end(), is_binary);
    if (has_binary) {
      column_.collation = dialect::kBinaryCollation;
      std::vector<Token> rest(words.begin(), words.end());
      std::erase_if(rest, is_binary);
      return add_native(Tokens(rest));
    }
    for (ir::NativeClause& clause : native_clauses(words, NativeScope::column, column_.at, context_))
      column_.native.push_back(std::move(clause));
  }
  void add_native(std::string words, SourceRange at) {
    for (ir::NativeClause& clause : native_clauses(std::move(words), NativeScope::column, at, context_))
      column_.native.push_back(std::move(clause));
  }

  void read_constraint(const Part& item) {
    const Part constraint = *item.find(Rule::columnConstraint);
    const auto written_name = item.find(Rule::name);
    const std::string name = written_name ? name_of(*written_name, context_) : std::string();
    const Token& first = constraint.tokens().front();
    const SourceRange at = constraint.at();
    if (first.is("not") && constraint.has("deferrable")) return add_deferral("not deferrable", at);
    if (first.is("not") || first.is("null")) return read_nullability(constraint);
    if (first.is("default")) return read_default(constraint);
    if (first.is("generated") || first.is("as")) return read_generated(constraint);
    if (first.is("identity")) return set_identity(constraint, true);
    if (first.is("auto_increment")) {
      column_.identity = ir::Identity{false, 1, 1, at};
      return;
    }
    if (first.is("primary") || first.is("key")) return add_primary_key(constraint, name);
    if (first.is("unique")) return add_unique_key(constraint, name);
    if (first.is("references")) return add_foreign_key(constraint, name);
    if (first.is("on")) return read_on(constraint);
    if (first.is("deferrable")) return add_deferral("deferrable", at);
    if (first.is("initially")) return add_deferral(lower_text(constraint.tokens()), at);
    if (first.is("check")) return add_check(constraint, name);
    read_property(constraint);
  }

  void read_nullability(const Part& constraint) {
    column_.is_nullable = !constraint.has("not");
    if (constraint.has("conflict"))
      add_native("on conflict " + lower_text(constraint.tokens().last(1)), constraint.at());
  }

  void read_default(const Part& constraint) {
    const Tokens value = constraint.find(Rule::defaultValue)->tokens();
    // `DEFAULT (e)`: the parentheses are the clause's.
    const bool is_group = constraint.find(Rule::defaultValue)->children().size() == 1;
    column_.default_value = read_expression(is_group ? inside(value) : value, context_);
  }

  void read_generated(const Part& constraint) {
    if (constraint.has("identity")) return set_identity(constraint, constraint.has("always"));
    const auto value = constraint.find(Rule::generatedValue);
    const auto group = value ? value : constraint.find(Rule::group);
    if (!group) {
      // GENERATED ALWAYS AS ROW START
      const Tokens words = constraint.tokens().last(2);
      return add_native(lower_text(words.first(1)) + "_" + lower_text(words.last(1)), constraint.at());
    }
    ir::Generated generated;
    Tokens expression = group->tokens();
    const bool is_persistent = expression.size() > 1 && expression.back().is("persistent");
    if (is_persistent) expression = expression.first(expression.size() - 1);
    generated.expression = read_expression(inside(expression), context_);
    const bool has_virtual = context_.dialect.capabilities->has_virtual_columns;
    generated.storage = has_virtual ? ir::GeneratedStorage::virtual_ : ir::GeneratedStorage::unspecified;
    if (is_persistent) generated.storage = ir::GeneratedStorage::stored;
    if (const auto storage = constraint.find(Rule::storage)) {
      const bool is_virtual = storage->begins_with("virtual");
      generated.storage = is_virtual ? ir::GeneratedStorage::virtual_ : ir::GeneratedStorage::stored;
    }
    column_.generated = std::move(generated);
  }

  void set_identity(const Part& constraint, bool is_always) {
    const auto group = constraint.find(Rule::group);
    ir::Identity identity =
        read_identity(group ? inside(group->tokens()) : Tokens(), column_.native, constraint.at(), context_);
    identity.is_always = is_always;
    column_.identity = identity;
  }

  void add_primary_key(const Part& constraint, const std::string& name) {
    ir::Key key{name, {column_.name}, {}, constraint.at()};
    add_conflict(constraint, key);
    if (constraint.has("autoincrement")) column_.identity = ir::Identity{false, 1, 1, constraint.at()};
    last_key_ = Last::primary;
    set_primary_key(table_, std::move(key));
  }

  void add_unique_key(const Part& constraint, const std::string& name) {
    ir::Key key{name, {column_.name}, {}, constraint.at()};
    if (name.empty() && context_.reading.given_names != nullptr)
      key.name = context_.reading.given_names->index(table_, column_.name);
    add_conflict(constraint, key);
    last_key_ = Last::unique;
    table_.unique_keys.push_back(std::move(key));
  }

  void add_conflict(const Part& constraint, ir::Key& key) {
    if (!constraint.has("conflict")) return;
    const auto action = constraint.find(Rule::name);
    if (!action) return;
    key.native =
        native_clauses("on conflict " + lower_text(action->tokens()), NativeScope::key, constraint.at(), context_);
  }

  void add_foreign_key(const Part& constraint, const std::string& name) {
    ir::ForeignKey key;
    key.name = name;
    key.columns = {column_.name};
    key.target = qualified_name(*constraint.find(Rule::qualifiedName), context_);
    if (const auto columns = constraint.find(Rule::nameList))
      key.target_columns = name_list(columns->tokens(), context_);
    key.at = constraint.at();
    name_foreign_key(key, table_, context_);
    last_key_ = Last::foreign;
    table_.foreign_keys.push_back(std::move(key));
  }

  void read_on(const Part& constraint) {
    const Tokens tokens = constraint.tokens();
    if (last_key_ == Last::foreign) {
      read_reference_tail(tokens, table_.foreign_keys.back(), constraint.at(), context_);
    } else if (tokens.size() > 2 && tokens[1].is("update")) {
      add_native("on update now()", constraint.at());
    }
  }

  void add_deferral(std::string words, SourceRange at) {
    if (last_key_ == Last::none) return report_left_out(context_, std::move(words), at);
    std::vector<ir::NativeClause>* native = nullptr;
    if (last_key_ == Last::primary) native = &table_.primary_key->native;
    if (last_key_ == Last::unique) native = &table_.unique_keys.back().native;
    if (last_key_ == Last::foreign) native = &table_.foreign_keys.back().native;
    const NativeScope scope = last_key_ == Last::foreign ? NativeScope::foreign_key : NativeScope::key;
    for (ir::NativeClause& clause : native_clauses(std::move(words), scope, at, context_)) native->push_back(clause);
  }

  void add_check(const Part& constraint, const std::string& name) {
    ir::Check check;
    const bool is_unnamed = name.empty() && context_.reading.given_names != nullptr;
    check.name = is_unnamed ? context_.reading.given_names->check(table_, true) : name;
    check.at = constraint.at();
    check.expression = read_expression(inside(constraint.find(Rule::group)->tokens()), context_);
    table_.checks.push_back(std::move(check));
  }

  void read_property(const Part& constraint) {
    const Token& first = constraint.tokens().front();
    const Token& last = constraint.tokens().back();
    if (first.is("collate")) {
      column_.collation = collation_of(constraint.find(Rule::qualifiedName)->tokens());
    } else if (first.is("comment")) {
      column_.comment = string_of(last, context_.rules());
    } else if (first.is("encode")) {
      column_.encoding = to_lower(last.text);
    } else if (first.is("distkey")) {
      table_.physical.distribution = ir::Distribution{ir::DistributionStyle::hash, {column_.name}, 0, constraint.at()};
    } else if (first.is("sortkey")) {
      table_.physical.sort_key = ir::SortKey{ir::SortStyle::compound, {{column_.name, false}}, constraint.at()};
    } else {
      add_native("character set " + to_lower(last.text), constraint.at());
    }
  }

  [[nodiscard]] std::string collation_of(Tokens name) const {
    const std::string last = name_of(name.back(), context_.rules());
    if (last == "default") return {};
    const auto created = context_.collations.find(last);
    const bool is_found = name.size() == 1 && created != context_.collations.end() && !created->second.empty();
    if (is_found) return created->second + "." + last;
    if (name.size() == 1 || name.front().is("pg_catalog")) return last;
    return own_words(name, context_);
  }

  void finish() {
    if (context_.dialect.capabilities->comments == dialect::CommentStyle::none) column_.comment.clear();
  }

  enum class Last { none, primary, unique, foreign };

  const Part& definition_;
  ir::Table& table_;
  Context& context_;
  ir::Column column_;
  Last last_key_ = Last::none;
};

std::int64_t signed_number(Tokens tokens, std::size_t& at) {
  std::int64_t sign = 1;
  if (at < tokens.size() && (tokens[at].is_symbol("-") || tokens[at].is_symbol("+"))) {
    if (tokens[at].is_symbol("-")) sign = -1;
    ++at;
  }
  std::int64_t number = 0;
  if (at >= tokens.size()) return number;
  const std::string_view text = tokens[at].text;
  std::from_chars(text.data(), text.data() + text.size(), number);
  ++at;
  return sign * number;
}

}  // namespace

ir::Column read_column(const Part& definition, ir::Table& table, Context& context) {
  return ColumnReader(definition, table, context).read();
}

ir::Identity read_identity(Tokens options, std::vector<ir::NativeClause>& native, SourceRange at, Context& context) {
  ir::Identity identity{false, 1, 1, at};
  std::vector<std::pair<std::string_view, std::int64_t>> bounds;  // in their order; cycle has no number
  for (std::size_t i = 0; i < options.size();) {
    const Token& word = options[i++];
    if (word.kind == TokenKind::number || word.is_symbol("-")) {
      --i;
      identity.start = signed_number(options, i);
      if (i < options.size() && options[i].is_symbol(",")) identity.step = signed_number(options, ++i);
    } else if (word.is("start") || word.is("increment")) {
      if (i < options.size() && (options[i].is("with") || options[i].is("by"))) ++i;
      (word.is("start") ? identity.start : identity.step) = signed_number(options, i);
    } else if (word.is("minvalue")) {
      bounds.emplace_back("minvalue", signed_number(options, i));
    } else if (word.is("maxvalue")) {
      bounds.emplace_back("maxvalue", signed_number(options, i));
    } else if (word.is("cache")) {
      bounds.emplace_back("cache", signed_number(options, i));
    } else if (word.is("cycle")) {
      bounds.emplace_back("cycle", 0);
    } else if (word.is("no")) {
      ++i;
    } else if (word.is("sequence")) {
      // The name of the sequence: the engine makes up another one.
      for (++i; i + 1 < options.size() && options[i + 1].is_symbol("."); i += 2) {
      }
      ++i;
    }
  }
  std::string more;
  for (const auto& [word, number] : bounds) {
    // What follows from where it starts is made up again.
    const bool is_least = word == "minvalue" && identity.step > 0 && identity.start < 1 && number == identity.start;
    const bool is_most = word == "maxvalue" && identity.step < 0 && identity.start > -1 && number == identity.start;
    if (is_least || is_most || (word == "cache" && number == 1)) continue;
    append(more, " ", word);
    if (word != "cycle") append(more, " ", std::to_string(number));
  }
  if (more.empty()) return identity;
  for (ir::NativeClause& clause : native_clauses("sequence (" + more + ")", dialect::NativeScope::column, at, context))
    native.push_back(std::move(clause));
  return identity;
}

}  // namespace kura::import
