// Running the program inside a test.
#include "tests/golden_runner/run.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "runtime/cli/cli.h"

namespace kura::testing {

namespace fs = std::filesystem;

RunResult run_kura(const std::vector<std::string>& arguments, const fs::path& folder, const std::string& input) {
  std::vector<const char*> argv{"kura"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  const int code = cli::run(static_cast<int>(argv.size()), argv.data(), {in, out, err}, {});
  fs::current_path(before);
  return {code, out.str(), err.str()};
}

std::vector<std::string> split_words(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

fs::path source_folder() {
  return KURA_SOURCE_DIR;
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& ending) {
  std::vector<fs::path> files;
  if (!fs::exists(folder)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void check_golden(const fs::path& expected_file, const std::string& actual) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    if (actual.empty()) {
      fs::remove(expected_file);
    } else {
      std::ofstream(expected_file, std::ios::binary) << actual;
    }
    return;
  }
  INFO(expected_file.string());
  CHECK_MESSAGE(fs::exists(expected_file) == !actual.empty(),
                "the expected file is missing or stale: run with UPDATE_GOLDEN=1 and read it");
  CHECK(read_text(expected_file) == actual);
}

}  // namespace kura::testing
