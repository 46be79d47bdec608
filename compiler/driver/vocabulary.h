// The words of the registered dialects, as the semantic analysis takes them.
#pragma once

#include "compiler/sema/vocabulary.h"

namespace kura::driver {

/// One entry a registered dialect, in the registry's order. The spans in it point into static tables and into the
/// result.
class DialectVocabulary {
 public:
  DialectVocabulary();
  DialectVocabulary(const DialectVocabulary&) = delete;
  DialectVocabulary& operator=(const DialectVocabulary&) = delete;
  [[nodiscard]] const sema::Vocabulary& words() const { return vocabulary_; }

 private:
  std::vector<std::vector<std::string_view>> lists_;  // first words, made from the dialects' tables
  sema::Vocabulary vocabulary_;
};

}  // namespace kura::driver
