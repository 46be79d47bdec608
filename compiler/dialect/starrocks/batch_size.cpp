// Batches of partitions: how many partitions `start … end … every` makes.
#include <charconv>
#include <chrono>

#include "compiler/dialect/starrocks/native_text.h"

namespace kura::dialect::starrocks {
namespace {

using Number = std::optional<std::int64_t>;

Number read_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The text inside double quotes.
std::string_view unquoted(std::string_view text) {
  return text.size() >= 2 && text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

std::optional<std::chrono::year_month_day> read_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const Number year = read_number(text.substr(0, 4));
  const Number month = read_number(text.substr(5, 2));
  const Number day = read_number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

/// Units between two dates.
Number count_units(std::chrono::year_month_day from, std::chrono::year_month_day to, std::string_view unit) {
  const std::int64_t days = (std::chrono::sys_days(to) - std::chrono::sys_days(from)).count();
  const std::int64_t years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  if (unit == "HOUR") return days * 24;
  if (unit == "DAY") return days;
  if (unit == "WEEK") return days / 7;
  if (unit == "YEAR") return years;
  if (unit != "MONTH") return std::nullopt;
  return years * 12 + static_cast<unsigned>(to.month()) - static_cast<unsigned>(from.month());
}

}  // namespace

std::optional<std::int64_t> batch_size(const Batch& batch) {
  const std::string_view start = unquoted(batch.start);
  const std::string_view end = unquoted(batch.end);
  const Number first = read_number(start);
  const Number last = read_number(end);
  const Number width = read_number(batch.every);
  if (first && last && width && *width > 0) return (*last - *first) / *width;
  constexpr std::string_view kInterval = "INTERVAL ";
  const auto from = read_date(start);
  const auto to = read_date(end);
  if (!from || !to || !batch.every.starts_with(kInterval)) return std::nullopt;
  const std::string_view step = std::string_view(batch.every).substr(kInterval.size());
  const std::size_t blank = step.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const Number every = read_number(step.substr(0, blank));
  const Number units = count_units(*from, *to, step.substr(blank + 1));
  if (!every || !units || *every <= 0) return std::nullopt;
  return *units / *every;
}

}  // namespace kura::dialect::starrocks
