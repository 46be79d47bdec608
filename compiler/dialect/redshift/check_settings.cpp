// Settings: what a warehouse of Redshift may say of itself.
#include "compiler/base/ascii.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

void check_setting(const ir::Warehouse& warehouse, const std::string& key,
                   std::initializer_list<std::string_view> values, std::string_view wording, diag::Sink& sink) {
  const std::string value = to_lower(warehouse.setting(key));
  if (value.empty()) return;
  for (const std::string_view known : values) {
    if (value == known) return;
  }
  sink.report(setting_value, warehouse.at, {key, std::string(wording), value});
}

}  // namespace

void check_settings(ir::Schema& schema, diag::Sink& sink) {
  check_setting(schema.warehouse, "deployment", {"provisioned", "multi_az", "multi-az", "serverless"},
                "`provisioned`, `multi_az` or `serverless`", sink);
  check_setting(schema.warehouse, "enable_case_sensitive_identifier", {"true", "false"}, "`true` or `false`", sink);
}

}  // namespace kura::dialect::redshift
