// Changes: what happens to named objects on the way from one state to the next; pure data, no SQL.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kura::change {

inline constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

enum class ObjectKind : std::uint8_t { schema, enumeration, sequence, table, view, materialized_view };
/// "table", "materialized view", …
std::string_view object_word(ObjectKind kind);

enum class Kind : std::uint8_t {
#define KURA_CHANGE(name, part, words) name,
#include "compiler/change/change_kinds.def"
#undef KURA_CHANGE
};
inline constexpr std::size_t kKindCount = 0
#define KURA_CHANGE(name, part, words) +1
#include "compiler/change/change_kinds.def"
#undef KURA_CHANGE
    ;

/// What a change of this kind happens to: the object itself, or a part of it.
enum class Part : std::uint8_t {
  object,
  label,
  grant,
  column,
  unique_key,
  check,
  foreign_key,
  index,
  partition,
  property,
  native
};

/// "add_column": the name in machine formats and tests.
std::string_view kind_name(Kind kind);
/// "add column": for people.
std::string_view kind_words(Kind kind);
Part part_of(Kind kind);

/// Where something stands in its list on both sides; kNowhere on the side that does not have it.
struct Places {
  std::size_t before = kNowhere;
  std::size_t after = kNowhere;
};

/// One change of one object. Ids only: what it was and what it becomes stand in the two states.
struct Change {
  Kind kind{};
  ObjectKind object{};
  Places at;        // the object in its state's list (views and materialized views share one)
  Places part;      // the part in the object's list, as part_of(kind) says
  std::string key;  // the name of a property or the words of a native clause
};

}  // namespace kura::change
