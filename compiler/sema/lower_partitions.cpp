// Partitions: the scheme, its options, the partitions with their bounds.
#include "compiler/sema/lower_partitions.h"

#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/sema/lower_expressions.h"
#include "compiler/sema/words.h"

namespace kura::sema {
namespace {

using ir::PartitionScheme;
using BoundKind = ir::PartitionBound::Kind;

constexpr std::array<ClauseWord<PartitionScheme>, 3> kSchemes = {{
    {"range", PartitionScheme::range},
    {"list", PartitionScheme::list},
    {"hash", PartitionScheme::hash},
}};

std::string_view word_of(PartitionScheme scheme) {
  for (const auto& row : kSchemes) {
    if (row.meaning == scheme) return row.word;
  }
  return "an expression";
}

class PartitionLowerer {
 public:
  explicit PartitionLowerer(Scope& scope) : scope_(scope), lowering_(scope.lowering) {}

  Boxed<ir::Partitioning> lower() {
    const auto chosen = choose<ast::PartitionByClause>(scope_, "partition by");
    std::vector<const Entry*> partitions;
    for (const Entry& entry : scope_.entries) {
      // Partitions of a scheme that a `for` block replaces go with it.
      const bool is_kept = !chosen || entry.level >= chosen.entry->level;
      if (is_kept && std::holds_alternative<ast::PartitionClause>(entry.member->node)) partitions.push_back(&entry);
    }
    if (!chosen || is_none(*chosen.clause)) {
      report_without_scheme(partitions);
      return {};
    }
    ir::Partitioning result;
    result.at = chosen.entry->at();
    read_scheme(*chosen.clause, chosen.entry->native, result);
    read_options(*chosen.clause, result);
    ColumnNames names;
    for (const Entry* entry : partitions) add_partition(*entry, names, result);
    return result;
  }

 private:
  static bool is_plain_call(const ast::Expression& expression) {
    return expression.kind == ast::ExpressionKind::call && expression.path.size() == 1 && !expression.path[0].is_quoted;
  }
  [[nodiscard]] bool is_none(const ast::PartitionByClause& clause) const {
    if (clause.expressions.size() != 1) return false;
    const ast::Expression& only = clause.expressions[0];
    return only.kind == ast::ExpressionKind::name && only.path.size() == 1 && !only.path[0].is_quoted &&
           only.path[0].text == "none" && !scope_.columns.find("none");
  }

  void report_without_scheme(const std::vector<const Entry*>& partitions) {
    for (const Entry* entry : partitions) {
      const auto& written = std::get<ast::PartitionClause>(entry->member->node);
      lowering_.sink.report(diag::partition_without_scheme, written.name.at, {std::string(written.name.text)});
    }
  }

  void read_scheme(const ast::PartitionByClause& clause, DialectList native, ir::Partitioning& result) {
    const ast::Expression& first = clause.expressions.front();
    const bool is_scheme = clause.expressions.size() == 1 && is_plain_call(first);
    if (is_scheme && set_scheme(first.path[0], result)) {
      if (first.operands.empty()) {
        lowering_.sink.report(diag::clause_needs, first.at,
                              {fmt::format("partition by {}", first.path[0].text), "columns or an expression"});
      }
      for (const ast::Expression& operand : first.operands) {
        result.expressions.push_back(lower_expression(scope_, operand, native));
      }
      return;
    }
    for (const ast::Expression& expression : clause.expressions) {
      result.expressions.push_back(lower_expression(scope_, expression, native));
    }
  }

  /// A call that is nearly a scheme's name is a slip; any other function is an expression to partition by.
  bool set_scheme(const ast::Name& name, ir::Partitioning& result) {
    std::vector<std::string> known;
    for (const auto& row : kSchemes) {
      known.emplace_back(row.word);
      if (row.word != name.text) continue;
      result.scheme = row.meaning;
      return true;
    }
    if (diag::similar_names(name.text, known).empty()) return false;
    report_unknown_word(lowering_, name.text, name.at, "a way to partition rows", known);
    return true;
  }

  void read_options(const ast::PartitionByClause& clause, ir::Partitioning& result) {
    for (std::size_t i = 0; i < clause.options.size(); ++i) {
      const ast::WordWithNumber& option = clause.options[i];
      if (option.word == "every") {
        const ast::WordWithNumber* unit = i + 1 < clause.options.size() ? &clause.options[i + 1] : nullptr;
        read_every(option, unit, result);
        if (unit != nullptr) ++i;
      } else if (option.word == "partitions") {
        read_count(option, result);
      } else {
        report_unknown_word(lowering_, option.word, option.at, "a word of `partition by`", {"every", "partitions"});
        return;
      }
    }
  }

  void read_every(const ast::WordWithNumber& option, const ast::WordWithNumber* unit, ir::Partitioning& result) {
    if (result.scheme != PartitionScheme::range) {
      lowering_.sink.report(diag::clause_takes_no, option.at,
                            {fmt::format("partition by {}", word_of(result.scheme)), "`every`, which is for ranges"});
      return;
    }
    if (unit == nullptr || option.number.text.empty()) {
      lowering_.sink.report(diag::clause_needs, option.at, {"every", "a number and a unit: `every 1 month`"});
      return;
    }
    result.every = lowering_.parameters.whole_number(option.number, "the length of a partition", 1).value_or(0);
    result.every_unit = time_unit(lowering_, unit->word, unit->at);
  }

