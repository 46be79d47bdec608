// Sink: de-duplication, the limit, and the order for people.
#include "compiler/diag/sink.h"

#include <algorithm>

namespace kura::diag {

Diagnostic& Sink::report(const Kind& kind, SourceRange at, std::vector<std::string> arguments) {
  Diagnostic diagnostic{&kind, at, std::move(arguments), {}, {}, {}, {}};
  if (!warehouse_.empty()) diagnostic.warehouses.push_back(warehouse_);
  const bool is_full = diagnostics_.size() >= kLimit;
  if (!is_full) {
    const auto [seen, is_new] = seen_.insert({{&kind, at, diagnostic.arguments}, diagnostics_.size()});
    if (!is_new) return repeat(diagnostics_[seen->second], std::move(diagnostic));
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

// The same finding in another warehouse is one finding about both.
Diagnostic& Sink::repeat(Diagnostic& first, Diagnostic again) {
  const std::vector<std::string>& known = first.warehouses;
  if (!warehouse_.empty() && !known.empty() && std::find(known.begin(), known.end(), warehouse_) == known.end()) {
    first.warehouses.push_back(warehouse_);
  }
  discarded_ = std::move(again);
  return discarded_;
}

void Sink::add(Diagnostic diagnostic) {
  Diagnostic& stored = report(*diagnostic.kind, diagnostic.at, diagnostic.arguments);
  stored.labels = std::move(diagnostic.labels);
  stored.notes = std::move(diagnostic.notes);
  stored.helps = std::move(diagnostic.helps);
  stored.yields_to = diagnostic.yields_to;
}

bool Sink::has_error_at(SourceRange at, const std::string& warehouse) const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(), [&](const Diagnostic& other) {
    const std::vector<std::string>& known = other.warehouses;
    return other.kind->severity == Severity::error && other.at == at &&
           (known.empty() || std::find(known.begin(), known.end(), warehouse) != known.end());
  });
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> result;
  for (const Diagnostic& diagnostic : diagnostics_) {
    Diagnostic shown = diagnostic;
    if (shown.yields_to.is_valid()) {
      std::erase_if(shown.warehouses, [&](const std::string& name) { return has_error_at(shown.yields_to, name); });
      if (shown.warehouses.empty() && !diagnostic.warehouses.empty()) continue;
    }
    result.push_back(std::move(shown));
  }
  std::stable_sort(result.begin(), result.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.at < right.at; });
  return result;
}

}  // namespace kura::diag
