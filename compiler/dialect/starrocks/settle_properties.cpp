// Properties of tables and materialized views: the warehouse's merged in where they apply, then each one checked.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/diag/suggest.h"
#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/properties.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::string_view kSessionPrefix = "session.";

/// A relation as its properties see it.
struct Relation {
  std::string name;
  PropertyPlace place;
  ir::Physical* physical;
  bool is_primary = false;
};

/// Why a property does not belong, and what to do.
struct Mismatch {
  std::string_view reason;
  std::string_view help;
};

bool has_style(const ir::Physical& physical, ir::DistributionStyle style) {
  return physical.distribution && physical.distribution->style == style;
}

bool is_random(const Relation& relation) {
  return !relation.physical->distribution ? !relation.is_primary
                                          : has_style(*relation.physical, ir::DistributionStyle::random);
}

std::optional<Mismatch> mismatch_of(const PropertyRow& row, const Relation& relation, const Target& target) {
  struct Condition {
    unsigned need;
    bool is_met;
    Mismatch mismatch;
  };
  const ir::Physical& physical = *relation.physical;
  const Condition conditions[] = {
      {kPrimary,
       relation.is_primary,
       {"it is for PRIMARY KEY tables", "write `model primary key (…)`, or leave it out"}},
      {kNotPrimary, !relation.is_primary, {"PRIMARY KEY tables do not take it", "leave it out, or take another model"}},
      {kSharedData,
       target.run_mode != RunMode::shared_nothing,
       {"it is for clusters with shared data", "leave it out, or set `deployment = \"shared_data\"`"}},
      {kSharedNothing,
       target.run_mode != RunMode::shared_data,
       {"it is for clusters without shared data", "leave it out"}},
      {kRandom, is_random(relation), {"it is for random distribution", "write `distribute by even`, or leave it out"}},
      {kHash,
       has_style(physical, ir::DistributionStyle::hash),
       {"it wants hash distribution", "write `distribute by hash(…) buckets n`"}},
      {kPartitioned,
       physical.partitioning.has_value(),
       {"there are no partitions", "write `partition by …`, or leave it out"}},
      {kManualRange,
       partition_form(physical) == PartitionForm::range,
       {"it is for ranges that StarRocks does not make by itself",
        "write `partition by range(c);` without `every`, or leave it out"}},
      {kAutomaticBuckets,
       !physical.distribution || physical.distribution->buckets == 0,
       {"it is for automatic buckets", "leave `buckets` out"}},
  };
  for (const Condition& condition : conditions) {
    if ((row.needs & condition.need) != 0 && !condition.is_met) return condition.mismatch;
  }
  return std::nullopt;
}

std::string_view place_word(unsigned place) {
  if (place == both) return "tables or materialized views";
  return place == tables ? "tables" : "materialized views";
}

void report_unknown(const ir::Property& property, unsigned place, diag::Sink& sink) {
  auto& diagnostic = sink.report(unknown_property, property.at, {property.key, std::string(place_word(place))});
  if (const PropertyRow* row = find_property_row(property.key)) {
    diagnostic.helps.push_back(fmt::format("it is for {}", place_word(row->places)));
    return;
  }
  std::vector<std::string> known;
  for (const PropertyRow& row : property_rows()) {
    if ((row.places & place) != 0) known.emplace_back(row.name);
  }
  std::string help = diag::did_you_mean(property.key, known);
  diagnostic.helps.push_back(help.empty() ? "leave it out: an unknown property makes the CREATE fail"
                                          : std::move(help));
}

bool is_session_variable(const std::string& key) {
  return key.starts_with(kSessionPrefix);
}

void check_value(const PropertyRow& row, const ir::Property& property, diag::Sink& sink) {
  std::string wanted = wanted_value(row, property.value);
  if (!wanted.empty()) sink.report(property_value, property.at, {property.key, std::move(wanted), property.value});
}

void merge(const Relation& relation, const Target& target, diag::Sink& sink) {
  for (const ir::Property& property : target.schema.warehouse.properties) {
    const PropertyRow* row = find_property_row(property.key);
    const bool is_session = is_session_variable(property.key);
    if (row == nullptr && !is_session) {
      report_unknown(property, both, sink);
      continue;
    }
    const unsigned places = is_session ? views : row->places;
    if ((places & relation.place) == 0 || find_property(*relation.physical, property.key) != nullptr) continue;
    if (row != nullptr && (mismatch_of(*row, relation, target) || !target.version.has(row->major, row->minor)))
      continue;
    add_property(*relation.physical, property);
  }
}

void check_own(const Relation& relation, const Target& target, diag::Sink& sink) {
  for (const ir::Property& property : relation.physical->properties) {
    if (relation.place == views && is_session_variable(property.key)) continue;
    const PropertyRow* row = find_property_row(property.key);
    if (row == nullptr || (row->places & relation.place) == 0) {
      report_unknown(property, relation.place, sink);
      continue;
    }
    check_value(*row, property, sink);
    if (const auto mismatch = mismatch_of(*row, relation, target)) {
      auto& diagnostic =
          sink.report(property_scope, property.at, {property.key, relation.name, std::string(mismatch->reason)});
      diagnostic.helps.emplace_back(mismatch->help);
    }
    require_version(target, row->major, row->minor, fmt::format("property `{}`", property.key), property.at, sink);
  }
}

}  // namespace

void settle_properties(ir::Table& table, const Target& target, diag::Sink& sink) {
  const Relation relation{ir::to_text(table.name), tables, &table.physical,
                          has_model(table, ir::KeyModelKind::primary)};
  merge(relation, target, sink);
  check_own(relation, target, sink);
  check_special_properties(table, sink);
}

void settle_view_properties(ir::View& view, const Target& target, diag::Sink& sink) {
  if (!view.is_materialized || find_native(view.physical.native, "synchronous") != nullptr) return;
  const Relation relation{ir::to_text(view.name), views, &view.physical, false};
  merge(relation, target, sink);
  check_own(relation, target, sink);
}

}  // namespace kura::dialect::starrocks
