// Partitions: the scheme, and the partitions with their bounds, as all engines write them.
#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/import/expressions.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

using dialect::NativeScope;
using BoundKind = ir::PartitionBound::Kind;

std::size_t behind_group(Tokens tokens, std::size_t at) {
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].is_symbol("(")) ++depth;
    if (tokens[at].is_symbol(")") && --depth == 0) return at + 1;
  }
  return tokens.size();
}

std::int64_t number_of(const Token& token) {
  std::int64_t number = 0;
  std::from_chars(token.text.data(), token.text.data() + token.text.size(), number);
  return number;
}

/// The constants of a bound; `maxvalue` and `minvalue` are names.
std::vector<ir::Expression> values_of(Tokens group, const Context& context) {
  std::vector<ir::Expression> values;
  for (const Tokens value : split_at_commas(inside(group))) {
    const bool is_end = value.size() == 1 && (value[0].is("maxvalue") || value[0].is("minvalue"));
    if (!is_end) {
      values.push_back(read_expression(value, context));
      continue;
    }
    ir::Expression end;
    end.kind = ir::ExpressionKind::name;
    end.path = {to_lower(value[0].text)};
    values.push_back(std::move(end));
  }
  return values;
}

/// All words between its strings are the engine's: `START ('…') END ('…') EVERY (INTERVAL 1 DAY)`.
std::string without_case(std::string words) {
  bool is_in_string = false;
  for (char& c : words) {
    if (c == '\'') is_in_string = !is_in_string;
    if (!is_in_string) c = to_lower(c);
  }
  return words;
}

class PartitionReader {
 public:
  PartitionReader(Tokens tokens, ir::Physical& physical, SourceRange at, Context& context)
      : tokens_(tokens), physical_(physical), place_(at), context_(context) {}

  ir::Partitioning read() {
    result_.at = place_;
    read_scheme();
    while (at_ < tokens_.size()) {
      if (take("partitions") && at_ < tokens_.size()) {
        result_.partition_count = number_of(tokens_[at_++]);
      } else if (tokens_[at_].is("subpartition")) {
        read_subpartitions();
      } else if (tokens_[at_].is_symbol("(")) {
        const std::size_t end = behind_group(tokens_, at_);
        read_definitions(inside(tokens_.subspan(at_, end - at_)));
        at_ = end;
      } else {
        report_left_out(context_, lower_text(tokens_.subspan(at_)), place_);
        break;
      }
    }
    return std::move(result_);
  }

  /// `(PARTITION p …, …)`, `p VALUES …`, `PARTITIONS 2`, to those that are there; false for other words.
  bool add(const ir::Partitioning& before) {
    result_ = before;
    const bool is_group = tokens_.front().is_symbol("(");
    if (is_group && !inside(tokens_).front().is("partition")) return false;
    if (is_group) {
      read_definitions(inside(tokens_));
    } else if (tokens_.front().is("partitions") && tokens_.size() > 1) {
      result_.partition_count += number_of(tokens_[1]);
    } else {
      read_partition(tokens_);
    }
    return true;
  }
  ir::Partitioning take_result() { return std::move(result_); }

 private:
  bool take(std::string_view word) {
    if (at_ >= tokens_.size() || !tokens_[at_].is(word)) return false;
    ++at_;
    return true;
  }

  void read_scheme() {
    const bool is_linear = take("linear");
    const bool is_scheme = is_scheme_word();
    if (!is_scheme) return read_expressions();
    const std::string word = to_lower(tokens_[at_++].text);
    if (take("algorithm")) at_ += 2;
    take("columns");
    const std::size_t end = behind_group(tokens_, at_);
    std::vector<ir::Expression> expressions = expressions_of(tokens_.subspan(at_, end - at_));
    at_ = end;
    if (word == "range") result_.scheme = ir::PartitionScheme::range;
    if (word == "list") result_.scheme = ir::PartitionScheme::list;
    if (word == "hash" && !is_linear) result_.scheme = ir::PartitionScheme::hash;
    result_.expressions = std::move(expressions);
    if (result_.scheme != ir::PartitionScheme::expression) return;
    // `KEY (c)`, `LINEAR HASH (e)`: schemes of one engine, calls in a schema.
    ir::Expression call;
    call.kind = ir::ExpressionKind::call;
    call.path = {is_linear ? "linear_" + word : word};
    call.operands = std::move(result_.expressions);
    result_.expressions = {std::move(call)};
  }

