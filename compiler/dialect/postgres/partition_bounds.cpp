// Bounds of partitions: chaining, kinds, sizes, overlaps.
#include "compiler/dialect/postgres/partition_bounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/moments.h"

namespace kura::dialect::postgres {
namespace {

using ir::Expression;
using ir::ExpressionKind;
using Kind = ir::PartitionBound::Kind;
using Values = std::vector<Expression>;

enum class Order { less, equal, greater, unknown };

constexpr std::size_t kMostCompared = 2000;

bool is_open_end(const Expression& value, std::string_view word) {
  return value.kind == ExpressionKind::name && value.path.size() == 1 && to_lower(value.path[0]) == word;
}

Expression open_end(std::string_view word) {
  Expression value;
  value.kind = ExpressionKind::name;
  value.path = {std::string(word)};
  return value;
}

Order order_of(bool is_less, bool is_equal) {
  return is_less ? Order::less : is_equal ? Order::equal : Order::greater;
}

bool read_number(const Expression& value, double& number) {
  const bool is_signed = value.kind == ExpressionKind::unary && value.operands.size() == 1;
  const Expression& digits = is_signed ? value.operands[0] : value;
  if (digits.kind != ExpressionKind::number) return false;
  const auto read = std::from_chars(digits.text.data(), digits.text.data() + digits.text.size(), number);
  if (is_signed && value.text == "-") number = -number;
  return read.ec == std::errc();
}

/// `2024-01-31…`: such texts of one zone sort as the moments that they name.
bool is_iso_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  return std::all_of(text.begin(), text.begin() + 4, [](char c) { return is_digit(c); });
}

/// `+01`, `-05:30`, `z` behind a time, or nothing.
std::string_view zone_of(std::string_view text) {
  constexpr std::size_t kDate = 10;
  const std::size_t found = text.substr(kDate).find_first_of("+-Zz");
  return found == std::string_view::npos ? std::string_view() : text.substr(kDate + found);
}

Order compare(const Expression& left, const Expression& right) {
  for (const std::string_view word : {"minvalue", "maxvalue"}) {
    const bool is_left = is_open_end(left, word);
    const bool is_right = is_open_end(right, word);
    if (is_left && is_right) return Order::equal;
    if (is_left || is_right) return is_left == (word == "minvalue") ? Order::less : Order::greater;
  }
  double left_number = 0;
  double right_number = 0;
  if (read_number(left, left_number) && read_number(right, right_number)) {
    return order_of(left_number < right_number, left_number == right_number);
  }
  const auto is_text = [](const Expression& value) {
    return value.kind == ExpressionKind::string || value.kind == ExpressionKind::typed_string;
  };
  if (!is_text(left) || !is_text(right)) return Order::unknown;
  if (left.text == right.text) return Order::equal;
  if (!is_iso_date(left.text) || !is_iso_date(right.text)) return Order::unknown;
  // Of two zones the texts do not tell which moment comes first.
  if (zone_of(left.text) != zone_of(right.text)) return Order::unknown;
  const auto left_moment = moment_in_utc(left.text);
  const auto right_moment = moment_in_utc(right.text);
  if (left_moment && right_moment) return order_of(*left_moment < *right_moment, *left_moment == *right_moment);
  return order_of(left.text < right.text, false);
}

Order compare(const Values& left, const Values& right) {
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    const Order order = compare(left[i], right[i]);
    if (order != Order::equal) return order;
  }
  return Order::equal;
}

std::string_view bound_word(Kind kind) {
  switch (kind) {
    case Kind::default_:
      return "default";
    case Kind::less_than:
      return "values less than";
    case Kind::from_to:
      return "values from … to";
    case Kind::in:
      return "values in";
    case Kind::modulus:
      return "values with";
  }
  return {};
}

std::string_view scheme_word(ir::PartitionScheme scheme) {
  switch (scheme) {
    case ir::PartitionScheme::range:
      return "range";
    case ir::PartitionScheme::hash:
      return "hash";
    default:
      return "list";
  }
}

bool fits(ir::PartitionScheme scheme, Kind kind) {
  switch (scheme) {
    case ir::PartitionScheme::range:
      return kind == Kind::from_to || kind == Kind::less_than || kind == Kind::default_;
    case ir::PartitionScheme::hash:
      return kind == Kind::modulus;
    default:
      return kind == Kind::in || kind == Kind::default_;
  }
}

