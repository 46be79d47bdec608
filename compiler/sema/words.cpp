// The words of clauses: reports and units of time.
#include "compiler/sema/words.h"

#include <algorithm>

#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"

namespace kura::sema {

void report_unknown_word(Lowering& lowering, std::string_view word, SourceRange at, std::string_view what,
                         const std::vector<std::string>& known) {
  auto& diagnostic = lowering.sink.report(diag::unknown_word, at, {std::string(word), std::string(what)});
  if (std::string suggestion = diag::did_you_mean(word, known); !suggestion.empty()) {
    diagnostic.helps.push_back(std::move(suggestion));
  } else {
    diagnostic.notes.push_back(fmt::format("it may be {}", listed(known, "or")));
  }
}

std::string_view time_unit(Lowering& lowering, std::string_view word, SourceRange at) {
  static constexpr std::string_view kUnits[] = {"second", "minute", "hour", "day", "week", "month", "quarter", "year"};
  std::string_view singular = word;
  if (singular.ends_with('s')) singular.remove_suffix(1);
  const auto* found = std::find(std::begin(kUnits), std::end(kUnits), singular);
  if (found != std::end(kUnits)) return *found;
  report_unknown_word(lowering, word, at, "a unit of time", {std::begin(kUnits), std::end(kUnits)});
  return {};
}

}  // namespace kura::sema
