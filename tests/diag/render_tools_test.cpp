// Findings as tools read them.
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"
#include "tests/diag/findings.h"

namespace kura::test {
namespace {

struct Sample {
  SourceManager sources;
  std::vector<diag::Diagnostic> found;
};

void fill(Sample& sample) {
  const BufferId file = sample.sources.add("my dir/a.schema", "größer name,\nx");
  diag::Diagnostic warning = find(kSlow, place(sample.sources, file, "name"), {"name"});
  warning.labels.push_back({place(sample.sources, file, "x"), "see here"});
  warning.notes.push_back("100% sure");
  warning.warehouses = {"prod"};
  sample.found.push_back(warning);
  sample.found.push_back(find(kUnknownColumn, place(sample.sources, file, "name,\nx"), {"a", "b"}));
  sample.found.push_back(find(kAside, {}));
}

}  // namespace

TEST_CASE("json: one document with places in lines and characters") {
  Sample sample;
  fill(sample);
  CHECK(diag::render_json({sample.found[0]}, 2, sample.sources) == R"({
  "diagnostics": [
    {
      "code": "KURA9402",
      "name": "slow",
      "severity": "warning",
      "message": "`name` is slow",
      "place": {
        "file": "my dir/a.schema",
        "start": {
          "line": 1,
          "column": 8,
          "offset": 9
        },
        "end": {
          "line": 1,
          "column": 12,
          "offset": 13
        }
      },
      "labels": [
        {
          "message": "see here",
          "place": {
            "file": "my dir/a.schema",
            "start": {
              "line": 2,
              "column": 1,
              "offset": 15
            },
            "end": {
              "line": 2,
              "column": 2,
              "offset": 16
            }
          }
        }
      ],
      "notes": [
        "100% sure"
      ],
      "helps": [
        "use `name2`"
      ],
      "warehouses": [
        "prod"
      ]
    }
  ],
  "summary": {
    "errors": 0,
    "warnings": 1,
    "notes": 0,
    "not_shown": 2
  }
}
)");
}

TEST_CASE("json: nothing found, no place, broken UTF-8") {
  SourceManager sources;
  CHECK(nlohmann::json::parse(diag::render_json({}, 0, sources))["diagnostics"].empty());
  const auto document = nlohmann::json::parse(diag::render_json({find(kSlow, {}, {"\xff"})}, 0, sources));
  CHECK(document["diagnostics"][0]["place"].is_null());
  CHECK(document["diagnostics"][0]["message"] == "`\xef\xbf\xbd` is slow");
}

TEST_CASE("sarif: rules once each, results with regions and levels") {
  Sample sample;
  fill(sample);
  sample.found.push_back(sample.found[0]);
  const auto document = nlohmann::json::parse(diag::render_sarif(sample.found, sample.sources));
  CHECK(document["version"] == "2.1.0");
  const auto& run = document["runs"][0];
  CHECK(run["tool"]["driver"]["name"] == "kura");
  CHECK(run["columnKind"] == "unicodeCodePoints");
  const auto& rules = run["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == 3);
  CHECK(rules[0]["id"] == "KURA9203");
  CHECK(rules[0]["shortDescription"]["text"] == "table `…` has no column `…`");
  CHECK_FALSE(rules[0].contains("helpUri"));
  const auto& results = run["results"];
  REQUIRE(results.size() == 4);
  CHECK(results[0]["ruleId"] == "KURA9402");
  CHECK(results[0]["ruleIndex"] == 1);
  CHECK(results[0]["level"] == "warning");
  CHECK(results[0]["message"]["text"] == "`name` is slow\nnote: 100% sure\nhelp: use `name2`");
  const auto& location = results[0]["locations"][0]["physicalLocation"];
  CHECK(location["artifactLocation"]["uri"] == "my%20dir/a.schema");
  CHECK(location["region"] == nlohmann::json{{"startLine", 1}, {"startColumn", 8}, {"endLine", 1}, {"endColumn", 12}});
  CHECK(results[0]["relatedLocations"][0]["message"]["text"] == "see here");
  CHECK(results[0]["properties"]["warehouses"][0] == "prod");
  CHECK(results[1]["level"] == "error");
  CHECK(results[2]["level"] == "note");
  CHECK_FALSE(results[2].contains("locations"));
}

TEST_CASE("github: one escaped line a finding") {
  Sample sample;
  fill(sample);
  CHECK(diag::render_github(sample.found, sample.sources) ==
        "::warning file=my dir/a.schema,line=1,endLine=1,col=8,endColumn=12,title=KURA9402::`name` is slow (warehouse "
        "`prod`)"
        "%0Anote: 100%25 sure%0Ahelp: use `name2`\n"
        "::error file=my dir/a.schema,line=1,endLine=2,title=KURA9203::table `a` has no column `b`\n"
        "::notice title=KURA9501::by the way\n");
  SourceManager sources;
  const BufferId file = sources.add("a:b,c.schema", "x");
  const std::string text = diag::render_github({find(kAside, place(sources, file, "x"))}, sources);
  CHECK(text.find("file=a%3Ab%2Cc.schema,") != std::string::npos);
}

}  // namespace kura::test
