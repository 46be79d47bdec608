// What is said about a feature by how far the engine has it.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {

bool report_support(Support support, std::string_view feature, std::string_view way_out, SourceRange at,
                    const Dialect& dialect, diag::Sink& sink) {
  const diag::Kind* kind = nullptr;
  switch (support) {
    case Support::yes:
      return false;
    case Support::informational:
      kind = &diag::feature_informational;
      break;
    case Support::left_out:
      kind = &diag::feature_left_out;
      break;
    case Support::refused:
      kind = &diag::feature_refused;
      break;
  }
  std::vector<std::string> arguments{std::string(dialect.display_name), std::string(feature)};
  if (support == Support::left_out) arguments.erase(arguments.begin());
  auto& diagnostic = sink.report(*kind, at, std::move(arguments));
  if (!way_out.empty()) diagnostic.helps.emplace_back(way_out);
  return support != Support::informational;
}

}  // namespace kura::dialect::rules
