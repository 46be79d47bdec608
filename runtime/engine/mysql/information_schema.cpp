// Asking the information schema of a server of the family, in a session that prints what is stored.
#include "runtime/engine/mysql/information_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "runtime/engine/mysql/names.h"

namespace kura::engine::mysql {
namespace {

/// As many parts of a UNION as go into one query.
constexpr std::size_t kPartsAtOnce = 100;

}  // namespace

db::Outcome<std::vector<db::Row>> rows_of(db::Connection& connection, const std::string& select,
                                          const std::vector<std::string>& conditions) {
  std::vector<db::Row> rows;
  for (std::size_t begin = 0; begin < conditions.size(); begin += kPartsAtOnce) {
    std::string query;
    for (std::size_t i = begin; i < std::min(begin + kPartsAtOnce, conditions.size()); ++i) {
      query += fmt::format("{}{}{}", query.empty() ? "" : " UNION ALL ", select, conditions[i]);
    }
    auto answer = connection.execute(query);
    if (!answer.ok()) return answer.error();
    auto& found = answer.value().rows;
    rows.insert(rows.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  return rows;
}

db::Outcome<db::Done> PlainSession::begin() {
  const auto settings =
      connection_.execute("SELECT @@SESSION.sql_mode, @@SESSION.sql_quote_show_create, @@SESSION.time_zone");
  if (!settings.ok()) return settings.error();
  old_ = settings.value().rows.at(0);
  return set("", "1", "+00:00");
}

db::Outcome<db::Done> PlainSession::end() {
  return set(*old_.at(0), *old_.at(1), *old_.at(2));
}

db::Outcome<db::Done> PlainSession::set(std::string_view mode, std::string_view quotes, std::string_view zone) {
  const auto done = connection_.execute(
      fmt::format("SET SESSION sql_mode = {}, SESSION sql_quote_show_create = {}, SESSION time_zone = {}",
                  literal(mode), quotes, literal(zone)));
  if (!done.ok()) return done.error();
  return db::Done{};
}

}  // namespace kura::engine::mysql
