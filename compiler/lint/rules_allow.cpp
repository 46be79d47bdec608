// The rule on comments that silence.
#include <algorithm>

#include "compiler/lint/context.h"

namespace kura::lint::rules {

/// Runs last: only then it is known which comments were of use. One whose rule is off may be of use tomorrow.
void unused_allow(Context& context) {
  const auto is_needed = [&](const Allow& allow) {
    return allow.is_used || context.settings.level(find_rule(allow.rule)->id) == Level::off;
  };
  for (const Allow& allow : context.allows) {
    if (is_needed(allow)) continue;
    const bool is_whole = std::none_of(context.allows.begin(), context.allows.end(), [&](const Allow& other) {
      return other.comment == allow.comment && is_needed(other);
    });
    Finding& finding = context.report(allow.at, {allow.rule});
    finding.fix = {is_whole ? without_entry(context.input.sources, allow.comment)
                            : without_list_entry(context.input.sources, allow.at)};
    finding.fixed = "took out `kura:allow " + allow.rule + "`";
  }
}

}  // namespace kura::lint::rules
