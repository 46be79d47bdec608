// Conditions of this family's answers: partitions and table options.
#include <algorithm>
#include <array>

#include "compiler/dialect/mysql/alter_conditions.h"
#include "compiler/dialect/mysql/engine.h"
#include "compiler/dialect/mysql/partition_change.h"
#include "compiler/dialect/mysql/shape.h"

namespace kura::dialect::mysql {
namespace {

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 6> kCharsetOptions{
    "default character set", "default charset", "character set", "charset", "default collate", "collate",
};
constexpr std::array<std::string_view, 2> kPageOptions{"row_format", "key_block_size"};
constexpr std::array<std::string_view, 6> kStatisticsOptions{
    "avg_row_length", "max_rows", "min_rows", "stats_auto_recalc", "stats_persistent", "stats_sample_pages",
};
constexpr std::array<std::string_view, 2> kPartitionOptions{"partitions", "subpartition by"};
// Where the server takes no ALTER TABLE for it, or Kura does not know what it does to the files.
constexpr std::array<std::string_view, 3> kFixedOptions{"data directory", "tablespace", "period for"};

PartitionWay partition_way(const Facing& facing) {
  return partition_change(*facing.old_physical()->partitioning, *facing.new_physical()->partitioning).way;
}

}  // namespace

bool is_partition_appended(const Facing& facing) {
  return partition_way(facing) == PartitionWay::append;
}
bool is_partition_given_up(const Facing& facing) {
  return partition_way(facing) == PartitionWay::give_up;
}
bool is_partitioned_anew(const Facing& facing) {
  return partition_way(facing) == PartitionWay::anew;
}

bool is_same_option(const Facing& facing) {
  const std::string& key = facing.change.key;
  const ir::Table& before = *facing.old_table();
  const ir::Table& after = *facing.new_table();
  if (key == "auto_increment") return true;  // the counter is data
  if (key == "engine") return engine_of(before) == engine_of(after);
  if (!is_charset_option(facing)) return false;
  return charset_of(before, facing.before) == charset_of(after, facing.after) &&
         whole_collation(before, facing.before, flavour_of(facing)) ==
             whole_collation(after, facing.after, flavour_of(facing));
}

bool is_charset_word(std::string_view option) {
  return is_one_of(option, kCharsetOptions);
}
bool is_charset_option(const Facing& facing) {
  return is_charset_word(facing.change.key);
}
bool is_page_option(const Facing& facing) {
  return is_one_of(facing.change.key, kPageOptions);
}
bool is_statistics_option(const Facing& facing) {
  return is_one_of(facing.change.key, kStatisticsOptions);
}
bool is_engine_option(const Facing& facing) {
  return facing.change.key == "engine";
}
bool is_partition_option(const Facing& facing) {
  return is_one_of(facing.change.key, kPartitionOptions);
}
bool is_fixed_option(const Facing& facing) {
  return is_one_of(facing.change.key, kFixedOptions);
}
bool is_history_dropped(const Facing& facing) {
  return facing.change.key == "with system versioning" &&
         find_native(facing.new_table()->physical.native, "with system versioning") == nullptr;
}
bool is_view(const Facing& facing) {
  return facing.new_view() != nullptr;
}

}  // namespace kura::dialect::mysql
