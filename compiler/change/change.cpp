// The names and words of changes.
#include "compiler/change/change.h"

#include <array>

namespace kura::change {
namespace {

struct Row {
  std::string_view name;
  Part part;
  std::string_view words;
};

constexpr std::array<Row, kKindCount> kRows = {{
#define KURA_CHANGE(name, part, words) {#name, Part::part, words},
#include "compiler/change/change_kinds.def"
#undef KURA_CHANGE
}};

const Row& row(Kind kind) {
  return kRows.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view object_word(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::schema:
      return "schema";
    case ObjectKind::enumeration:
      return "enum";
    case ObjectKind::sequence:
      return "sequence";
    case ObjectKind::table:
      return "table";
    case ObjectKind::view:
      return "view";
    case ObjectKind::materialized_view:
      return "materialized view";
  }
  return {};
}

std::string_view kind_name(Kind kind) {
  return row(kind).name;
}
std::string_view kind_words(Kind kind) {
  return row(kind).words;
}
Part part_of(Kind kind) {
  return row(kind).part;
}

}  // namespace kura::change