  [[nodiscard]] bool is_scheme_word() const {
    if (at_ + 1 >= tokens_.size()) return false;
    const Token& word = tokens_[at_];
    return word.is("range") || word.is("list") || word.is("hash") || word.is("key");
  }

  std::vector<ir::Expression> expressions_of(Tokens group) const {
    std::vector<ir::Expression> expressions;
    for (const Tokens part : split_at_commas(inside(group))) {
      const std::size_t end = behind_group(part, 0);
      const bool is_wrapped = part.front().is_symbol("(") && end == part.size();
      expressions.push_back(read_expression(is_wrapped ? inside(part) : part, context_));
    }
    return expressions;
  }

  /// `date_trunc('day', t), c (…)`, `(a, b)`: expressions, then perhaps the partitions.
  void read_expressions() {
    if (tokens_[at_].is_symbol("(")) {
      const std::size_t end = behind_group(tokens_, at_);
      result_.expressions = expressions_of(tokens_.subspan(at_, end - at_));
      at_ = end;
      return;
    }
    do {
      const std::size_t begin = at_;
      while (at_ < tokens_.size() && !tokens_[at_].is_symbol("(") && !tokens_[at_].is_symbol(",")) ++at_;
      const bool is_call = at_ > begin && at_ < tokens_.size() && tokens_[at_].is_symbol("(");
      if (is_call) at_ = behind_group(tokens_, at_);
      result_.expressions.push_back(read_expression(tokens_.subspan(begin, at_ - begin), context_));
    } while (at_ < tokens_.size() && tokens_[at_].is_symbol(",") && ++at_ < tokens_.size());
  }

  void add_native(std::string text) {
    for (ir::NativeClause& clause : native_clauses(std::move(text), NativeScope::table, place_, context_))
      physical_.native.push_back(std::move(clause));
  }

  void read_subpartitions() {
    std::size_t end = at_;
    while (end < tokens_.size() && !tokens_[end].is_symbol("(")) ++end;
    end = behind_group(tokens_, end);
    if (end < tokens_.size() && tokens_[end].is("subpartitions")) end = std::min(end + 2, tokens_.size());
    add_native(lower_words(tokens_.subspan(at_, end - at_)));
    at_ = end;
  }
  [[nodiscard]] std::string lower_words(Tokens tokens) const { return own_words(tokens, context_); }

  void read_definitions(Tokens tokens) {
    std::string batches;
    for (const Tokens definition : split_at_commas(tokens)) {
      if (definition.front().is("start")) {
        append(batches, ", ", without_case(own_words(definition, context_)));
      } else if (definition.size() > 1 && definition.front().is("partition")) {
        read_partition(definition.subspan(1));
      }
    }
    if (!batches.empty()) add_native(batches);
    if (result_.scheme == ir::PartitionScheme::hash) number_partitions();
  }

  /// Partitions by hash that have names only.
  void number_partitions() {
    const auto count = static_cast<std::int64_t>(result_.partitions.size());
    std::int64_t number = 0;
    for (ir::Partition& partition : result_.partitions) {
      if (partition.bound.kind != BoundKind::default_) continue;
      partition.bound.kind = BoundKind::modulus;
      partition.bound.modulus = count;
      partition.bound.remainder = number++;
    }
  }

  void read_partition(Tokens tokens) {
    ir::Partition partition;
    std::size_t at = 0;
    if (tokens.size() > 4 && tokens[0].is("if")) at = 3;
    partition.name = name_of(tokens[at++], context_.rules());
    partition.at = place_of(tokens, place_);
    std::size_t end = at;
    if (end < tokens.size() && (tokens[end].is("values") || tokens[end].is("default"))) {
      while (end < tokens.size() && !ends_bound(tokens, at, end))
        end = tokens[end].is_symbol("(") ? behind_group(tokens, end) : end + 1;
      partition.bound = read_bound(tokens.subspan(at, end - at), context_);
    }
    read_partition_tail(tokens.subspan(end), partition);
    result_.partitions.push_back(std::move(partition));
  }

