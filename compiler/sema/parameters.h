// Parameters: their values for one warehouse, and filling them in.
#pragma once

#include <optional>
#include <unordered_map>

#include "compiler/sema/analyze.h"

namespace kura::sema {

/// What a parameter stands for.
struct ParameterValue {
  ast::ValueKind kind = ast::ValueKind::string;
  std::string_view text;
};

class Parameters {
 public:
  Parameters(SourceManager& sources, diag::Sink& sink) : sources_(&sources), sink_(&sink) {}

  /// The declared values, then the warehouse's `set`, then the command line's.
  void declare(const Project& project, const Target& target);

  /// The parameter of this name; reports an unknown one.
  const ParameterValue* find(std::string_view name, SourceRange at);
  /// A text with every `${name}` replaced; one that is unknown or never closed is reported and stays. `$${` stands for
  /// `${`. `at` is where the text stands.
  std::string fill_in(std::string_view text, SourceRange at);
  /// The same for SQL, where `$$` may also open a dollar-quoted text.
  std::string fill_in_sql(std::string_view text, SourceRange at);
  /// A value with its parameter replaced.
  ast::Value fill_in(const ast::Value& value);
  /// The value as a whole number of at least `least`; reports anything else as `what` ("the number of buckets").
  std::optional<std::int64_t> whole_number(const ast::Value& value, std::string_view what,
                                           std::optional<std::int64_t> least = std::nullopt);

 private:
  void set(const std::string& name, const std::string& text);
  /// `text` begins with the `${`.
  void report_unclosed(std::string_view text, SourceRange at);

  SourceManager* sources_;
  diag::Sink* sink_;
  std::unordered_map<std::string_view, ParameterValue> values_;
  std::vector<std::string> names_;
};

/// A text as a whole number; nothing when it is not one or does not fit.
std::optional<std::int64_t> to_whole_number(std::string_view text);

}  // namespace kura::sema
