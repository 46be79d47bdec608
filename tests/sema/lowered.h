// Lowered: schema texts analysed and lowered in a test, with everything that must outlive the model.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/parse/parse.h"
#include "compiler/sema/analyze.h"

namespace kura::testing {

/// Dialects for tests: a parent and its child, and one with words of its own.
inline const sema::Vocabulary& test_vocabulary() {
  static const std::vector<std::string_view> types = {"tsvector", "int4range", "float"};
  static const std::vector<std::string_view> column_words = {"storage", "character", "invisible"};
  static const std::vector<std::string_view> clauses = {"tablespace", "deferrable", "nulls"};
  static const std::vector<std::string_view> settings = {"owner", "statement_timeout"};
  static const std::vector<std::string_view> catalogs = {"information_schema.", "pg_catalog.", "pg_"};
  static const sema::Vocabulary vocabulary{{
      {"postgres", "", {"postgresql"}, types, column_words, clauses, settings, catalogs},
      {"mysql", "", {}, {}, column_words, {}, {}, {}},
      {"mariadb", "mysql", {}, {}, {}, {}, {}, {}},
      {"redshift", "", {}, {}, {}, {}, {}, {}},
  }};
  return vocabulary;
}

struct Lowered {
  /// `target` is a warehouse of the project, or else a dialect.
  explicit Lowered(std::string text, std::string_view target = "postgres",
                   std::map<std::string, std::string> parameters = {})
      : Lowered(std::vector<std::string>{std::move(text)}, target, std::move(parameters)) {}

  explicit Lowered(std::vector<std::string> texts, std::string_view target = "postgres",
                   std::map<std::string, std::string> parameters = {}) {
    std::vector<ast::File> files;
    for (std::string& text : texts)
      files.push_back(parse::parse(sources, sources.add("test.schema", std::move(text)), sink));
    project = sema::analyze(std::move(files), test_vocabulary(), sink);
    sema::Target wanted;
    for (const auto& declared : project.warehouses) {
      if (declared.name == target) wanted.warehouse = declared.decl;
    }
    if (wanted.warehouse == nullptr) wanted.dialect = target;
    wanted.parameters = std::move(parameters);
    schema = sema::lower(project, wanted, test_vocabulary(), sources, sink);
  }

  /// "KURA0201 2:3 message; …": the findings in source order.
  [[nodiscard]] std::string findings() const {
    std::string result;
    for (const diag::Diagnostic& finding : sink.sorted()) {
      if (!result.empty()) result += "; ";
      result += std::string(finding.kind->code) + " ";
      if (finding.at.is_valid()) {
        const LineColumn at = sources.position(finding.at.buffer, finding.at.begin);
        result += std::to_string(at.line) + ":" + std::to_string(at.column) + " ";
      }
      result += diag::message_of(finding);
    }
    return result;
  }
  /// The codes of the findings, with blanks between them.
  [[nodiscard]] std::string codes() const {
    std::string result;
    for (const diag::Diagnostic& finding : sink.sorted())
      result += (result.empty() ? "" : " ") + std::string(finding.kind->code);
    return result;
  }

  SourceManager sources;
  diag::Sink sink;
  sema::Project project;
  ir::Schema schema;
};

/// "a, b, c".
inline std::string joined(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) result += (result.empty() ? "" : ", ") + name;
  return result;
}

/// The columns of a table with their types: "id bigint, name text".
inline std::string columns_of(const std::vector<ir::Column>& columns) {
  std::vector<std::string> texts;
  for (const ir::Column& column : columns) texts.push_back(column.name + " " + ir::to_text(column.type));
  return joined(texts);
}

}  // namespace kura::testing
