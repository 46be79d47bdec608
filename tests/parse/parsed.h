// Parsed: a schema text parsed in a test, with everything that must outlive its tree.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/base/check.h"
#include "compiler/parse/parse.h"

/// Lists of findings are shown as such when a check fails.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static doctest::String convert(const std::vector<std::string>& texts) {
    std::string result;
    for (const std::string& text : texts) result += fmt::format("\n    {}", text);
    return result.c_str();
  }
};

namespace kura::testing {

struct Parsed {
  explicit Parsed(std::string text, parse::Options options = {}) {
    const BufferId buffer = sources.add("test.schema", std::move(text));
    file = parse::parse(sources, buffer, sink, options);
  }

  /// "KURA0101 2:3 message", one a finding, in source order.
  [[nodiscard]] std::vector<std::string> findings() const {
    std::vector<std::string> result;
    for (const diag::Diagnostic& finding : sink.sorted()) {
      const LineColumn at = sources.position(finding.at.buffer, finding.at.begin);
      result.push_back(std::string(finding.kind->code) + " " + std::to_string(at.line) + ":" +
                       std::to_string(at.column) + " " + diag::message_of(finding));
    }
    return result;
  }
  template <class Node>
  [[nodiscard]] const Node& declaration(std::size_t index = 0) const {
    KURA_CHECK(index < file.declarations.size(), "the text has fewer declarations");
    return std::get<Node>(file.declarations[index].node);
  }

  SourceManager sources;
  diag::Sink sink;
  ast::File file;
};

/// The entries of one table: `members` is what stands between its braces.
struct ParsedTable : Parsed {
  explicit ParsedTable(const std::string& members) : Parsed("table t {\n" + members + "\n}\n") {}

  [[nodiscard]] const std::vector<ast::Member>& members() const { return declaration<ast::TableDecl>().members; }
  template <class Node>
  [[nodiscard]] const Node& member(std::size_t index = 0) const {
    KURA_CHECK(index < members().size(), "the table has fewer entries");
    return std::get<Node>(members()[index].node);
  }
  [[nodiscard]] const ast::Attribute& attribute(std::size_t index) const {
    KURA_CHECK(index < member<ast::Column>().attributes.size(), "the column has fewer attributes");
    return member<ast::Column>().attributes[index];
  }
  template <class Detail>
  [[nodiscard]] const Detail& detail(std::size_t index) const {
    return std::get<Detail>(*attribute(index).detail);
  }
};

/// An expression as nested lists, so that a test sees its shape: "(or a (= b 1))".
inline std::string shape(const ast::Expression& expression);

inline std::string shape_of_path(const ast::Expression& expression) {
  std::string result;
  for (const ast::Name& name : expression.path) result += fmt::format("{}{}", result.empty() ? "" : ".", name.text);
  return result;
}

inline std::string shape_list(std::string head, const ast::Expression& expression) {
  for (const ast::Expression& operand : expression.operands) head += fmt::format(" {}", shape(operand));
  return fmt::format("({})", head);
}

inline std::string shape(const ast::Expression& expression) {
  using Kind = ast::ExpressionKind;
  const std::string text(expression.text);
  const std::string negation = expression.is_negated ? "not-" : "";
  switch (expression.kind) {
    case Kind::null_literal:
      return "null";
    case Kind::boolean_literal:
    case Kind::number:
      return text;
    case Kind::string:
      return fmt::format("'{}'", text);
    case Kind::typed_string:
      return shape_list("typed '" + text + "'", expression);
    case Kind::name:
      return shape_of_path(expression);
    case Kind::call:
      return shape_list(shape_of_path(expression) + "()", expression);
    case Kind::star:
      return "*";
    case Kind::unary:
    case Kind::binary:
      return shape_list(text, expression);
    case Kind::is_test:
      return shape_list(negation + "is-" + text, expression);
    case Kind::in_list:
      return shape_list(negation + "in", expression);
    case Kind::between:
      return shape_list(negation + "between", expression);
    case Kind::like:
      return shape_list(negation + text, expression);
    case Kind::case_when:
      return shape_list(
          std::string("case") + (expression.has_case_operand ? "-of" : "") + (expression.has_else ? "-else" : ""),
          expression);
    case Kind::cast:
      return shape_list("cast-" + std::string(expression.type->words), expression);
    case Kind::row:
      return shape_list("row", expression);
    case Kind::raw:
      return fmt::format("sql'{}'", text);
    case Kind::parameter:
      return fmt::format("${{{}}}", text);
  }
  return {};
}

}  // namespace kura::testing
