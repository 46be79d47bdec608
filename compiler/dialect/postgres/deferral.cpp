// Puts the word where a server prints it: before `initially deferred`.
#include "compiler/dialect/postgres/deferral.h"

#include <algorithm>
#include <string_view>

namespace kura::dialect::postgres {

void say_deferrable(std::vector<ir::NativeClause>& native) {
  const auto find = [&](std::string_view text) {
    return std::find_if(native.begin(), native.end(), [=](const ir::NativeClause& it) { return it.text == text; });
  };
  const auto deferred = find("initially deferred");
  if (deferred == native.end() || find("deferrable") != native.end()) return;
  native.insert(deferred, {"deferrable", "deferrable", {}, deferred->at});
}

}  // namespace kura::dialect::postgres
