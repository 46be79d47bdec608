// Files that are part of the program: look-up.
#include "compiler/driver/embedded.h"

namespace kura::driver {

const EmbeddedFile* find_embedded(std::span<const EmbeddedFile> files, std::string_view name) {
  for (const EmbeddedFile& file : files) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

}  // namespace kura::driver
