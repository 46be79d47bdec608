// Native text: StarRocks' own words behind a clause, read into what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kura::dialect::starrocks {

struct KeyValue {
  std::string key;
  std::string value;
};

/// `("gram_num" = "4", …)`, sorted by key; nothing when it is no list of properties.
std::optional<std::vector<KeyValue>> read_property_list(std::string_view text);

struct Rollup {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::string> duplicate_key;
  std::string from;
  std::vector<KeyValue> properties;
};

/// `NAME (c, …) [duplicate key (c, …)] [from NAME] [properties (…)]`.
std::optional<Rollup> read_rollup(std::string_view text);

/// Partitions made at creation: what stands in the three pairs of parentheses.
struct Batch {
  std::string start;
  std::string end;
  std::string every;
};

/// How many partitions a batch makes, where it is of whole numbers or of dates (`2025-01-01`).
std::optional<std::int64_t> batch_size(const Batch& batch);

/// What follows the word `start`: `("…") end ("…") every (interval 1 month)`, any number of times with `start` before
/// each.
std::optional<std::vector<Batch>> read_batches(std::string_view text);

}  // namespace kura::dialect::starrocks
