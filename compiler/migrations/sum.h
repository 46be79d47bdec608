// kura.sum: which migrations there are and what is in them, as a chain, so that no edit goes unseen.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/sha256.h"
#include "compiler/diag/sink.h"

namespace kura::migrations {

struct SumLine {
  std::string id;
  std::string content;     // SHA-256 of the file, hexadecimal
  std::string chain;       // SHA-256 over the chain before it, the id and the content
  bool is_edited = false;  // `kura rehash` accepted an edit by hand
  SourceRange at;
};

/// The entry behind those before it (`chain` of the last one, empty for the first).
SumLine sum_line(const std::string& chain_before, const std::string& id, std::string_view content, bool is_edited);

/// What the chain is at this entry.
std::string chained(const std::string& chain_before, const SumLine& line);

/// The first line of the file, for readers.
std::string sum_header();
std::string write_sum_line(const SumLine& line);
std::string write_sum(const std::vector<SumLine>& lines);
/// Nothing when it is no entry; it has no place in a file then.
std::optional<SumLine> read_sum_line(std::string_view line);
/// Reports lines that are no entries, and marks that a merge has left.
std::vector<SumLine> read_sum(BufferId file, std::string_view text, diag::Sink& sink);

/// True for `<<<<<<<`, `=======` and `>>>>>>>`.
bool is_conflict_mark(std::string_view line);

}  // namespace kura::migrations
