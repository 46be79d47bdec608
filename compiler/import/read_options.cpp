// What stands behind the columns of a table and before the query of a materialized view.
#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

ir::DistributionStyle style_of(std::string_view word) {
  if (word == "all") return ir::DistributionStyle::all;
  if (word == "even") return ir::DistributionStyle::even;
  return word == "key" ? ir::DistributionStyle::hash : ir::DistributionStyle::automatic;
}

void set_style(ir::Physical& physical, std::string_view word, SourceRange at) {
  if (!physical.distribution) physical.distribution = ir::Distribution{{}, {}, 0, at};
  physical.distribution->style = style_of(word);
}

void set_distribution_columns(ir::Physical& physical, Tokens group, SourceRange at, const Context& context) {
  ir::Distribution distribution{ir::DistributionStyle::hash, name_list(group, context), 0, at};
  physical.distribution = std::move(distribution);
}

ir::SortKey sort_key(const Part& option, Tokens group, const Context& context) {
  ir::SortKey key;
  key.style = option.has("interleaved") ? ir::SortStyle::interleaved : ir::SortStyle::compound;
  for (const Tokens column : split_at_commas(inside(group))) {
    key.columns.push_back({name_of(column.front(), context.rules()), column.back().is("desc")});
  }
  key.at = option.at();
  return key;
}

void read_buckets(const Part& option, ir::Distribution& distribution) {
  if (!option.has("buckets")) return;
  const std::string_view number = option.tokens().back().text;
  std::from_chars(number.data(), number.data() + number.size(), distribution.buckets);
}

void read_key_model(const Part& option, ir::Table& table, const Context& context) {
  std::vector<std::string> columns = name_list(option.find(Rule::group)->tokens(), context);
  if (option.begins_with("primary")) return set_primary_key(table, {{}, std::move(columns), {}, option.at()});
  ir::KeyModelKind kind = ir::KeyModelKind::duplicate;
  if (option.begins_with("unique")) kind = ir::KeyModelKind::unique;
  if (option.begins_with("aggregate")) kind = ir::KeyModelKind::aggregate;
  table.key_model = ir::KeyModel{kind, std::move(columns), option.at()};
}

std::string spelt(const std::string& name) {
  const bool is_plain = !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
    return is_name_part(c) && to_lower(c) == c;
  });
  return is_plain ? name : "\"" + name + "\"";
}

/// INHERITS with the names of the tables as they were found.
std::string parents(const Part& group, const Context& context) {
  std::string list;
  for (const Tokens written : split_at_commas(inside(group.tokens()))) {
    const ir::QualifiedName name = qualified_name(written, context);
    append(list, ", ", (name.schema.empty() ? "" : spelt(name.schema) + ".") + spelt(name.name));
  }
  return "inherits (" + list + ")";
}

/// `ROLLUP (r (a, b) DUPLICATE KEY (a), …)`: a clause each.
void read_rollups(const Part& option, ir::Physical& physical, Context& context) {
  for (const Tokens rollup : split_at_commas(inside(option.find(Rule::group)->tokens()))) {
    const std::string text = "rollup " + own_words(rollup, context);
    for (ir::NativeClause& clause : native_clauses(text, NativeScope::table, option.at(), context))
      physical.native.push_back(std::move(clause));
  }
}

class TableOptions {
 public:
  TableOptions(ir::Table& table, Context& context) : table_(table), context_(context) {}

  void read(const std::vector<Part>& options) {
    for (const Part& option : options) {
      if (const auto item = option.find(Rule::optionItem)) {
        add_own_word(*item);
        continue;
      }
      flush();
      if (!read_physical_option(option, table_.physical, context_)) read_one(option);
    }
    flush();
  }

 private:
  /// Words that belong together stand in one run; commas only separate them.
  void add_own_word(const Part& item) {
    const Tokens tokens = item.tokens();
    if (tokens.front().is_symbol(",")) return flush();
    // `ENGINE=InnoDB AUTO_INCREMENT=5`: two clauses.
    if (own_.size() > 2 && own_[own_.size() - 2].is_symbol("=")) flush();
    own_.insert(own_.end(), tokens.begin(), tokens.end());
    at_ = item.at();
  }

