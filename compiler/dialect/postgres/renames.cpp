// Renames, one after the other.
#include "compiler/dialect/postgres/renames.h"

#include <algorithm>

namespace kura::dialect::postgres {

std::vector<Rename> ordered(std::vector<Rename> renames) {
  std::vector<Rename> result;
  while (!renames.empty()) {
    const auto is_free = [&renames](const Rename& it) {
      return std::none_of(renames.begin(), renames.end(), [&it](const Rename& other) { return other.from == it.to; });
    };
    const auto free = std::find_if(renames.begin(), renames.end(), is_free);
    if (free != renames.end()) {
      result.push_back(*free);
      renames.erase(free);
      continue;
    }
    // A name has at most 63 bytes: the first ones tell it apart from the others.
    Rename aside = renames.front();
    aside.is_aside = true;
    aside.to = aside.from.substr(0, 50) + "__kura_old";
    renames.front().from = aside.to;
    result.push_back(std::move(aside));
  }
  return result;
}

}  // namespace kura::dialect::postgres
