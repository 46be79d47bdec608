// The names, codes and titles of hazards.
#include "compiler/change/plan.h"

#include <array>

namespace kura::change {
namespace {

struct Row {
  std::string_view name;
  std::string_view code;
  std::string_view title;
};

constexpr auto kRows = std::to_array<Row>({
#define KURA_HAZARD(name, code, title) {#name, code, title},
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
});

const Row& row(HazardKind kind) {
  return kRows.at(static_cast<std::size_t>(kind));
}

}  // namespace

std::string_view hazard_name(HazardKind kind) {
  return row(kind).name;
}
std::string_view hazard_code(HazardKind kind) {
  return row(kind).code;
}
std::string_view hazard_title(HazardKind kind) {
  return row(kind).title;
}

}  // namespace kura::change
