// The data tables of this family as constexpr arrays, so that a derived dialect can copy and edit them.
#pragma once

#include <algorithm>
#include <array>

#include "compiler/dialect/dialect.h"

namespace kura::dialect::mysql {

/// Who has a row: both flavours, or only the one it was written for.
enum class Reach : std::uint8_t { both, own };

struct ReachedClause {
  Reach reach;
  NativeRow row;
};
struct ReachedWord {
  Reach reach;
  std::string_view word;
};

inline constexpr auto kTypes = std::to_array<TypeRow>({
#define KURA_ROW(kind, fidelity, plain, with_arguments, longest, note) \
  {ir::TypeKind::kind, Fidelity::fidelity, plain, with_arguments, longest, note},
#include "compiler/dialect/mysql/types.def"
#undef KURA_ROW
});

inline constexpr auto kReachedClauses = std::to_array<ReachedClause>({
#define KURA_NATIVE(reach, scope, words, argument, meaning) \
  {Reach::reach, {NativeScope::scope, words, NativeArgument::argument, meaning}},
#include "compiler/dialect/mysql/native_clauses.def"
#undef KURA_NATIVE
});

inline constexpr auto kReachedWords = std::to_array<ReachedWord>({
#define KURA_WORD(reach, word) {Reach::reach, word},
#include "compiler/dialect/mysql/keywords.def"
#undef KURA_WORD
});

inline constexpr auto kNativeTypes = std::to_array<std::string_view>({
#define KURA_WORD(word) word,
#include "compiler/dialect/mysql/native_types.def"
#undef KURA_WORD
});

/// How many rows of a table both flavours have.
template <class Rows>
constexpr std::size_t shared_count(const Rows& rows) {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.reach == Reach::both; }));
}

}  // namespace kura::dialect::mysql
