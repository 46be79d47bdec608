// PARTITION BY from the rows of the catalogue.
#include <fmt/format.h>

#include "runtime/engine/mysql/names.h"
#include "runtime/inspect/mysql/statements.h"
#include "runtime/inspect/mysql/text.h"

namespace kura::inspect::mysql {
namespace {

using engine::mysql::quoted_name;

bool is_by_key(std::string_view method) {
  return method.ends_with("HASH") || method.ends_with("KEY");
}

/// p0, p1, …: names that the server gives when only a number is written.
bool has_made_up_names(const std::vector<Partition>& partitions) {
  for (std::size_t i = 0; i < partitions.size(); ++i) {
    const Partition& it = partitions[i];
    if (it.name != fmt::format("p{}", i) || !it.comment.empty() || !it.tablespace.empty()) return false;
  }
  return true;
}

bool has_made_up_subpartitions(const std::vector<Partition>& partitions) {
  for (const Partition& partition : partitions) {
    for (std::size_t i = 0; i < partition.subpartitions.size(); ++i) {
      if (partition.subpartitions[i] != fmt::format("{}sp{}", partition.name, i)) return false;
    }
  }
  return true;
}

std::string values_clause(const std::string& method, const Partition& partition) {
  if (is_by_key(method)) return {};
  const std::string values = partition.description.value_or("");
  if (method.starts_with("RANGE")) return " VALUES LESS THAN (" + values + ")";
  const bool is_rest = values == "DEFAULT" || values == "MAXVALUE";
  return is_rest ? " DEFAULT" : " VALUES IN (" + values + ")";
}

std::string partition_line(const Partitioning& all, const Partition& partition, bool names_subpartitions) {
  std::string line = "PARTITION " + quoted_name(partition.name) + values_clause(all.method, partition);
  if (!partition.comment.empty()) line += " COMMENT " + quoted_string(partition.comment);
  if (!partition.tablespace.empty()) line += " TABLESPACE " + quoted_name(partition.tablespace);
  if (!names_subpartitions || partition.subpartitions.empty()) return line;
  std::string list;
  for (const std::string& name : partition.subpartitions) {
    list += fmt::format("{}SUBPARTITION {}", list.empty() ? "" : ", ", quoted_name(name));
  }
  return line + " (" + list + ")";
}

}  // namespace

std::string partition_clause(const Partitioning& partitioning) {
  const auto& partitions = partitioning.partitions;
  if (partitions.empty() || partitioning.method == "SYSTEM_TIME") return {};
  std::string clause = fmt::format("\nPARTITION BY {} ({})", partitioning.method, partitioning.expression);
  const bool names_subpartitions = !has_made_up_subpartitions(partitions);
  if (!partitioning.submethod.empty()) {
    clause += fmt::format("\nSUBPARTITION BY {} ({})", partitioning.submethod, partitioning.subexpression);
    if (!names_subpartitions) clause += fmt::format(" SUBPARTITIONS {}", partitions[0].subpartitions.size());
  }
  if (is_by_key(partitioning.method) && has_made_up_names(partitions)) {
    return partitions.size() == 1 ? clause : clause + fmt::format(" PARTITIONS {}", partitions.size());
  }
  std::string list;
  for (const Partition& partition : partitions) {
    list += (list.empty() ? "" : ",\n  ") + partition_line(partitioning, partition, names_subpartitions);
  }
  return clause + " (\n  " + list + "\n)";
}

}  // namespace kura::inspect::mysql
