// Git: asking the program `git` for trees and blobs.
#include "compiler/driver/git_files.h"

#include <fmt/format.h>

#include <functional>

#include "compiler/driver/run_process.h"

namespace kura::driver {
namespace {

namespace fs = std::filesystem;

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

/// Runs git in a folder; a failure carries what it said.
Result<std::string> git(const fs::path& folder, const std::vector<std::string>& arguments,
                        const std::string& input = {}) {
  std::vector<std::string> all = {"git", "-C", folder.string()};
  all.insert(all.end(), arguments.begin(), arguments.end());
  Result<ProcessResult> ran = run_process(all, input);
  if (!ran.ok()) return Failure{ran.error()};
  if (ran.value().exit_code != 0) return Failure{fmt::format("git says: {}", first_line(ran.value().err))};
  return std::move(ran.value().out);
}

/// The nearest folder that exists: what was deleted since still has a place.
fs::path existing_folder(fs::path path) {
  std::error_code error;
  path = fs::absolute(path, error).lexically_normal();
  while (!fs::is_directory(path, error) && path.has_parent_path() && path != path.parent_path())
    path = path.parent_path();
  return path;
}

struct Blob {
  std::string path;
  std::string id;
};

bool is_schema_of_project(const std::string& path, const std::string& root) {
  if (!path.ends_with(".schema")) return false;
  const std::string inside = path.size() > root.size() ? path.substr(root.size()) : std::string();
  return ("/" + inside).find("/migrations/") == std::string::npos && ("/" + inside).find("/.") == std::string::npos;
}

using Wanted = std::function<bool(const std::string& path, const std::string& root)>;

/// Reads `MODE blob ID\tPATH\0…`.
std::vector<Blob> read_tree(const std::string& listing, const std::string& root, const Wanted& wanted) {
  std::vector<Blob> blobs;
  for (std::size_t begin = 0; begin < listing.size();) {
    const std::size_t end = std::min(listing.find('\0', begin), listing.size());
    const std::string entry = listing.substr(begin, end - begin);
    const std::size_t tab = entry.find('\t');
    const std::size_t id = entry.find(" blob ");
    if (tab != std::string::npos && id != std::string::npos && wanted(entry.substr(tab + 1), root)) {
      blobs.push_back({entry.substr(tab + 1), entry.substr(id + 6, tab - id - 6)});
    }
    begin = end + 1;
  }
  return blobs;
}

/// Reads `ID blob SIZE\nTEXT\n…` in the order in which they were asked for.
std::vector<GitFile> read_blobs(const std::string& batch, const std::vector<Blob>& blobs) {
  std::vector<GitFile> files;
  std::size_t at = 0;
  for (const Blob& blob : blobs) {
    const std::size_t line_end = batch.find('\n', at);
    if (line_end == std::string::npos) break;
    const std::string head = batch.substr(at, line_end - at);
    const std::size_t size = std::stoull(head.substr(head.rfind(' ') + 1));
    files.push_back({blob.path, batch.substr(line_end + 1, size)});
    at = line_end + 1 + size + 1;
  }
  return files;
}

Result<std::vector<GitFile>> files_of(const fs::path& path, const std::string& revision, const Wanted& wanted_file) {
  const fs::path folder = existing_folder(path);
  const Result<std::string> top = git(folder, {"rev-parse", "--show-toplevel"});
  if (!top.ok()) return Failure{fmt::format("`{}` is not in a git repository: {}", path.string(), top.error())};
  const Result<std::string> commit = git(folder, {"rev-parse", "--verify", "--end-of-options", revision + "^{commit}"});
  if (!commit.ok()) return Failure{fmt::format("there is no commit `{}`: {}", revision, commit.error())};
  std::error_code error;
  const fs::path root = fs::canonical(first_line(top.value()), error);
  const fs::path wanted = fs::weakly_canonical(fs::absolute(path, error), error);
  std::string relative = wanted.lexically_relative(root).generic_string();
  if (relative == ".") relative.clear();
  std::vector<std::string> arguments = {"ls-tree", "-r", "-z", "--full-tree", first_line(commit.value())};
  if (!relative.empty()) arguments.insert(arguments.end(), {"--", relative});
  const Result<std::string> listing = git(root, arguments);
  if (!listing.ok()) return Failure{listing.error()};
  const std::vector<Blob> blobs = read_tree(listing.value(), relative, wanted_file);
  if (blobs.empty()) return std::vector<GitFile>();
  std::string ids;
  for (const Blob& blob : blobs) ids += blob.id + "\n";
  const Result<std::string> batch = git(root, {"cat-file", "--batch"}, ids);
  if (!batch.ok()) return Failure{batch.error()};
  return read_blobs(batch.value(), blobs);
}

}  // namespace

Result<std::vector<GitFile>> git_files(const fs::path& path, const std::string& revision) {
  Result<std::vector<GitFile>> files = files_of(path, revision, is_schema_of_project);
  if (!files.ok() || !files.value().empty()) return files;
  return Failure{fmt::format("the commit `{}` has no `.schema` file below `{}`", revision, path.string())};
}

Result<std::vector<GitFile>> git_migrations(const fs::path& folder, const std::string& revision) {
  return files_of(folder, revision, [](const std::string& path, const std::string&) { return path.ends_with(".sql"); });
}

}  // namespace kura::driver