std::string_view bound_help(ir::PartitionScheme scheme) {
  switch (scheme) {
    case ir::PartitionScheme::range:
      return "write `values from (…) to (…)`, `values less than (…)` or `default`";
    case ir::PartitionScheme::hash:
      return "write `values with (modulus 4, remainder 0)`";
    default:
      return "write `values in (…)` or `default`";
  }
}

std::string_view overlap_help(Kind kind) {
  switch (kind) {
    case Kind::default_:
      return "keep one `default`";
    case Kind::in:
      return "list each value once";
    case Kind::modulus:
      return "remainders that are equal by the smaller modulus meet: choose another one";
    default:
      return "let one begin where the other ends: the upper bound belongs to the next partition";
  }
}

class BoundChecker {
 public:
  BoundChecker(const ir::Table& table, const ir::Partitioning& partitioning, diag::Sink& sink)
      : table_(table), partitioning_(partitioning), sink_(sink) {}

  void check() {
    bool is_sound = true;
    for (const ir::Partition& partition : partitioning_.partitions) is_sound = check_one(partition) && is_sound;
    if (!is_sound || partitioning_.partitions.size() > kMostCompared) return;
    check_pairs();
  }

 private:
  bool check_one(const ir::Partition& partition) {
    const ir::PartitionBound& bound = partition.bound;
    if (!fits(partitioning_.scheme, bound.kind)) {
      auto& diagnostic =
          sink_.report(partition_bound_kind, partition.at,
                       {std::string(scheme_word(partitioning_.scheme)), std::string(bound_word(bound.kind))});
      diagnostic.helps.emplace_back(bound_help(partitioning_.scheme));
      return false;
    }
    if (bound.kind == Kind::from_to) return check_range(partition);
    if (bound.kind == Kind::modulus) return check_modulus(partition);
    return true;
  }

  bool check_range(const ir::Partition& partition) {
    const ir::PartitionBound& bound = partition.bound;
    const std::size_t expected = partitioning_.expressions.size();
    for (const Values* values : {&bound.lower, &bound.upper}) {
      if (values->size() == expected) continue;
      sink_.report(partition_bound_size, partition.at,
                   {partition.name, std::to_string(values->size()), std::to_string(expected)});
      return false;
    }
    const Order order = compare(bound.lower, bound.upper);
    const bool is_turned = is_turned_as_text(bound);
    if (!is_turned && (order == Order::less || order == Order::unknown)) return true;
    auto& diagnostic = sink_.report(partition_empty, partition.at, {partition.name});
    diagnostic.helps.emplace_back(is_turned ? "the column holds texts, which sort by their first letters: 10 before 3"
                                            : "let it begin below its end: the end itself is not in it");
    return false;
  }

  [[nodiscard]] bool is_turned_as_text(const ir::PartitionBound& bound) const {
    const Expression& key = partitioning_.expressions[0];
    const bool is_column = key.kind == ExpressionKind::name && !key.path.empty();
    const ir::Column* column = is_column ? ir::find_column(table_, key.path.back()) : nullptr;
    if (column == nullptr) return false;
    const ir::TypeKind type = column->type.kind;
    const bool is_text = type == ir::TypeKind::char_ || type == ir::TypeKind::varchar || type == ir::TypeKind::text;
    const bool are_numbers =
        bound.lower[0].kind == ExpressionKind::number && bound.upper[0].kind == ExpressionKind::number;
    return is_text && are_numbers && bound.lower[0].text > bound.upper[0].text;
  }

  bool check_modulus(const ir::Partition& partition) {
    const auto [modulus, remainder] = std::pair(partition.bound.modulus, partition.bound.remainder);
    if (modulus > 0 && remainder >= 0 && remainder < modulus) return true;
    report_modulus(partition,
                   "the modulus is at least 1, and the remainder is between 0 and one less than the modulus");
    return false;
  }

  void report_modulus(const ir::Partition& partition, std::string_view help) {
    auto& diagnostic = sink_.report(
        hash_modulus, partition.at,
        {partition.name, std::to_string(partition.bound.modulus), std::to_string(partition.bound.remainder)});
    diagnostic.helps.emplace_back(help);
  }

