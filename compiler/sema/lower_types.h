// Types: from the words that were written to the model's.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

/// The type, or nothing after a report. `native` lists the dialects whose own words may stand here.
std::optional<ir::Type> lower_type(Lowering& lowering, const ast::TypeReference& written, std::string_view schema,
                                   DialectList native);

/// What an override's leading words are: a type, an engine's own words, or the one before the other.
struct SplitType {
  Boxed<ast::TypeReference> type;
  ast::RawText native;
};
SplitType split_native_words(Lowering& lowering, const ast::TypeReference& written, std::string_view schema,
                             DialectList native);

}  // namespace kura::sema
