// Git: the files of a commit, read without touching the work tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/base/result.h"

namespace kura::driver {

struct GitFile {
  std::string path;  // from the root of the repository
  std::string text;
};

/// The `.schema` files below a folder (or the file itself) as of a commit. `revision` is anything git takes for one;
/// `path` is in the work tree, and need not exist there any more. The failure says what git said.
Result<std::vector<GitFile>> git_files(const std::filesystem::path& path, const std::string& revision);

/// The migrations (`.sql`) in a folder as of a commit; none when it was not there.
Result<std::vector<GitFile>> git_migrations(const std::filesystem::path& folder, const std::string& revision);

}  // namespace kura::driver
