// Redshift's rules: the walk, and what several of them ask.
#include "compiler/dialect/redshift/rules.h"

#include "compiler/base/ascii.h"

namespace kura::dialect::redshift {
namespace {

constexpr Rule kRules[] = {
#define KURA_RULE(name) name,
#include "compiler/dialect/redshift/rules.def"
#undef KURA_RULE
};

}  // namespace

void check(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const Rule rule : kRules) rule(schema, sink);
}

bool is_serverless(const ir::Schema& schema) {
  return to_lower(schema.warehouse.setting("deployment")) == "serverless";
}

bool is_case_sensitive(const ir::Schema& schema) {
  return to_lower(schema.warehouse.setting("enable_case_sensitive_identifier")) == "true";
}

std::string folded(std::string_view name, const ir::Schema& schema) {
  return is_case_sensitive(schema) ? std::string(name) : to_lower(name);
}

}  // namespace kura::dialect::redshift
