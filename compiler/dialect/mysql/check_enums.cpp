// Enums: labels that an inline ENUM cannot tell apart or keep.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/base/ascii.h"
#include "compiler/dialect/mysql/rules.h"
#include "compiler/dialect/mysql/shape.h"
#include "compiler/dialect/naming.h"

namespace kura::dialect::mysql {
namespace {

constexpr std::size_t kLongestLabel = 255;
constexpr std::size_t kMostLabels = 65535;

bool tells_case_apart(std::string_view collation) {
  return collation.ends_with("_bin") || collation.ends_with("_cs") || collation == "binary";
}

const ir::EnumType* enum_of(const ir::Column& column, const ir::Schema& schema) {
  if (column.type.kind != ir::TypeKind::enumeration) return nullptr;
  const auto found = std::find_if(schema.enums.begin(), schema.enums.end(),
                                  [&](const ir::EnumType& it) { return it.name == *column.type.enum_name; });
  return found == schema.enums.end() ? nullptr : &*found;
}

void check_labels(const ir::EnumType& type, const RuleContext& context) {
  const auto report = [&](const std::string& label, const std::string& why, std::string_view help) {
    context.report(wrong_enum_label, type.at, {label, type.name.name, why}).helps.emplace_back(help);
  };
  for (const ir::EnumLabel& label : type.labels) {
    if (character_count(label.text) > kLongestLabel)
      report(label.text, fmt::format("it has more than {} characters", kLongestLabel), "shorten it");
    if (label.text.ends_with(' ')) report(label.text, "blanks at its end are cut off", "leave them out");
  }
  if (type.labels.size() > kMostLabels) {
    report(type.labels[kMostLabels].text, fmt::format("there are {} before it", kMostLabels),
           "use a table of labels and a foreign key");
  }
}

/// Most collations say that `a` and `A` are the same.
void check_case(const ir::Column& column, const ir::EnumType& type, const RuleContext& context) {
  std::map<std::string, std::string> seen;
  for (const ir::EnumLabel& label : type.labels) {
    const auto [found, is_new] = seen.try_emplace(to_lower(label.text), label.text);
    if (is_new) continue;
    auto& diagnostic = context.report(
        wrong_enum_label, column.type_at,
        {label.text, type.name.name, fmt::format("the column's collation takes it for `{}`", found->second)});
    diagnostic.helps.emplace_back("give the column a collation that tells them apart: `collate utf8mb4_bin`");
  }
}

}  // namespace

void check_enums(ir::Schema& schema, const RuleContext& context) {
  for (const ir::EnumType& type : schema.enums) check_labels(type, context);
  for (const ir::Table& table : schema.tables) {
    for (const ir::Column& column : table.columns) {
      const ir::EnumType* type = enum_of(column, schema);
      if (type != nullptr && !tells_case_apart(collation_of(column, table, schema))) check_case(column, *type, context);
    }
  }
}

}  // namespace kura::dialect::mysql