  void check_pairs() {
    const auto& partitions = partitioning_.partitions;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (partitions[i].bound.kind == Kind::modulus && !check_factors(partitions[j], partitions[i])) return;
        if (!overlap(partitions[j].bound, partitions[i].bound)) continue;
        auto& diagnostic = sink_.report(partitions_overlap, partitions[i].at, {partitions[j].name, partitions[i].name});
        diagnostic.labels.push_back({partitions[j].at, "the other one"});
        diagnostic.helps.emplace_back(overlap_help(partitions[i].bound.kind));
        break;
      }
    }
  }

  bool check_factors(const ir::Partition& left, const ir::Partition& right) {
    const std::int64_t larger = std::max(left.bound.modulus, right.bound.modulus);
    const std::int64_t smaller = std::min(left.bound.modulus, right.bound.modulus);
    if (larger % smaller == 0) return true;
    report_modulus(right, fmt::format("every modulus must divide the next larger one, and `{}` has {}", left.name,
                                      left.bound.modulus));
    return false;
  }

  static bool overlap(const ir::PartitionBound& left, const ir::PartitionBound& right) {
    if (left.kind == Kind::default_ || right.kind == Kind::default_) return left.kind == right.kind;
    if (left.kind == Kind::modulus) {
      return (left.remainder - right.remainder) % std::min(left.modulus, right.modulus) == 0;
    }
    if (left.kind == Kind::from_to) {
      return compare(left.lower, right.upper) == Order::less && compare(right.lower, left.upper) == Order::less;
    }
    return std::any_of(left.upper.begin(), left.upper.end(), [&right](const Expression& value) {
      return std::find(right.upper.begin(), right.upper.end(), value) != right.upper.end();
    });
  }

  const ir::Table& table_;
  const ir::Partitioning& partitioning_;
  diag::Sink& sink_;
};

/// What follows an open end does not count, and PostgreSQL wants it to be the same open end.
void repeat_open_ends(Values& values) {
  for (const std::string_view word : {"minvalue", "maxvalue"}) {
    const auto found =
        std::find_if(values.begin(), values.end(), [word](const Expression& it) { return is_open_end(it, word); });
    std::fill(found, values.end(), open_end(word));
  }
}

}  // namespace

void chain_bounds(ir::Partitioning& partitioning) {
  const std::size_t size = partitioning.expressions.size();
  Values end(size, open_end("minvalue"));
  for (ir::Partition& partition : partitioning.partitions) {
    ir::PartitionBound& bound = partition.bound;
    if (bound.kind == Kind::less_than) {
      bound.kind = Kind::from_to;
      bound.lower = end;
      if (bound.upper.size() == 1 && is_open_end(bound.upper[0], "maxvalue"))
        bound.upper.resize(size, open_end("maxvalue"));
    }
    repeat_open_ends(bound.lower);
    if (bound.kind != Kind::in) repeat_open_ends(bound.upper);
    if (bound.kind == Kind::from_to) end = bound.upper;
  }
}

bool may_meet(const ir::PartitionBound& left, const ir::PartitionBound& right) {
  // A default partition may hold any row.
  if (left.kind == Kind::default_ || right.kind == Kind::default_) return true;
  if (left.kind == Kind::modulus) return true;
  if (left.kind == Kind::in) {
    return std::any_of(left.upper.begin(), left.upper.end(), [&right](const Expression& value) {
      return std::find(right.upper.begin(), right.upper.end(), value) != right.upper.end();
    });
  }
  const auto ends_before = [](const Values& end, const Values& begin) {
    const Order order = compare(end, begin);
    return order == Order::less || order == Order::equal;
  };
  return !ends_before(left.upper, right.lower) && !ends_before(right.upper, left.lower);
}

bool are_equal(const ir::PartitionBound& left, const ir::PartitionBound& right) {
  return left.kind == right.kind && left.lower == right.lower && left.upper == right.upper &&
         left.modulus == right.modulus && left.remainder == right.remainder;
}

void check_bounds(const ir::Table& table, const ir::Partitioning& partitioning, diag::Sink& sink) {
  BoundChecker(table, partitioning, sink).check();
}

}  // namespace kura::dialect::postgres
