// Properties that other parts of a table decide about: dynamic partitions, bloom filters, replication, cooling down.
#include <fmt/format.h>

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/properties.h"

namespace kura::dialect::starrocks {
namespace {

class SpecialRules {
 public:
  SpecialRules(const ir::Table& table, diag::Sink& sink) : table_(table), name_(ir::to_text(table.name)), sink_(sink) {}

  void check() const {
    check_dynamic_partition();
    check_bloom_filter();
    check_replicated_storage();
    check_cooldown();
    check_row_store();
  }

 private:
  [[nodiscard]] const ir::Property* own(std::string_view key) const { return find_property(table_.physical, key); }

  void conflict(const ir::Property& property, std::string reason, std::string_view help) const {
    auto& diagnostic =
        sink_.report(property_conflict, property.at, {property.key, property.value, name_, std::move(reason)});
    if (!help.empty()) diagnostic.helps.emplace_back(help);
  }

  void check_dynamic_partition() const {
    const auto first = std::find_if(table_.physical.properties.begin(), table_.physical.properties.end(),
                                    [](const ir::Property& it) { return it.key.starts_with("dynamic_partition."); });
    if (first == table_.physical.properties.end()) return;
    for (const std::string_view key : {"dynamic_partition.time_unit", "dynamic_partition.end"}) {
      if (own(key) != nullptr) continue;
      auto& diagnostic = sink_.report(dynamic_partition, first->at, {name_, fmt::format("`{}`", key)});
      diagnostic.helps.push_back(fmt::format("set `\"{}\"` beside it", key));
    }
    if (partition_form(table_.physical) == PartitionForm::range &&
        table_.physical.partitioning->expressions.size() > 1) {
      conflict(*first, "dynamic partitions have one column", "partition by one date column");
    }
  }

  void check_bloom_filter() const {
    const ir::Property* property = own("bloom_filter_columns");
    if (property == nullptr) return;
    std::string_view rest = property->value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string_view name = rest.substr(0, comma);
      while (!name.empty() && is_space(name.front())) name.remove_prefix(1);
      while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
      if (!name.empty()) check_bloom_column(std::string(name), property->at);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }

  void check_bloom_column(const std::string& name, SourceRange at) const {
    const auto refuse = [&](std::string reason, std::string_view help) {
      auto& diagnostic = sink_.report(bloom_filter_column, at, {name, std::move(reason)});
      diagnostic.helps.emplace_back(help);
    };
    const auto column = std::find_if(table_.columns.begin(), table_.columns.end(),
                                     [&name](const ir::Column& it) { return equals_ignoring_case(it.name, name); });
    if (column == table_.columns.end())
      return refuse(fmt::format("`{}` has no such column", name_), "name a column of the table");
    const TypeFamily family = family_of(column->type);
    const bool is_taken = (is_integer(family) && family != TypeFamily::tinyint) || is_text(family) || is_time(family);
    if (!is_taken) {
      return refuse(fmt::format("its type is `{}`", ir::to_text(column->type)),
                    "take columns of `smallint` and wider integers, dates or texts");
    }
    const bool needs_key =
        has_model(table_, ir::KeyModelKind::aggregate) || has_model(table_, ir::KeyModelKind::unique);
    if (needs_key && !is_key_column(table_, column->name)) {
      refuse(fmt::format("it is not in the {}", model_word(table_.key_model->kind)),
             "take key columns, or the DUPLICATE KEY or PRIMARY KEY model");
    }
  }

  void check_replicated_storage() const {
    const ir::Property* property = own("replicated_storage");
    if (property == nullptr) return;
    const bool is_on = equals_ignoring_case(property->value, "true");
    const bool has_identity = std::any_of(table_.columns.begin(), table_.columns.end(),
                                          [](const ir::Column& it) { return it.identity.has_value(); });
    const auto& indexes = table_.physical.indexes;
    const bool has_text_index =
        std::any_of(indexes.begin(), indexes.end(), [](const ir::Index& it) { return it.method == "gin"; });
    if (!is_on && has_identity) conflict(*property, "an identity column needs it", "leave it out");
    if (is_on && has_text_index) conflict(*property, "a `gin` index turns it off", "leave it out");
  }

  void check_cooldown() const {
    const ir::Property* time = own("storage_cooldown_time");
    const ir::Property* ttl = own("storage_cooldown_ttl");
    if (time != nullptr && ttl != nullptr) {
      conflict(*time, "`storage_cooldown_ttl` says the same another way", "keep one of the two");
    }
    const ir::Property* cooldown = time != nullptr ? time : ttl;
    if (cooldown == nullptr) return;
    const ir::Property* medium = own("storage_medium");
    if (medium != nullptr && equals_ignoring_case(medium->value, "HDD")) {
      conflict(*cooldown, "only data on SSD cools down", "set `storage_medium` to `SSD`");
    }
    const PartitionForm form = partition_form(table_.physical);
    const bool is_single_range = form == PartitionForm::range && table_.physical.partitioning->expressions.size() == 1;
    if (form != PartitionForm::none && !is_single_range) {
      conflict(*cooldown, "only ranges of one column cool down", "leave it out, or partition by `range(c)`");
    }
  }

  /// Rows beside columns need something besides the key.
  void check_row_store() const {
    const ir::Property* property = own("storage_type");
    if (property == nullptr || !equals_ignoring_case(property->value, "column_with_row")) return;
    if (!has_model(table_, ir::KeyModelKind::primary))
      conflict(*property, "it is for PRIMARY KEY tables", "write `model primary key (…)`");
    if (table_.key_model && table_.key_model->columns.size() == table_.columns.size()) {
      conflict(*property, "all columns are in the key", "leave it out");
    }
  }

  const ir::Table& table_;
  std::string name_;
  diag::Sink& sink_;
};

}  // namespace

void check_special_properties(const ir::Table& table, diag::Sink& sink) {
  SpecialRules(table, sink).check();
}

}  // namespace kura::dialect::starrocks
