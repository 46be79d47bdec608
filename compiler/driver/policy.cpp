// Policy: words of the command line and of settings to what a plan may do.
#include "compiler/driver/policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

namespace kura::driver {
namespace {

/// The setting as written on the command line or in the warehouse; the command line wins. Fails on any other word.
std::variant<std::string, CompileFailure> policy_word(const std::string& given, const ir::Warehouse& warehouse,
                                                      const std::string& key, const std::vector<std::string>& known) {
  const std::string word = given.empty() ? warehouse.setting(key, known.front()) : given;
  if (std::find(known.begin(), known.end(), word) != known.end()) return word;
  return CompileFailure{fmt::format("warehouse `{}`: the setting `{}` is `{}`; it can be {}", warehouse.name, key, word,
                                    fmt::join(known, ", ")),
                        kUsage};
}

}  // namespace

std::variant<plan::Policy, CompileFailure> policy_of(const PolicyOptions& options, const ir::Warehouse& warehouse) {
  plan::Policy policy;
  policy.keeps_old = options.keeps_old;
  const auto read = [&](const std::string& given, const std::string& key, const std::vector<std::string>& known,
                        auto take) -> std::optional<CompileFailure> {
    auto word = policy_word(given, warehouse, key, known);
    if (auto* failed = std::get_if<CompileFailure>(&word)) return *failed;
    take(std::get<std::string>(word));
    return std::nullopt;
  };
  const auto rebuild = [&policy](const std::string& word) {
    policy.rebuild = word == "never"    ? plan::RebuildPolicy::never
                     : word == "always" ? plan::RebuildPolicy::always
                                        : plan::RebuildPolicy::automatic;
  };
  std::optional<CompileFailure> failed =
      read(options.destructive, "destructive", {"refuse", "allow"},
           [&](const std::string& word) { policy.allows_destructive = word == "allow"; });
  if (!failed) failed = read(options.rebuild, "rebuild", {"auto", "never", "always"}, rebuild);
  if (!failed) {
    failed = read(options.column_order, "column_order", {"ignore", "keep"},
                  [&](const std::string& word) { policy.keeps_column_order = word == "keep"; });
  }
  if (!failed) {
    failed = read(options.column_rebuild, "column_rebuild", {"never", "allow"},
                  [&](const std::string& word) { policy.allows_column_rebuild = word == "allow"; });
  }
  if (failed) return *failed;
  return policy;
}

std::string policy_words(const plan::Policy& policy) {
  std::vector<std::string> words;
  if (policy.rebuild == plan::RebuildPolicy::always) words.emplace_back("rebuild=always");
  if (policy.keeps_column_order) words.emplace_back("column-order=keep");
  if (policy.allows_column_rebuild) words.emplace_back("column-rebuild=allow");
  if (policy.keeps_old) words.emplace_back("keep-old");
  return fmt::format("{}", fmt::join(words, " "));
}

plan::Policy policy_from_words(const std::string& words) {
  plan::Policy policy;
  policy.allows_destructive = true;
  std::istringstream list(words);
  for (std::string word; list >> word;) {
    if (word == "rebuild=always") policy.rebuild = plan::RebuildPolicy::always;
    if (word == "column-order=keep") policy.keeps_column_order = true;
    if (word == "column-rebuild=allow") policy.allows_column_rebuild = true;
    if (word == "keep-old") policy.keeps_old = true;
  }
  return policy;
}

}  // namespace kura::driver
