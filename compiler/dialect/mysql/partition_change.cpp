// PartitionChange: ranges, lists, hashes.
#include "compiler/dialect/mysql/partition_change.h"

#include <algorithm>
#include <charconv>

#include "compiler/dialect/mysql/partition_style.h"

namespace kura::dialect::mysql {
namespace {

using ir::ExpressionKind;
using Bound = std::vector<ir::Expression>;

bool same_partition(const ir::Partition& left, const ir::Partition& right) {
  return left.name == right.name && left.bound.kind == right.bound.kind && left.bound.lower == right.bound.lower &&
         left.bound.upper == right.bound.upper && left.native == right.native;
}

bool is_default(const ir::Partition& partition) {
  return partition.bound.kind == ir::PartitionBound::Kind::default_;
}

/// A moment or a number as a text: texts of one length and only these signs have the order of what they mean.
bool has_digits_only(const std::string& text) {
  return text.find_first_not_of("0123456789-: ") == std::string::npos;
}

bool is_known_to_be_less(const ir::Expression& left, const ir::Expression& right) {
  if (is_open_end(right, "maxvalue")) return true;
  if (left.kind != right.kind) return false;
  if (left.kind == ExpressionKind::string || left.kind == ExpressionKind::typed_string)
    return left.text.size() == right.text.size() && has_digits_only(left.text) && has_digits_only(right.text) &&
           left.text < right.text;
  if (left.kind != ExpressionKind::number) return false;
  double low = 0;
  double high = 0;
  std::from_chars(left.text.data(), left.text.data() + left.text.size(), low);
  std::from_chars(right.text.data(), right.text.data() + right.text.size(), high);
  return low < high;
}

bool is_known_to_rise(const Bound& left, const Bound& right) {
  if (left.size() != right.size()) return false;
  const auto [low, high] = std::mismatch(left.begin(), left.end(), right.begin());
  return low != left.end() && !is_open_end(*low, "maxvalue") && is_known_to_be_less(*low, *high);
}

class Comparison {
 public:
  Comparison(const ir::Partitioning& before, const ir::Partitioning& after)
      : old_list_(before.partitions), new_list_(after.partitions), scheme_(after.scheme) {
    change_.old_end = old_list_.size();
    change_.new_end = new_list_.size();
  }

  PartitionChange run() {
    trim();
    if (scheme_ == ir::PartitionScheme::range) {
      decide_range();
    } else if (scheme_ == ir::PartitionScheme::list) {
      decide_list();
    } else {
      change_.way = PartitionWay::anew;
    }
    return change_;
  }

 private:
  /// Leaves out what stays at both ends.
  void trim() {
    while (change_.begin < std::min(change_.old_end, change_.new_end) &&
           same_partition(old_list_[change_.begin], new_list_[change_.begin]))
      ++change_.begin;
    while (std::min(change_.old_end, change_.new_end) > change_.begin &&
           same_partition(old_list_[change_.old_end - 1], new_list_[change_.new_end - 1])) {
      --change_.old_end;
      --change_.new_end;
    }
  }

  [[nodiscard]] bool drops_only() const { return change_.begin == change_.new_end; }
  [[nodiscard]] bool adds_only() const { return change_.begin == change_.old_end; }
  [[nodiscard]] bool is_at_end() const { return change_.old_end == old_list_.size(); }

  void take_the_next() {
    ++change_.old_end;
    ++change_.new_end;
  }

  /// What takes the place of ranges has to end where they ended, or later if they were the last ones.
  void decide_range() {
    if (drops_only()) {
      change_.way = PartitionWay::give_up;
    } else if (adds_only() && is_at_end()) {
      change_.way = PartitionWay::append;
    } else if (adds_only()) {
      take_the_next();
    } else {
      const Bound& old_bound = old_list_[change_.old_end - 1].bound.upper;
      const Bound& new_bound = new_list_[change_.new_end - 1].bound.upper;
      if (old_bound == new_bound) return;
      if (!is_at_end()) return take_the_next();
      if (!is_known_to_rise(old_bound, new_bound)) change_.way = PartitionWay::anew;
    }
  }

  /// The server loses rows of values that no partition of a divided list takes, and never looks into the default one
  /// for rows that a new partition should have.
  void decide_list() {
    const bool has_default = std::any_of(old_list_.begin(), old_list_.end(), is_default);
    if (drops_only()) {
      change_.way = PartitionWay::give_up;
    } else if (adds_only() && is_at_end() && !has_default) {
      change_.way = PartitionWay::append;
    } else {
      if (has_default) {
        change_.old_end = old_list_.size();
        change_.new_end = new_list_.size();
      } else if (adds_only()) {
        take_the_next();
      }
      if (!keeps_values()) change_.way = PartitionWay::anew;
    }
  }

  [[nodiscard]] bool keeps_values() const {
    const auto begin = static_cast<std::ptrdiff_t>(change_.begin);
    const auto old_end = old_list_.begin() + static_cast<std::ptrdiff_t>(change_.old_end);
    const auto new_begin = new_list_.begin() + begin;
    const auto new_end = new_list_.begin() + static_cast<std::ptrdiff_t>(change_.new_end);
    if (std::any_of(new_begin, new_end, is_default)) return true;
    const auto is_taken = [&](const ir::Expression& value) {
      return std::any_of(new_begin, new_end, [&](const ir::Partition& it) {
        return std::find(it.bound.upper.begin(), it.bound.upper.end(), value) != it.bound.upper.end();
      });
    };
    return std::all_of(old_list_.begin() + begin, old_end, [&](const ir::Partition& it) {
      return !is_default(it) && std::all_of(it.bound.upper.begin(), it.bound.upper.end(), is_taken);
    });
  }

  const std::vector<ir::Partition>& old_list_;
  const std::vector<ir::Partition>& new_list_;
  ir::PartitionScheme scheme_;
  PartitionChange change_;
};

}  // namespace

PartitionChange partition_change(const ir::Partitioning& before, const ir::Partitioning& after) {
  return Comparison(before, after).run();
}

}  // namespace kura::dialect::mysql
