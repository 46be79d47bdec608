// Facts from the text that SHOW CREATE TABLE prints.
#include "runtime/engine/starrocks/create_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/base/ascii.h"

namespace kura::engine::starrocks {
namespace {

using Property = std::pair<std::string_view, std::string_view>;

constexpr Property kDefaults[] = {
#define KURA_DEFAULT_PROPERTY(name, value) {name, value},
#include "runtime/engine/starrocks/default_properties.def"
#undef KURA_DEFAULT_PROPERTY
};

constexpr std::string_view kIntegers[] = {"tinyint", "smallint", "int", "bigint", "largeint"};

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

std::string_view without(std::string_view line, std::string_view ending) {
  return line.ends_with(ending) ? trimmed(line.substr(0, line.size() - ending.size())) : line;
}

/// `"name" = "value"`, with a comma behind it or not.
std::optional<Property> property_of(std::string_view line) {
  const std::size_t between = line.find("\" = \"");
  if (line.empty() || line.front() != '"' || between == std::string_view::npos) return std::nullopt;
  const std::string_view value = without(line.substr(between + 5), ",");
  return Property{line.substr(1, between - 1), without(value, "\"")};
}

bool is_default(const Property& property) {
  return std::find(std::begin(kDefaults), std::end(kDefaults), property) != std::end(kDefaults);
}

bool is_partition(std::string_view line) {
  return line.starts_with("PARTITION ") && !line.starts_with("PARTITION BY");
}

/// The end of what begins with a quote at `at`.
std::size_t end_of_quoted(std::string_view line, std::size_t at) {
  const char quote = line[at];
  for (++at; at < line.size(); ++at) {
    if (line[at] == '\\' && quote != '`') {
      ++at;
    } else if (line[at] == quote) {
      return at + 1;
    }
  }
  return line.size();
}

class Reader {
 public:
  std::vector<std::string> read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      add(trimmed(text.substr(0, end)));
      text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    if (!makes_partitions_) facts_.insert(facts_.end(), partitions_.begin(), partitions_.end());
    return std::move(facts_);
  }

 private:
  void add(std::string_view line) {
    if (line.empty()) return;
    if (line.starts_with("CREATE ") && line.ends_with("(")) {
      is_inside_ = true;
    } else if (is_inside_ && line.starts_with(")")) {
      is_inside_ = false;
      add(trimmed(line.substr(1)));
    } else if (is_inside_) {
      facts_.push_back(
          fmt::format("part {:04}: {}", ++parts_, without_display_widths(without(without(line, ","), "COMMENT \"\""))));
    } else {
      add_clause(line);
    }
  }

  void add_clause(std::string_view line) {
    // The opening bracket of the list stands in front of the first partition.
    const std::string_view item = line.starts_with("(") ? line.substr(1) : line;
    if (is_partition(item)) {
      partitions_.push_back(fmt::format("partition {:06}: {}", partitions_.size() + 1, without(item, ",")));
    } else if (const auto property = property_of(line)) {
      if (*property == Property{"dynamic_partition.enable", "true"}) makes_partitions_ = true;
      if (!is_default(*property)) facts_.push_back(fmt::format("property {}: {}", property->first, property->second));
    } else if (!is_noise(line)) {
      facts_.push_back(fmt::format("clause {:04}: {}", ++clauses_, without(line, ";")));
    }
  }

  /// Without a comment the server prints an empty one, or the name of its storage engine.
  static bool is_noise(std::string_view line) {
    return line == "COMMENT \"\"" || line == "COMMENT \"OLAP\"" || line == "PROPERTIES (" || line == ");" ||
           line == ")";
  }

  std::vector<std::string> facts_;
  std::vector<std::string> partitions_;
  int parts_ = 0;
  int clauses_ = 0;
  bool is_inside_ = false;
  bool makes_partitions_ = false;
};

}  // namespace

std::vector<std::string> facts_of_create(std::string_view text) {
  return Reader().read(text);
}

std::string without_display_widths(std::string_view line) {
  std::string result;
  std::size_t at = 0;
  while (at < line.size()) {
    std::size_t end = at + 1;
    if (line[at] == '`' || line[at] == '"' || line[at] == '\'') {
      end = end_of_quoted(line, at);
    } else if (is_name_start(line[at])) {
      while (end < line.size() && is_name_part(line[end])) ++end;
    }
    const std::string_view piece = line.substr(at, end - at);
    result += piece;
    at = end;
    const bool is_integer = std::any_of(std::begin(kIntegers), std::end(kIntegers),
                                        [&](std::string_view type) { return equals_ignoring_case(type, piece); });
    if (is_integer && at < line.size() && line[at] == '(') at = std::min(line.find(')', at), line.size() - 1) + 1;
  }
  return result;
}

}  // namespace kura::engine::starrocks
