// Target: which StarRocks a schema is compiled for: its version and its run mode.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "compiler/dialect/dialect.h"

namespace kura::dialect::starrocks {

struct Version {
  std::array<int, 3> parts{};
  bool is_written = false;  // otherwise the newest: it has everything

  [[nodiscard]] bool has(int major, int minor) const {
    return !is_written || parts[0] > major || (parts[0] == major && parts[1] >= minor);
  }
  [[nodiscard]] std::string text() const;
};

enum class RunMode { unknown, shared_nothing, shared_data };

struct Target {
  const ir::Schema& schema;
  const Dialect& dialect;
  Version version;
  RunMode run_mode = RunMode::unknown;
};

/// Reads `version` and `deployment`; what cannot be read counts as not written.
Target target_of(const ir::Schema& schema, const Dialect& dialect);
/// Reports settings whose values are none.
void check_settings(const ir::Schema& schema, diag::Sink& sink);

/// Reports what the version does not have; true when it has it.
bool require_version(const Target& target, int major, int minor, std::string_view feature, SourceRange at,
                     diag::Sink& sink);

}  // namespace kura::dialect::starrocks
