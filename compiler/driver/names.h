// The words that Kura knows, for command lines and editors. Public: standard types only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kura::driver {

/// Every dialect, in the order in which they are always listed; never empty.
std::vector<std::string> dialect_names();

/// The dialect's own name for a name or an alias; empty when nobody knows it.
std::string dialect_called(std::string_view name);

/// Every rule of `lint_command`, in the order of their codes.
std::vector<std::string> lint_rule_names();

/// "did you mean `a` or `b`?" for a misspelt name and those that are known; empty when nothing is close.
std::string did_you_mean(std::string_view name, const std::vector<std::string>& known);

}  // namespace kura::driver
