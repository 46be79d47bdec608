// Running the program inside a test: arguments in, what it printed out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace kura::testing {

struct RunResult {
  int exit_code = 0;
  std::string out;
  std::string err;
};

/// Runs `kura ARGUMENTS…` with this folder as the current one.
RunResult run_kura(const std::vector<std::string>& arguments, const std::filesystem::path& folder,
                   const std::string& input = {});

/// "build -d redshift" as separate words.
std::vector<std::string> split_words(const std::string& text);

std::string read_text(const std::filesystem::path& path);

/// The source tree.
std::filesystem::path source_folder();

/// Every file with this ending below a folder, sorted.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, const std::string& ending);

/// Compares with the file, or writes it when UPDATE_GOLDEN is set. An empty text must have no file.
void check_golden(const std::filesystem::path& expected_file, const std::string& actual);

}  // namespace kura::testing
