// What the formatter's tests share.
#include "tests/format/formatted.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "compiler/ast/dump.h"
#include "compiler/diag/render.h"
#include "compiler/format/format.h"
#include "compiler/parse/parse.h"

namespace kura::test {

Formatted format_text(const std::string& schema) {
  SourceManager sources;
  diag::Sink sink;
  const BufferId buffer = sources.add("test.schema", schema);
  const ast::File file = parse::parse(sources, buffer, sink, {true});
  if (sink.has_errors()) return {{}, {}, diag::render_text(sink.sorted(), 0, sources, {})};
  return {format::format(file, sources), ast::dump(file), {}};
}

std::string read_project_file(const std::string& path) {
  std::ifstream input(std::filesystem::path(KURA_SOURCE_DIR) / path, std::ios::binary);
  std::stringstream text;
  text << input.rdbuf();
  return text.str();
}

std::vector<std::string> schemas_below(const std::vector<std::string>& folders) {
  const std::filesystem::path root = KURA_SOURCE_DIR;
  std::vector<std::string> paths;
  for (const std::string& folder : folders) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() == ".schema")
        paths.push_back(std::filesystem::relative(entry.path(), root).string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace kura::test
