// `kura explain`.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/dialect/registry.h"
#include "compiler/driver/all_kinds.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/embedded.h"
#include "compiler/driver/report.h"
#include "compiler/import/kinds.h"
#include "compiler/lint/rule.h"

namespace kura::driver {
namespace {

struct Hazard {
  std::string_view code;
  std::string_view title;
};

constexpr Hazard kHazards[] = {
#define KURA_HAZARD(name, code, title) {code, title},
#include "compiler/change/hazards.def"
#undef KURA_HAZARD
};

}  // namespace

std::vector<const diag::Kind*> all_kinds() {
  std::vector<const diag::Kind*> kinds(diag::shared_kinds().begin(), diag::shared_kinds().end());
  for (const dialect::Dialect* dialect : dialect::all_dialects()) {
    for (const diag::Kind* kind : dialect->kinds) {
      if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
    }
  }
  kinds.insert(kinds.end(), lint::all_kinds().begin(), lint::all_kinds().end());
  kinds.insert(kinds.end(), import::kinds().begin(), import::kinds().end());
  std::sort(kinds.begin(), kinds.end(), [](const auto* left, const auto* right) { return left->code < right->code; });
  return kinds;
}

int explain_command(const ExplainOptions& options, Streams streams) {
  const std::vector<const diag::Kind*> kinds = all_kinds();
  if (options.code.empty()) {
    for (const diag::Kind* kind : kinds) {
      std::string name(kind->name);
      for (char& c : name) c = c == '_' ? ' ' : c;
      streams.out << fmt::format("{}  {}\n", kind->code, name);
    }
    for (const Hazard& hazard : kHazards) streams.out << fmt::format("{}     {}\n", hazard.code, hazard.title);
    return kOk;
  }
  const std::string code = to_upper(options.code);
  if (const EmbeddedFile* page = find_embedded(explanation_pages(), code + ".md")) {
    streams.out << page->text;
    return kOk;
  }
  std::vector<std::string> known;
  for (const diag::Kind* kind : kinds) known.emplace_back(kind->code);
  for (const Hazard& hazard : kHazards) known.emplace_back(hazard.code);
  const std::string suggestion = diag::did_you_mean(code, known);
  return fail(streams,
              fmt::format("no diagnostic or hazard has the code `{}`; {}", options.code,
                          suggestion.empty() ? "`kura explain` alone lists them" : suggestion),
              kUsage);
}

}  // namespace kura::driver
