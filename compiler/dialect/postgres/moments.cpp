// Reads `YYYY-MM-DD[ HH:MM[:SS[.f]]][zone]` and nothing else: other spellings stay as they were written.
#include "compiler/dialect/postgres/moments.h"

#include <fmt/format.h>

#include <chrono>

#include "compiler/base/ascii.h"

namespace kura::dialect::postgres {
namespace {

struct Moment {
  std::chrono::sys_days day;
  int minutes = 0;
  int seconds = 0;
  std::string_view fraction;  // with its point
  int zone = 0;               // minutes east of Greenwich
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Moment> read() {
    Moment result;
    const auto year = number(4);
    if (!take('-')) return std::nullopt;
    const auto month = number(2);
    if (!take('-')) return std::nullopt;
    const auto day = number(2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) return std::nullopt;
    result.day = date;
    const bool has_time = take(' ') || take('T');
    if (has_time && !read_time(result)) return std::nullopt;
    return text_.empty() ? std::optional(result) : std::nullopt;
  }

 private:
  bool read_time(Moment& result) {
    const auto hours = number(2);
    if (!hours || !take(':')) return false;
    const auto minutes = number(2);
    if (!minutes) return false;
    result.minutes = *hours * 60 + *minutes;
    if (take(':')) {
      const auto seconds = number(2);
      if (!seconds) return false;
      result.seconds = *seconds;
      std::size_t end = text_.starts_with('.') ? 1 : 0;
      while (end > 0 && end < text_.size() && is_digit(text_[end])) ++end;
      result.fraction = text_.substr(0, end);
      text_.remove_prefix(end);
    }
    return read_zone(result);
  }

  bool read_zone(Moment& result) {
    if (take('Z') || take('z')) return true;
    const bool is_west = text_.starts_with('-');
    if (!take('+') && !take('-')) return true;
    const auto hours = number(2);
    if (!hours) return false;
    int minutes = 0;
    if (take(':') || !text_.empty()) {
      const auto read = number(2);
      if (!read) return false;
      minutes = *read;
    }
    result.zone = (*hours * 60 + minutes) * (is_west ? -1 : 1);
    return true;
  }

  bool take(char expected) {
    if (!text_.starts_with(expected)) return false;
    text_.remove_prefix(1);
    return true;
  }

  std::optional<int> number(std::size_t digits) {
    if (text_.size() < digits) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(text_[i])) return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    return value;
  }

  std::string_view text_;
};

std::string day_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::string time_text(int minutes, const Moment& moment) {
  std::string_view fraction = moment.fraction;
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  return fmt::format("{:02}:{:02}:{:02}{}", minutes / 60, minutes % 60, moment.seconds,
                     fraction == "." ? std::string_view() : fraction);
}

using Spelling = std::optional<std::string> (*)(std::string_view);

void respell(ir::Expression& value, Spelling spelling) {
  const bool is_text = value.kind == ir::ExpressionKind::string || value.kind == ir::ExpressionKind::typed_string;
  if (!is_text) return;
  if (auto spelt = spelling(value.text)) value.text = std::move(*spelt);
}

/// Of lists every value is one of the only column; of ranges the bounds have a value for each.
void respell(ir::PartitionBound& bound, std::size_t column, Spelling spelling) {
  const bool is_list = bound.kind == ir::PartitionBound::Kind::in;
  for (std::vector<ir::Expression>* values : {&bound.lower, &bound.upper}) {
    for (std::size_t i = 0; i < values->size(); ++i) {
      if (is_list || i == column) respell((*values)[i], spelling);
    }
  }
}

Spelling spelling_for(const ir::Table& table, const ir::Expression& key) {
  const bool is_name = key.kind == ir::ExpressionKind::name && key.path.size() == 1;
  const ir::Column* column = is_name ? ir::find_column(table, key.path[0]) : nullptr;
  if (column == nullptr) return nullptr;
  if (column->type.kind == ir::TypeKind::timestamptz) return moment_in_utc;
  return column->type.kind == ir::TypeKind::timestamp ? plain_moment : nullptr;
}

}  // namespace

std::optional<std::string> moment_in_utc(std::string_view text) {
  const auto moment = Reader(text).read();
  if (!moment) return std::nullopt;
  constexpr int kDay = 24 * 60;
  int minutes = moment->minutes - moment->zone;
  std::chrono::sys_days day = moment->day;
  for (; minutes < 0; minutes += kDay) day -= std::chrono::days(1);
  for (; minutes >= kDay; minutes -= kDay) day += std::chrono::days(1);
  return day_text(day) + " " + time_text(minutes, *moment) + "+00";
}

std::optional<std::string> plain_moment(std::string_view text) {
  const auto moment = Reader(text).read();
  if (!moment) return std::nullopt;
  const std::string time = time_text(moment->minutes, *moment);
  return time == "00:00:00" ? day_text(moment->day) : day_text(moment->day) + " " + time;
}

void normalize_moments(ir::Table& table) {
  if (!table.physical.partitioning) return;
  ir::Partitioning& partitioning = *table.physical.partitioning;
  for (std::size_t i = 0; i < partitioning.expressions.size(); ++i) {
    const Spelling spelling = spelling_for(table, partitioning.expressions[i]);
    if (spelling == nullptr) continue;
    for (ir::Partition& partition : partitioning.partitions) respell(partition.bound, i, spelling);
  }
}

}  // namespace kura::dialect::postgres
