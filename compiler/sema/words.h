// The words of clauses: which there are and what each stands for.
#pragma once

#include <array>

#include "compiler/ir/schema.h"
#include "compiler/sema/lowering.h"
#include "compiler/sema/wording.h"

namespace kura::sema {

/// A word of a clause and what it stands for.
template <class Meaning>
struct ClauseWord {
  std::string_view word;
  Meaning meaning;
};

/// The meaning of a word, or nothing after a report: "`hsah` is not {what}".
template <class Meaning, std::size_t Size>
std::optional<Meaning> meaning_of(Lowering& lowering, std::string_view word, SourceRange at, std::string_view what,
                                  const std::array<ClauseWord<Meaning>, Size>& table);

/// Reports a word that no clause of its kind has.
void report_unknown_word(Lowering& lowering, std::string_view word, SourceRange at, std::string_view what,
                         const std::vector<std::string>& known);

/// "day" for "day" and "days"; empty (and reported) for what is no unit of time.
std::string_view time_unit(Lowering& lowering, std::string_view word, SourceRange at);

template <class Meaning, std::size_t Size>
std::optional<Meaning> meaning_of(Lowering& lowering, std::string_view word, SourceRange at, std::string_view what,
                                  const std::array<ClauseWord<Meaning>, Size>& table) {
  for (const ClauseWord<Meaning>& row : table) {
    if (row.word == word) return row.meaning;
  }
  std::vector<std::string> known;
  for (const ClauseWord<Meaning>& row : table) {
    if (!row.word.empty()) known.emplace_back(row.word);
  }
  report_unknown_word(lowering, word, at, what, known);
  return std::nullopt;
}

}  // namespace kura::sema
