// Adopting declarations into the files of a project.
#include "compiler/driver/adopt.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/ast/ast.h"
#include "compiler/base/overloaded.h"
#include "compiler/driver/canonical_text.h"
#include "compiler/driver/load.h"
#include "compiler/migrations/migration.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

struct Replacement {
  SourceRange at;
  std::string text;
};

std::string key_of(std::string_view kind, const ast::QualifiedName& name, const std::string& space) {
  const std::string schema = name.schema.text.empty() ? space : std::string(name.schema.text);
  return fmt::format("{} {}", kind, migrations::name_text({schema, std::string(name.name.text)}));
}

/// The key of state.schema; empty for what is no object.
std::string key_of(const ast::Declaration& declaration, const std::string& space) {
  return std::visit(Overloaded{
                        [&](const ast::TableDecl& it) { return key_of("table", it.name, space); },
                        [&](const ast::ViewDecl& it) {
                          return key_of(it.is_materialized ? "materialized view" : "view", it.name, space);
                        },
                        [&](const ast::EnumDecl& it) { return key_of("enum", it.name, space); },
                        [&](const ast::SequenceDecl& it) { return key_of("sequence", it.name, space); },
                        [](const auto&) { return std::string(); },
                    },
                    declaration.node);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The declaration with the doc comment that stands before it.
SourceRange with_doc(const ast::File& file, SourceRange at, const SourceManager& sources) {
  for (auto doc = file.docs.rbegin(); doc != file.docs.rend(); ++doc) {
    if (doc->begin >= at.begin) continue;
    if (!is_blank(sources.text(file.buffer).substr(doc->end, at.begin - doc->end))) break;
    at.begin = doc->begin;
  }
  return at;
}

std::string without_last_newline(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

class Adopter {
 public:
  explicit Adopter(const std::vector<AdoptedObject>& objects) {
    for (const AdoptedObject& object : objects) open_.emplace(object.key, object.text);
  }

  void look_into(const ast::File& file, const SourceManager& sources) {
    std::string space;
    for (const ast::Declaration& declaration : file.declarations) {
      if (const auto* schema = std::get_if<ast::SchemaDecl>(&declaration.node)) space = std::string(schema->name.text);
      const auto found = open_.find(key_of(declaration, space));
      if (found == open_.end()) continue;
      replaced_[file.buffer].push_back({with_doc(file, declaration.at, sources),
                                        found->second ? without_last_newline(*found->second) : std::string()});
      open_.erase(found);
    }
  }

  Result<std::vector<std::string>> write(const fs::path& root, const SourceManager& sources) {
    std::vector<std::string> lines;
    for (auto& [buffer, replacements] : replaced_) {
      const std::string before(sources.text(buffer));
      std::string after = before;
      std::sort(replacements.begin(), replacements.end(),
                [](const Replacement& left, const Replacement& right) { return left.at.begin > right.at.begin; });
      for (const Replacement& it : replacements) after.replace(it.at.begin, it.at.end - it.at.begin, it.text);
      if (canonical_text(before) == before) after = canonical_text(after).value_or(after);
      const fs::path path(sources.name(buffer));
      if (Result<bool> written = write_file(path, after); !written.ok()) return Failure{written.error()};
      lines.push_back(fmt::format("{}: {} changed", path.string(), replacements.size()));
    }
    return write_rest(root, std::move(lines));
  }

 private:
  Result<std::vector<std::string>> write_rest(const fs::path& root, std::vector<std::string> lines) {
    std::string text;
    std::size_t count = 0;
    for (const auto& [key, declaration] : open_) {
      if (!declaration) continue;
      text += (text.empty() ? "" : "\n") + *declaration;
      ++count;
    }
    if (count == 0) return lines;
    std::error_code error;
    const fs::path path = (fs::is_directory(root, error) ? root : root.parent_path()) / "adopted.schema";
    Result<std::string> there =
        fs::exists(path, error)
            ? read_file(path)
            : Result<std::string>(std::string("// What was found in the database and is not declared elsewhere yet; "
                                              "move it to where it belongs.\n\n"));
    if (!there.ok()) return Failure{there.error()};
    const std::string all = there.value() + (there.value().ends_with("\n\n") ? "" : "\n") + text;
    if (Result<bool> written = write_file(path, canonical_text(all).value_or(all)); !written.ok())
      return Failure{written.error()};
    lines.push_back(fmt::format("{}: {} added", path.string(), count));
    return lines;
  }

  std::map<std::string, std::optional<std::string>> open_;  // what no file has declared so far
  std::map<BufferId, std::vector<Replacement>> replaced_;
};

}  // namespace

Result<std::vector<std::string>> adopt_objects(const CompileOptions& options,
                                               const std::vector<AdoptedObject>& objects) {
  SourceManager sources;
  diag::Sink sink;
  const Result<std::vector<ast::File>> files = load_project(options.path, sources, sink);
  if (!files.ok()) return Failure{files.error()};
  if (sink.has_errors()) return Failure{"the project has errors; `kura check` lists them"};
  Adopter adopter(objects);
  for (const ast::File& file : files.value()) adopter.look_into(file, sources);
  return adopter.write(options.path, sources);
}

}  // namespace kura::driver