  void read_count(const ast::WordWithNumber& option, ir::Partitioning& result) {
    if (result.scheme != PartitionScheme::hash) {
      lowering_.sink.report(
          diag::clause_takes_no, option.at,
          {fmt::format("partition by {}", word_of(result.scheme)), "`partitions`, which is for hash"});
      return;
    }
    if (option.number.text.empty()) {
      lowering_.sink.report(diag::clause_needs, option.at, {"partitions", "a number"});
      return;
    }
    result.partition_count =
        lowering_.parameters.whole_number(option.number, "the number of partitions", 1).value_or(0);
  }

  void add_partition(const Entry& entry, ColumnNames& names, ir::Partitioning& result) {
    const auto& written = std::get<ast::PartitionClause>(entry.member->node);
    if (const auto before = names.add(written.name)) {
      auto& diagnostic = lowering_.sink.report(diag::constraint_name_taken, written.name.at,
                                               {std::string(written.name.text), std::string(scope_.relation)});
      diagnostic.labels.push_back({names.place(*before), "first used here"});
    }
    ir::Partition partition;
    partition.name = written.name.text;
    partition.at = written.name.at;
    read_bound(written, entry.native, result, partition.bound);
    add_native(lowering_, written.native, entry.native, NativeWord::clause, partition.native);
    result.partitions.push_back(std::move(partition));
  }

  void read_bound(const ast::PartitionClause& written, DialectList native, const ir::Partitioning& partitioning,
                  ir::PartitionBound& bound) {
    bound.kind = static_cast<BoundKind>(written.bound.kind);
    if (!fits(written, partitioning.scheme)) return;
    if (bound.kind == BoundKind::modulus) return read_modulus(written, bound);
    for (const ast::Expression& value : written.bound.lower) {
      bound.lower.push_back(lower_expression(scope_, value, native, ExpressionPlace::bound));
    }
    for (const ast::Expression& value : written.bound.upper) {
      bound.upper.push_back(lower_expression(scope_, value, native, ExpressionPlace::bound));
    }
    if (bound.kind == BoundKind::from_to) check_count(written, bound.lower, partitioning);
    if (bound.kind != BoundKind::in && bound.kind != BoundKind::default_)
      check_count(written, bound.upper, partitioning);
  }

  void read_modulus(const ast::PartitionClause& written, ir::PartitionBound& bound) {
    if (written.bound.upper.size() != 2) return;  // the grammar has both
    const auto number = [&](std::size_t i, std::string_view what, std::int64_t least) {
      const ast::Expression& value = written.bound.upper[i];
      return lowering_.parameters.whole_number({ast::ValueKind::number, value.text, value.at}, what, least)
          .value_or(least);
    };
    bound.modulus = number(0, "the modulus", 1);
    bound.remainder = number(1, "the remainder", 0);
  }

  /// `values in` is for lists, `values less than` and `values from … to` for ranges, `values with` for hash.
  bool fits(const ast::PartitionClause& written, PartitionScheme scheme) {
    static constexpr std::string_view kWords[] = {"default", "values less than", "values from … to", "values in",
                                                  "values with"};
    const BoundKind kind = static_cast<BoundKind>(written.bound.kind);
    const bool is_range_bound = kind == BoundKind::less_than || kind == BoundKind::from_to;
    bool is_good = true;
    if (scheme == PartitionScheme::range) is_good = is_range_bound || kind == BoundKind::default_;
    if (scheme == PartitionScheme::list) is_good = kind == BoundKind::in || kind == BoundKind::default_;
    if (scheme == PartitionScheme::hash) is_good = kind == BoundKind::modulus;
    if (is_good) return true;
    auto& diagnostic =
        lowering_.sink.report(diag::bound_of_other_scheme, written.name.at,
                              {std::string(kWords[static_cast<std::size_t>(kind)]), std::string(word_of(scheme))});
    diagnostic.helps.emplace_back(scheme == PartitionScheme::range
                                      ? "write `values less than (…)` or `values from (…) to (…)`"
                                  : scheme == PartitionScheme::list ? "write `values in (…)`"
                                                                    : "write `values with (modulus 4, remainder 0)`");
    return false;
  }

  void check_count(const ast::PartitionClause& written, const std::vector<ir::Expression>& values,
                   const ir::Partitioning& partitioning) {
    const std::size_t wanted = partitioning.expressions.size();
    const bool is_open_end = values.size() == 1 && values[0].kind == ir::ExpressionKind::name;
    if (partitioning.scheme != PartitionScheme::range || values.size() == wanted || is_open_end) return;
    lowering_.sink.report(diag::bound_value_count, written.name.at,
                          {counted(values.size(), "value"), counted(wanted, "column")});
  }

  Scope& scope_;
  Lowering& lowering_;
};

static_assert(static_cast<int>(ast::BoundKind::modulus) == static_cast<int>(BoundKind::modulus) &&
              static_cast<int>(ast::BoundKind::less_than) == static_cast<int>(BoundKind::less_than) &&
              static_cast<int>(ast::BoundKind::in) == static_cast<int>(BoundKind::in));

}  // namespace

Boxed<ir::Partitioning> lower_partitioning(Scope& scope) {
  return PartitionLowerer(scope).lower();
}

}  // namespace kura::sema
