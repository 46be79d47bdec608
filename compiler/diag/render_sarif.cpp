// Diagnostics as SARIF 2.1.0, for code scanning services.
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/base/ascii.h"
#include "compiler/diag/render.h"
#include "compiler/diag/render_place.h"

namespace kura::diag {
namespace {

using Json = nlohmann::ordered_json;
using RuleIndex = std::map<std::string_view, std::size_t>;  // by code

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "none";
}

/// A path as a relative URI reference.
std::string uri_of(std::string_view path) {
  std::string result;
  for (char c : path) {
    const bool is_plain = is_name_part(c) || c == '-' || c == '.' || c == '~' || c == '/';
    result += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

Json location_json(SourceRange at, const SourceManager& sources) {
  const Place place = place_of(at, sources);
  Json region{{"startLine", place.line},
              {"startColumn", place.column},
              {"endLine", place.end_line},
              {"endColumn", place.end_column}};
  Json artifact{{"uri", uri_of(place.file)}};
  return Json{{"physicalLocation", Json{{"artifactLocation", std::move(artifact)}, {"region", std::move(region)}}}};
}

/// A kind's message is a template; a rule's description shows what varies as "…".
std::string description_of(const Kind& kind) {
  Diagnostic sample;
  sample.kind = &kind;
  sample.arguments.assign(10, "…");
  return message_of(sample);
}

Json rules_json(const std::vector<Diagnostic>& diagnostics, RuleIndex& index) {
  std::map<std::string_view, const Kind*> kinds;
  for (const Diagnostic& diagnostic : diagnostics) kinds.emplace(diagnostic.kind->code, diagnostic.kind);
  Json rules = Json::array();
  for (const auto& [code, kind] : kinds) {
    index.emplace(code, rules.size());
    rules.push_back(Json{{"id", code},
                         {"name", kind->name},
                         {"shortDescription", Json{{"text", description_of(*kind)}}},
                         {"defaultConfiguration", Json{{"level", level_of(kind->severity)}}}});
  }
  return rules;
}

std::string text_of(const Diagnostic& diagnostic) {
  std::string text = message_of(diagnostic);
  for (const std::string& note : diagnostic.notes) text += "\nnote: " + note;
  for (const std::string& help : helps_of(diagnostic)) text += "\nhelp: " + help;
  return text;
}

Json result_json(const Diagnostic& diagnostic, const RuleIndex& index, const SourceManager& sources) {
  Json result{{"ruleId", diagnostic.kind->code},
              {"ruleIndex", index.at(diagnostic.kind->code)},
              {"level", level_of(diagnostic.kind->severity)},
              {"message", Json{{"text", text_of(diagnostic)}}}};
  if (diagnostic.at.is_valid()) result["locations"] = Json::array({location_json(diagnostic.at, sources)});
  Json related = Json::array();
  for (const Label& label : diagnostic.labels) {
    if (!label.at.is_valid()) continue;
    Json location = location_json(label.at, sources);
    location["message"] = Json{{"text", label.text}};
    related.push_back(std::move(location));
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  if (!diagnostic.warehouses.empty()) result["properties"] = Json{{"warehouses", diagnostic.warehouses}};
  return result;
}

}  // namespace

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const SourceManager& sources) {
  RuleIndex index;
  Json rules = rules_json(diagnostics, index);
  Json results = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) results.push_back(result_json(diagnostic, index, sources));
  Json tool{{"driver", Json{{"name", "kura"}, {"rules", std::move(rules)}}}};
  // Columns count characters, which SARIF takes for UTF-16 units unless told.
  Json run{{"tool", std::move(tool)}, {"columnKind", "unicodeCodePoints"}, {"results", std::move(results)}};
  const Json document{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                      {"version", "2.1.0"},
                      {"runs", Json::array({std::move(run)})}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kura::diag
