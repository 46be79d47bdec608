// Sink: de-duplication, the limit, and the order for people.
#include "compiler/diag/sink.h"

#include <algorithm>

namespace kura::diag {

Diagnostic& Sink::report(const Kind& kind, SourceRange at, std::vector<std::string> arguments) {
  Diagnostic diagnostic{&kind, at, std::move(arguments), {}, {}, {}, warehouse_};
  const bool is_full = diagnostics_.size() >= kLimit;
  if (!is_full && !seen_.insert({&kind, at, diagnostic.arguments}).second) {
    discarded_ = std::move(diagnostic);
    return discarded_;
  }
  if (kind.severity == Severity::error) ++error_count_;
  if (kind.severity == Severity::warning) ++warning_count_;
  if (is_full) {
    ++dropped_count_;
    discarded_ = std::move(diagnostic);
    return discarded_;
  }
  return diagnostics_.emplace_back(std::move(diagnostic));
}

void Sink::add(Diagnostic diagnostic) {
  Diagnostic& stored = report(*diagnostic.kind, diagnostic.at, diagnostic.arguments);
  stored.labels = std::move(diagnostic.labels);
  stored.notes = std::move(diagnostic.notes);
  stored.helps = std::move(diagnostic.helps);
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> result = diagnostics_;
  std::stable_sort(result.begin(), result.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.at < right.at; });
  return result;
}

}  // namespace kura::diag
