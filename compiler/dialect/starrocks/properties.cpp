// Properties: the table, values and look-ups.
#include "compiler/dialect/starrocks/properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "compiler/base/ascii.h"

namespace kura::dialect::starrocks {
namespace {

constexpr PropertyRow kRows[] = {
#define KURA_PROPERTY(name, kind, choices, places, needs, major, minor) \
  {name, PropertyKind::kind, choices, places, needs, major, minor},
#include "compiler/dialect/starrocks/properties.def"
#undef KURA_PROPERTY
};

constexpr int kMostZstd = 22;

bool is_integer_text(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

bool is_number_text(const std::string& text) {
  char* end = nullptr;
  (void)std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

/// The choice equal to the value but for case, or an empty text.
bool is_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const std::size_t comma = std::min(choices.find(','), choices.size());
    if (equals_ignoring_case(choices.substr(0, comma), value)) return true;
    choices.remove_prefix(std::min(comma + 1, choices.size()));
  }
  return false;
}

/// LZ4, ZLIB, SNAPPY, ZSTD, or ZSTD with a level.
bool is_compression(std::string_view value) {
  if (is_choice("LZ4,ZSTD,ZLIB,SNAPPY", value)) return true;
  const std::string upper = to_upper(value);
  if (!upper.starts_with("ZSTD(") || !upper.ends_with(")")) return false;
  const std::string level = upper.substr(5, upper.size() - 6);
  int number = 0;
  const auto [end, error] = std::from_chars(level.data(), level.data() + level.size(), number);
  return error == std::errc() && end == level.data() + level.size() && number >= 1 && number <= kMostZstd;
}

std::string listed(std::string_view choices) {
  std::string text = "`";
  for (const char c : choices) text += c == ',' ? std::string("`, `") : std::string(1, c);
  return "one of " + text + "`";
}

}  // namespace

std::span<const PropertyRow> property_rows() {
  return kRows;
}

const PropertyRow* find_property_row(std::string_view key) {
  for (const PropertyRow& row : kRows) {
    if (row.name == key) return &row;
  }
  return nullptr;
}

std::string wanted_value(const PropertyRow& row, const std::string& value) {
  switch (row.kind) {
    case PropertyKind::text:
      return {};
    case PropertyKind::boolean:
      return is_choice("true,false", value) ? std::string() : "`true` or `false`";
    case PropertyKind::integer:
      return is_integer_text(value) ? std::string() : "a whole number";
    case PropertyKind::number:
      return is_number_text(value) ? std::string() : "a number";
    case PropertyKind::choice:
      return is_choice(row.choices, value) ? std::string() : listed(row.choices);
    case PropertyKind::compression:
      return is_compression(value) ? std::string() : "`LZ4`, `ZSTD`, `ZSTD(1)` to `ZSTD(22)`, `ZLIB` or `SNAPPY`";
  }
  return {};
}

const ir::Property* find_property(const ir::Physical& physical, std::string_view key) {
  for (const ir::Property& property : physical.properties) {
    if (property.key == key) return &property;
  }
  return nullptr;
}

void add_property(ir::Physical& physical, ir::Property property) {
  const auto place =
      std::lower_bound(physical.properties.begin(), physical.properties.end(), property,
                       [](const ir::Property& left, const ir::Property& right) { return left.key < right.key; });
  physical.properties.insert(place, std::move(property));
}

}  // namespace kura::dialect::starrocks