  /// Behind the values, or behind the word that stands for them.
  static bool ends_bound(Tokens tokens, std::size_t begin, std::size_t at) {
    if (at == begin) return false;
    const Token& before = tokens[at - 1];
    return before.is("default") || before.is("maxvalue") || before.is_symbol(")");
  }

  void read_partition_tail(Tokens tail, ir::Partition& partition) {
    std::size_t group = 0;
    while (group < tail.size() && !tail[group].is_symbol("(")) ++group;
    const bool has_parts = group + 1 < tail.size() && tail[group + 1].is("subpartition");
    const auto add = [&](std::vector<ir::NativeClause> clauses) {
      for (ir::NativeClause& clause : clauses) partition.native.push_back(std::move(clause));
    };
    if (has_parts) {
      std::string names;
      for (const Tokens part : split_at_commas(inside(tail.subspan(group)))) {
        if (part.size() > 1) append(names, ", ", name_of(part[1], context_.rules()));
      }
      add(native_clauses(tail.first(group), NativeScope::partition, place_, context_));
      add(native_clauses("subpartitions (" + names + ")", NativeScope::partition, place_, context_));
      return;
    }
    add(native_clauses(tail, NativeScope::partition, place_, context_));
  }

  Tokens tokens_;
  ir::Physical& physical_;
  SourceRange place_;
  Context& context_;
  ir::Partitioning result_;
  std::size_t at_ = 0;
};

}  // namespace

bool read_partitions(Tokens tokens, ir::Physical& physical, SourceRange at, Context& context) {
  if (tokens.size() < 2 || !physical.partitioning) return false;
  PartitionReader reader(tokens, physical, at, context);
  if (!reader.add(*physical.partitioning)) return false;
  physical.partitioning = reader.take_result();
  return true;
}

ir::PartitionBound read_bound(Tokens tokens, Context& context) {
  ir::PartitionBound bound;
  std::vector<Tokens> groups;
  bool is_in = false;
  bool is_modulus = false;
  bool is_less = false;
  for (std::size_t i = 0; i < tokens.size();) {
    is_in = is_in || tokens[i].is("in");
    is_modulus = is_modulus || tokens[i].is("with");
    is_less = is_less || tokens[i].is("less");
    if (tokens[i].is_symbol("(")) {
      const std::size_t end = behind_group(tokens, i);
      groups.push_back(tokens.subspan(i, end - i));
      i = end;
    } else if (tokens[i].is("maxvalue")) {
      groups.push_back(tokens.subspan(i++, 1));
    } else {
      ++i;
    }
  }
  if (groups.empty()) return bound;
  if (is_modulus) {
    bound.kind = BoundKind::modulus;
    std::vector<std::int64_t> numbers;
    for (const Token& token : groups[0]) {
      if (token.kind == TokenKind::number) numbers.push_back(number_of(token));
    }
    if (numbers.size() > 1) std::tie(bound.modulus, bound.remainder) = std::pair(numbers[0], numbers[1]);
    return bound;
  }
  // `[("a"), ("b"))`, read as `(("a"), ("b"))`: from the one to before the other.
  if (groups.size() == 1 && !is_in && !is_less) groups = split_at_commas(inside(groups[0]));
  if (groups.size() > 1) {
    bound.kind = BoundKind::from_to;
    bound.lower = values_of(groups[0], context);
    bound.upper = values_of(groups[1], context);
    return bound;
  }
  bound.kind = is_in ? BoundKind::in : BoundKind::less_than;
  bound.upper = values_of(groups[0], context);
  return bound;
}

ir::Partitioning read_partitioning(Tokens tokens, ir::Physical& physical, SourceRange at, Context& context) {
  return tokens.empty() ? ir::Partitioning{} : PartitionReader(tokens, physical, at, context).read();
}

}  // namespace kura::import
