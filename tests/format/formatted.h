// What the formatter's tests share: a text parsed, formatted, and its tree as text.
#pragma once

#include <string>
#include <vector>

namespace kura::test {

struct Formatted {
  std::string text;    // formatted
  std::string dump;    // of the tree that was formatted
  std::string errors;  // of the parser, as printed; text and dump are empty then
};

Formatted format_text(const std::string& schema);

/// The text of a file of the project, by its path from the project's root.
std::string read_project_file(const std::string& path);
/// Every `.schema` file below these folders of the project, by path from its root, sorted.
std::vector<std::string> schemas_below(const std::vector<std::string>& folders);

}  // namespace kura::test
