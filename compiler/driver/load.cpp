// Loading: walking folders, reading files, following imports.
#include "compiler/driver/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/driver/embedded.h"
#include "compiler/parse/parse.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

// Byte offsets are 32 bits wide; far below that nobody's schema is.
constexpr std::uintmax_t kLargestFile = 256u << 20;

bool is_skipped_folder(const fs::path& path) {
  const std::string name = path.filename().string();
  return name == "migrations" || (name.size() > 1 && name[0] == '.');
}

/// A file found by an import or in the project.
struct Source {
  std::string key;      // what makes it the same file: its canonical path, or "library:NAME"
  std::string display;  // what diagnostics call it
  fs::path path;        // empty for a file of the library
};

class Loader {
 public:
  /// `memory` holds the files by path; null reads the disk.
  Loader(SourceManager& sources, diag::Sink& sink, const FileTexts* memory = nullptr)
      : sources_(sources), sink_(sink), memory_(memory) {}

  /// Reads one file and, before it, what it imports.
  Result<bool> load(const Source& source) {
    if (!seen_.insert(source.key).second) return true;
    Result<std::string> text = text_of(source);
    if (!text.ok()) return Failure{text.error()};
    const BufferId buffer = sources_.add(source.display, std::move(text.value()));
    ast::File file = parse::parse(sources_, buffer, sink_);
    stack_.push_back(source);
    for (const ast::Declaration& declaration : file.declarations) {
      const auto* import = std::get_if<ast::ImportDecl>(&declaration.node);
      if (import == nullptr) continue;
      const Result<bool> loaded = follow(*import, source);
      if (!loaded.ok()) return loaded;
    }
    stack_.pop_back();
    files_.push_back(std::move(file));
    return true;
  }

  std::vector<ast::File> take() { return std::move(files_); }

 private:
  [[nodiscard]] Result<std::string> text_of(const Source& source) const {
    if (!source.path.empty() && memory_ != nullptr) return memory_->at(source.path.generic_string());
    if (!source.path.empty()) return read_file(source.path);
    return std::string(find_embedded(library_files(), source.display)->text);
  }

  Result<bool> follow(const ast::ImportDecl& import, const Source& importer) {
    const std::string wanted(import.path);
    Source source;
    std::error_code error;
    const fs::path beside =
        importer.path.empty() ? fs::path() : (importer.path.parent_path() / wanted).lexically_normal();
    if (!beside.empty() && beside.extension() == ".schema" && is_there(beside)) {
      source = {memory_ != nullptr ? beside.generic_string() : fs::weakly_canonical(beside, error).string(),
                display_of(beside), beside};
    } else if (find_embedded(library_files(), wanted) != nullptr) {
      source = {"library:" + wanted, wanted, {}};
    } else {
      report_missing(import);
      return true;
    }
    const auto again =
        std::find_if(stack_.begin(), stack_.end(), [&](const Source& open) { return open.key == source.key; });
    if (again == stack_.end()) return load(source);
    std::string ring;
    for (auto it = again; it != stack_.end(); ++it) ring += fmt::format("`{}` → ", it->display);
    sink_.report(diag::import_cycle, import.path_at, {source.display, ring + "`" + source.display + "`"});
    return true;
  }

  [[nodiscard]] bool is_there(const fs::path& path) const {
    std::error_code error;
    return memory_ != nullptr ? memory_->contains(path.generic_string()) : fs::is_regular_file(path, error);
  }

  /// Files beside one another are called alike.
  [[nodiscard]] std::string display_of(const fs::path& path) const {
    const std::string& importer = stack_.back().display;
    const std::string own = stack_.back().path.lexically_normal().string();
    const bool is_prefixed = importer.size() > own.size() && importer.ends_with(own);
    return (is_prefixed ? importer.substr(0, importer.size() - own.size()) : std::string()) + path.string();
  }

  void report_missing(const ast::ImportDecl& import) {
    auto& diagnostic = sink_.report(diag::import_not_found, import.path_at, {std::string(import.path)});
    std::vector<std::string> known;
    for (const EmbeddedFile& file : library_files()) {
      // Kura makes the journal's tables itself.
      if (file.name != kJournalSchema) known.emplace_back(file.name);
    }
    if (std::string suggestion = diag::did_you_mean(import.path, known); !suggestion.empty()) {
      diagnostic.helps.push_back(std::move(suggestion));
    }
  }

  SourceManager& sources_;
  diag::Sink& sink_;
  const FileTexts* memory_;
  std::set<std::string> seen_;
  std::vector<Source> stack_;  // files whose imports are being followed
  std::vector<ast::File> files_;
};

}  // namespace

Result<std::vector<fs::path>> schema_files(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Failure{fmt::format("there is no file or folder `{}`", path.string())};
  if (!fs::is_directory(status)) return std::vector<fs::path>{path};
  std::vector<fs::path> files;
  fs::recursive_directory_iterator walk(path, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (walk->is_directory() && is_skipped_folder(walk->path())) walk.disable_recursion_pending();
    if (walk->is_regular_file() && walk->path().extension() == ".schema")
      files.push_back(walk->path().lexically_normal());
  }
  if (error) return Failure{fmt::format("cannot read the folder `{}`: {}", path.string(), error.message())};
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    return Failure{fmt::format("no `.schema` file below `{}`; `kura init` writes a first one", path.string())};
  }
  return files;
}

Result<std::string> read_file(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > kLargestFile) return Failure{fmt::format("`{}` is larger than 256 MiB", path.string())};
  std::ifstream file(path, std::ios::binary);
  std::string text;
  if (file && !error) {
    text.resize(size);
    file.read(text.data(), static_cast<std::streamsize>(size));
    text.resize(static_cast<std::size_t>(file.gcount()));
  } else if (file) {
    std::ostringstream all;
    all << file.rdbuf();
    text = all.str();
  }
  if (!file) return Failure{fmt::format("cannot read `{}`: {}", path.string(), std::strerror(errno))};
  return text;
}

Result<bool> write_file(const fs::path& path, const std::string& text) {
  return write_file(path, text, path.string() + ".new");
}

Result<bool> write_file(const fs::path& path, const std::string& text, const fs::path& aside) {
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  {
    std::ofstream file(aside, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) return Failure{fmt::format("cannot write `{}`: {}", path.string(), std::strerror(errno))};
  }
  fs::rename(aside, path, error);
  if (error) return Failure{fmt::format("cannot write `{}`: {}", path.string(), error.message())};
  return true;
}

Result<std::vector<ast::File>> load_project(const fs::path& path, SourceManager& sources, diag::Sink& sink) {
  const Result<std::vector<fs::path>> files = schema_files(path);
  if (!files.ok()) return Failure{files.error()};
  Loader loader(sources, sink);
  for (const fs::path& file : files.value()) {
    std::error_code error;
    const Result<bool> loaded = loader.load({fs::weakly_canonical(file, error).string(), file.string(), file});
    if (!loaded.ok()) return Failure{loaded.error()};
  }
  return loader.take();
}

Result<std::vector<ast::File>> load_texts(const FileTexts& texts, const std::string& prefix, SourceManager& sources,
                                          diag::Sink& sink) {
  Loader loader(sources, sink, &texts);
  for (const auto& [path, text] : texts) {
    const Result<bool> loaded = loader.load({path, prefix + path, path});
    if (!loaded.ok()) return Failure{loaded.error()};
  }
  return loader.take();
}

}  // namespace kura::driver