  void flush() {
    // Names of options may be quoted as those of columns.
    const bool is_quoted = own_.size() > 1 && own_[0].kind == TokenKind::quoted_name && own_[1].is_symbol("=");
    if (is_quoted && own_[0].text.size() > 2) {
      own_[0].kind = TokenKind::word;
      own_[0].text = own_[0].text.substr(1, own_[0].text.size() - 2);
    }
    // Without blanks: as servers print it.
    if (own_.size() > 2 && own_[1].is_symbol("=") && own_[0].end == own_[1].begin) context_.is_printed_by_server = true;
    for (ir::NativeClause& clause : native_clauses(own_, NativeScope::table, at_, context_))
      table_.physical.native.push_back(std::move(clause));
    own_.clear();
  }

  void read_one(const Part& option) {
    if (option.begins_with("comment")) {
      table_.comment = string_of(option.tokens().back(), context_.rules());
    } else if (option.find(Rule::group) && option.has("key")) {
      read_key_model(option, table_, context_);
    } else if (option.begins_with("rollup")) {
      read_rollups(option, table_.physical, context_);
    } else {
      const std::string text = own_words(option.tokens(), context_);
      for (ir::NativeClause& clause : native_clauses(text, NativeScope::table, option.at(), context_))
        table_.physical.native.push_back(std::move(clause));
    }
  }

  ir::Table& table_;
  Context& context_;
  std::vector<Token> own_;
  SourceRange at_;
};

}  // namespace

std::vector<ir::Property> read_properties(Tokens group, Context& context) {
  std::vector<ir::Property> properties;
  for (const Tokens pair : split_at_commas(inside(group))) {
    if (pair.size() < 3) continue;
    std::string value;
    for (const Token& token : pair.subspan(2)) {
      value += token.kind == TokenKind::string ? string_of(token, context.rules()) : std::string(token.text);
    }
    properties.push_back({name_of(pair.front(), context.rules()), std::move(value), place_of(pair, {})});
  }
  std::sort(properties.begin(), properties.end(),
            [](const auto& left, const auto& right) { return left.key < right.key; });
  return properties;
}

bool read_physical_option(const Part& option, ir::Physical& physical, Context& context) {
  const auto group = option.find(Rule::group);
  if (option.begins_with("partition")) {
    physical.partitioning = read_partitioning(option.tokens().subspan(2), physical, option.at(), context);
  } else if (option.begins_with("diststyle")) {
    set_style(physical, to_lower(option.tokens().back().text), option.at());
  } else if (option.begins_with("distkey") && group) {
    set_distribution_columns(physical, group->tokens(), option.at(), context);
  } else if (option.begins_with("distributed")) {
    if (group) {
      set_distribution_columns(physical, group->tokens(), option.at(), context);
    } else {
      physical.distribution = ir::Distribution{ir::DistributionStyle::random, {}, 0, option.at()};
    }
    read_buckets(option, *physical.distribution);
  } else if (option.has("sortkey") || option.begins_with("order")) {
    const Token& last = option.tokens().back();
    if (group) physical.sort_key = sort_key(option, group->tokens(), context);
    if (last.is("auto")) physical.sort_key = ir::SortKey{ir::SortStyle::automatic, {}, option.at()};
    if (last.is("none")) physical.sort_key = ir::SortKey{ir::SortStyle::none, {}, option.at()};
  } else if (option.begins_with("properties")) {
    physical.properties = read_properties(group->tokens(), context);
  } else if (option.begins_with("inherits")) {
    for (ir::NativeClause& clause : native_clauses(parents(*group, context), NativeScope::table, option.at(), context))
      physical.native.push_back(std::move(clause));
  } else {
    return false;
  }
  return true;
}

void read_table_options(const Part& statement, ir::Table& table, Context& context) {
  TableOptions(table, context).read(statement.all(Rule::tableOption));
  const auto rows = statement.find(Rule::asQuery);
  if (rows && !table.columns.empty())
    report_left_out(context, "as", rows->at(), "rows are no schema; the columns have to be written out");
}

}  // namespace kura::import
