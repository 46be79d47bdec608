// Half-built and half-dropped indexes, and partitions that are half detached: the queries that find them.
#include "runtime/engine/postgres/leftovers.h"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <vector>

#include "runtime/engine/facts.h"
#include "runtime/engine/statement.h"

namespace kura::engine::postgres {
namespace {

using Tokens = std::span<const sql::Token>;

constexpr std::string_view kInvalidIndexes =
    " FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid = i.relnamespace"
    " JOIN pg_class t ON t.oid = x.indrelid WHERE NOT x.indisvalid AND t.relkind IN ('r', 'm')";
constexpr std::string_view kDrop = "SELECT format('DROP INDEX CONCURRENTLY IF EXISTS %I.%I', n.nspname, i.relname)";

/// The name at the front as a relation of the server, found as the statement would find it; NULL when there is none.
std::string relation(Tokens tokens) {
  std::string quoted;
  for (const std::string& part : name_at_front(tokens)) {
    quoted += (quoted.empty() ? "\"" : ".\"") + replaced(part, "\"", "\"\"") + "\"";
  }
  return fmt::format("to_regclass({})", literal(quoted));
}

/// CREATE INDEX CONCURRENTLY leaves an invalid index, which then stands in the way of its name.
std::string half_built(Tokens rest) {
  const bool has_name = !begins_with(rest, "on ");
  const std::optional<Tokens> table = behind(rest, has_name ? "@ on ?only" : "on ?only");
  if (!table) return {};
  std::string query = fmt::format("{}{} AND t.oid = {}", kDrop, kInvalidIndexes, relation(*table));
  if (has_name) query += " AND i.relname = " + literal(name_at_front(rest).back());
  return query + " ORDER BY 1";
}

/// DROP INDEX CONCURRENTLY first makes the index invalid. Nothing is in the way of dropping it again.
std::string half_dropped(Tokens rest) {
  return fmt::format("SELECT 'SELECT 1'{} AND i.oid = {}", kInvalidIndexes, relation(rest));
}

/// REINDEX CONCURRENTLY leaves the new index, or the old one, beside the one that is in use.
std::string half_rebuilt(Tokens tokens) {
  const std::string query = fmt::format("{}{} AND i.relname ~ '_cc(new|old)[0-9]*$'", kDrop, kInvalidIndexes);
  if (const auto index = behind(tokens, "reindex * index ?concurrently"))
    return fmt::format("{} AND t.oid = (SELECT o.indrelid FROM pg_index o WHERE o.indexrelid = {}) ORDER BY 1", query,
                       relation(*index));
  if (const auto table = behind(tokens, "reindex * table ?concurrently"))
    return fmt::format("{} AND t.oid = {} ORDER BY 1", query, relation(*table));
  return query + " AND n.nspname !~ '^pg_' ORDER BY 1";
}

/// DETACH PARTITION CONCURRENTLY works in two transactions; the second one can be run by itself.
std::string half_detached(Tokens table, Tokens partition) {
  return fmt::format(
      "SELECT format('ALTER TABLE %s DETACH PARTITION %s FINALIZE', h.inhparent::regclass, h.inhrelid::regclass)"
      " FROM pg_inherits h WHERE h.inhdetachpending AND h.inhparent = {} AND h.inhrelid = {}",
      relation(table), relation(partition));
}

}  // namespace

std::string leftovers_query(std::string_view sql) {
  const std::vector<sql::Token> tokens = sql::tokenize(sql);
  if (const auto rest = behind(tokens, "create ?unique index concurrently ?if ?not ?exists")) return half_built(*rest);
  if (const auto rest = behind(tokens, "drop index concurrently ?if ?exists")) return half_dropped(*rest);
  if (begins_with(tokens, "reindex * concurrently")) return half_rebuilt(tokens);
  if (!begins_with(tokens, "alter table ?if ?exists @ detach partition @ concurrently")) return {};
  return half_detached(*behind(tokens, "alter table ?if ?exists"),
                       *behind(tokens, "alter table ?if ?exists @ detach partition"));
}

}  // namespace kura::engine::postgres
