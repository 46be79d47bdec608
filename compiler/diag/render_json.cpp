// Diagnostics as one JSON document, for editors and scripts.
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"
#include "compiler/diag/render_place.h"

namespace kura::diag {
namespace {

using Json = nlohmann::ordered_json;

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "";
}

Json place_json(SourceRange at, const SourceManager& sources) {
  if (!at.is_valid()) return nullptr;
  const Place place = place_of(at, sources);
  Json start{{"line", place.line}, {"column", place.column}, {"offset", at.begin}};
  Json end{{"line", place.end_line}, {"column", place.end_column}, {"offset", at.end}};
  return Json{{"file", place.file}, {"start", std::move(start)}, {"end", std::move(end)}};
}

Json diagnostic_json(const Diagnostic& diagnostic, const SourceManager& sources) {
  Json labels = Json::array();
  for (const Label& label : diagnostic.labels) {
    labels.push_back(Json{{"message", label.text}, {"place", place_json(label.at, sources)}});
  }
  Json result{{"code", diagnostic.kind->code},
              {"name", diagnostic.kind->name},
              {"severity", word_of(diagnostic.kind->severity)},
              {"message", message_of(diagnostic)},
              {"place", place_json(diagnostic.at, sources)},
              {"labels", std::move(labels)},
              {"notes", diagnostic.notes},
              {"helps", helps_of(diagnostic)}};
  if (!diagnostic.warehouses.empty()) result["warehouses"] = diagnostic.warehouses;
  return result;
}

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics, std::size_t dropped, const SourceManager& sources) {
  Json list = Json::array();
  std::size_t counts[3] = {};
  for (const Diagnostic& diagnostic : diagnostics) {
    ++counts[static_cast<std::size_t>(diagnostic.kind->severity)];
    list.push_back(diagnostic_json(diagnostic, sources));
  }
  Json summary{{"errors", counts[static_cast<std::size_t>(Severity::error)]},
               {"warnings", counts[static_cast<std::size_t>(Severity::warning)]},
               {"notes", counts[static_cast<std::size_t>(Severity::note)]},
               {"not_shown", dropped}};
  const Json document{{"diagnostics", std::move(list)}, {"summary", std::move(summary)}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kura::diag
