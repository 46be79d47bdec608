// Row facts: putting a Catalog together from rows, the same way for every engine whose catalogue answers in columns.
#include "runtime/engine/row_facts.h"

#include <algorithm>

#include "compiler/base/ascii.h"

namespace kura::engine {
namespace {

void append_escaped(std::string& line, std::string_view text) {
  for (char c : text) {
    if (c == '\n') {
      line += "\\n";
    } else if (c == '\\') {
      line += "\\\\";
    } else {
      line += c;
    }
  }
}

}  // namespace

std::string fact_line(std::string_view kind, const db::Value& title, const std::vector<std::string_view>& labels,
                      const db::Value* values) {
  std::string line(kind);
  if (title) {
    line += ' ';
    append_escaped(line, *title);
  }
  line += ':';
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!values[i]) continue;
    line += ' ';
    line += labels[i];
    line += '=';
    append_escaped(line, *values[i]);
  }
  return line;
}

void sort_facts(Catalog& catalog) {
  for (auto& [key, facts] : catalog) {
    std::sort(facts.begin(), facts.end());
    facts.erase(std::unique(facts.begin(), facts.end()), facts.end());
  }
}

db::Outcome<db::Value> first_value(db::Connection& connection, const std::string& sql) {
  const auto answer = connection.execute(sql);
  if (!answer.ok()) return answer.error();
  const auto& rows = answer.value().rows;
  return rows.empty() || rows[0].empty() ? db::Value() : rows[0][0];
}

std::string object_key(const db::Value& current_database, const db::Value& database, const db::Value& name) {
  const bool is_current = current_database && current_database == database;
  return is_current ? name.value_or("") : database.value_or("") + "." + name.value_or("");
}

bool is_journal_name(std::string_view name) {
  return to_lower(name.substr(0, 5)) == "kura_";
}

}  // namespace kura::engine
