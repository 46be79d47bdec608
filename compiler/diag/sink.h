// Sink: collects the diagnostics of a run; passes report into it and never print.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace kura::diag {

class Sink {
 public:
  /// At most this many diagnostics are kept; the rest are counted, so that a broken file cannot fill the memory.
  static constexpr std::size_t kLimit = 1000;

  /// Reports and gives the diagnostic back for more notes and labels. The same kind, place and arguments a second time
  /// from another warehouse adds that warehouse to the first, from another pass it is dropped. The reference is valid
  /// until the next report.
  Diagnostic& report(const Kind& kind, SourceRange at, std::vector<std::string> arguments = {});
  void add(Diagnostic diagnostic);

  /// Findings reported from now on are about this warehouse; an empty name means all of them.
  void set_warehouse(std::string name) { warehouse_ = std::move(name); }

  [[nodiscard]] bool has_errors() const { return error_count_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return error_count_; }
  [[nodiscard]] std::size_t warning_count() const { return warning_count_; }
  /// Found but not kept, being past the limit.
  [[nodiscard]] std::size_t dropped_count() const { return dropped_count_; }
  /// In the order of files and places; those without a place come last, those that yield to an error are left out.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  using Key = std::tuple<const Kind*, SourceRange, std::vector<std::string>>;

  Diagnostic& repeat(Diagnostic& first, Diagnostic again);
  [[nodiscard]] bool has_error_at(SourceRange at, const std::string& warehouse) const;

  std::vector<Diagnostic> diagnostics_;
  std::map<Key, std::size_t> seen_;  // which diagnostic it is
  Diagnostic discarded_;
  std::string warehouse_;
  std::size_t error_count_ = 0;
  std::size_t warning_count_ = 0;
  std::size_t dropped_count_ = 0;
};

}  // namespace kura::diag
