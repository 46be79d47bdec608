// The model: look-ups.
#include "compiler/ir/schema.h"

#include <algorithm>

namespace kura::ir {

const Column* find_column(const Table& table, std::string_view name) {
  for (const Column& column : table.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

Column* find_column(Table& table, std::string_view name) {
  return const_cast<Column*>(find_column(static_cast<const Table&>(table), name));
}

std::vector<RenamedLabel> renamed_labels(const std::vector<EnumLabel>& before, const std::vector<EnumLabel>& after) {
  const auto place_of = [](const std::vector<EnumLabel>& labels, const std::string& text) {
    const auto found = std::find_if(labels.begin(), labels.end(), [&](const EnumLabel& it) { return it.text == text; });
    return static_cast<std::size_t>(found - labels.begin());
  };
  std::vector<RenamedLabel> renamed;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (after[i].was.empty() || place_of(before, after[i].text) != before.size()) continue;
    const std::size_t source = place_of(before, after[i].was);
    if (source == before.size() || place_of(after, after[i].was) != after.size()) continue;
    renamed.push_back({source, i});
  }
  return renamed;
}

}  // namespace kura::ir
