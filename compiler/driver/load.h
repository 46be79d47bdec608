// Loading: the files of a project and what they import, read and parsed.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/base/result.h"
#include "compiler/diag/sink.h"
#include "compiler/source/source_manager.h"

namespace kura::driver {

/// The `.schema` files of a project: the file itself, or every one below the folder but in hidden folders and
/// `migrations`; sorted by path.
Result<std::vector<std::filesystem::path>> schema_files(const std::filesystem::path& path);

/// A file's whole text.
Result<std::string> read_file(const std::filesystem::path& path);

/// Writes aside and renames, so that nobody ever sees half a file.
Result<bool> write_file(const std::filesystem::path& path, const std::string& text);
/// The same by way of a file of another name in the same folder, where the caller must know what a run that was cut off
/// leaves.
Result<bool> write_file(const std::filesystem::path& path, const std::string& text, const std::filesystem::path& aside);

/// Reads and parses a project with everything it imports, each file once. Mistakes in the files go into the sink; the
/// failure is for a project that cannot be read at all.
Result<std::vector<ast::File>> load_project(const std::filesystem::path& path, SourceManager& sources,
                                            diag::Sink& sink);

/// Texts by path, with `/` between folders.
using FileTexts = std::map<std::string, std::string>;

/// The same from texts that are not on the disk; `prefix` stands before their paths in diagnostics ("HEAD~1:").
Result<std::vector<ast::File>> load_texts(const FileTexts& texts, const std::string& prefix, SourceManager& sources,
                                          diag::Sink& sink);

}  // namespace kura::driver
