// Target: reading the warehouse's settings.
#include "compiler/dialect/starrocks/target.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "compiler/dialect/starrocks/kinds.h"

namespace kura::dialect::starrocks {
namespace {

/// "3.3", "3.3.2", "4"; nothing for any other text.
std::optional<Version> read_version(std::string_view text) {
  Version version;
  version.is_written = true;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (int& part : version.parts) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc()) return std::nullopt;
    at = next;
    if (at == end) return version;
    if (*at++ != '.') return std::nullopt;
  }
  return std::nullopt;
}

std::optional<RunMode> read_run_mode(std::string_view text) {
  if (text == "shared_nothing") return RunMode::shared_nothing;
  if (text == "shared_data") return RunMode::shared_data;
  return std::nullopt;
}

}  // namespace

std::string Version::text() const {
  return parts[2] > 0 ? fmt::format("{}.{}.{}", parts[0], parts[1], parts[2])
                      : fmt::format("{}.{}", parts[0], parts[1]);
}

Target target_of(const ir::Schema& schema, const Dialect& dialect) {
  return {schema, dialect, read_version(schema.warehouse.setting("version")).value_or(Version{}),
          read_run_mode(schema.warehouse.setting("deployment")).value_or(RunMode::unknown)};
}

void check_settings(const ir::Schema& schema, diag::Sink& sink) {
  const std::string version = schema.warehouse.setting("version");
  if (!version.empty() && !read_version(version)) {
    auto& diagnostic = sink.report(setting_value, schema.warehouse.at, {"version", version});
    diagnostic.helps.emplace_back("write numbers: `version = \"3.3\";`");
  }
  const std::string deployment = schema.warehouse.setting("deployment");
  if (!deployment.empty() && !read_run_mode(deployment)) {
    auto& diagnostic = sink.report(setting_value, schema.warehouse.at, {"deployment", deployment});
    diagnostic.helps.emplace_back("write `\"shared_nothing\"` or `\"shared_data\"`");
  }
}

bool require_version(const Target& target, int major, int minor, std::string_view feature, SourceRange at,
                     diag::Sink& sink) {
  if (target.version.has(major, minor)) return true;
  sink.report(needs_version, at, {std::string(feature), target.version.text(), fmt::format("{}.{}", major, minor)});
  return false;
}

}  // namespace kura::dialect::starrocks
