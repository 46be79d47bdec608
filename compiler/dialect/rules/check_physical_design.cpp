// Distribution, sort keys, partitions, key models and properties on engines that have none.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

void check_physical(ir::Physical& physical, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  if (physical.distribution) {
    if (report_support(has.distribution, "distribution keys", "", physical.distribution->at, dialect, sink)) {
      physical.distribution.reset();
    } else if (physical.distribution->buckets > 0 && !has.has_buckets) {
      report_support(Support::left_out, "buckets", "", physical.distribution->at, dialect, sink);
      physical.distribution->buckets = 0;
    }
  }
  if (physical.sort_key && report_support(has.sort_keys, "sort keys", "", physical.sort_key->at, dialect, sink)) {
    physical.sort_key.reset();
  }
  if (physical.partitioning &&
      report_support(has.partitions, "partitions", has.partition_way_out, physical.partitioning->at, dialect, sink)) {
    physical.partitioning.reset();
  }
  if (!physical.properties.empty() && !has.has_properties) {
    report_support(Support::left_out, "table properties", "put `properties` into a `for` block",
                   physical.properties[0].at, dialect, sink);
    physical.properties.clear();
  }
}

}  // namespace

void check_physical_design(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  for (ir::Table& table : schema.tables) {
    check_physical(table.physical, dialect, sink);
    if (table.key_model && !dialect.capabilities->has_key_models) {
      report_support(Support::left_out, "key models", "put `model` into a `for` block", table.key_model->at, dialect,
                     sink);
      table.key_model.reset();
    }
  }
  for (ir::View& view : schema.views) check_physical(view.physical, dialect, sink);
}

}  // namespace kura::dialect::rules
