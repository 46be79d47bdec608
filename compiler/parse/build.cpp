// build: names, values, raw text, places and docs from tokens.
#include "compiler/parse/build.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/parse/expectation.h"

namespace kura::parse {
namespace {

bool has_upper_case(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view trimmed_doc(std::string_view line) {
  line.remove_prefix(3);
  if (line.starts_with(' ')) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

std::string join(const Build& build, std::size_t first, std::size_t last) {
  std::string result;
  for (std::size_t i = first; i <= last; ++i) {
    if (i > first && build.token(i).begin > build.token(i - 1).end) result += ' ';
    result += build.token(i).view();
  }
  return result;
}

std::string_view slice(const SourceToken& first, const SourceToken& last) {
  return {first.text, last.end - first.begin};
}

}  // namespace

SourceRange place(const Build& build, const SourceToken& token) {
  return {build.buffer, token.begin, token.end};
}

SourceRange place(const Build& build, const SourceToken& first, const SourceToken& last) {
  return {build.buffer, first.begin, last.end};
}

SourceRange place(const Build& build, const Node& node) {
  return place(build, first_token(node), last_token(node));
}

std::string_view folded(Build& build, const SourceToken& word) {
  return has_upper_case(word.view()) ? build.sources.keep(to_lower(word.view())) : word.view();
}

std::string_view unquoted(Build& build, const SourceToken& token, std::size_t prefix) {
  std::string_view inside = token.view().substr(prefix);
  const char quote = inside.front();
  inside = inside.substr(1, inside.size() - 2);
  if (inside.find(quote) == std::string_view::npos) return inside;
  std::string text;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    text += inside[i];
    if (inside[i] == quote) ++i;
  }
  return build.sources.keep(std::move(text));
}

std::string_view joined(Build& build, const SourceToken& first, const SourceToken& last) {
  const std::string_view written = slice(first, last);
  std::string text = join(build, first.index, last.index);
  return text == written ? written : build.sources.keep(std::move(text));
}

std::string_view joined_folded(Build& build, const SourceToken& first, const SourceToken& last) {
  const std::string_view text = joined(build, first, last);
  return has_upper_case(text) ? build.sources.keep(to_lower(text)) : text;
}

ast::RawText raw_text(Build& build, const SourceToken& first, const SourceToken& last) {
  const SourceRange at = place(build, first, last);
  build.raw_texts.push_back(at);
  return {slice(first, last), at};
}

ast::RawText raw_text(Build& build, const Node& node) {
  return raw_text(build, first_token(node), last_token(node));
}

ast::Name name_of(Build& build, const SourceToken& token) {
  if (!token.is(Rules::QUOTED)) return {folded(build, token), place(build, token), false};
  const std::string_view text = unquoted(build, token);
  if (text.empty()) report_unexpected(build, "a name", token);
  return {text, place(build, token), true};
}

ast::Name name_of(Build& build, const Node& node) {
  return name_of(build, first_token(node));
}

ast::QualifiedName qualified_name_of(Build& build, const Node& node) {
  ast::QualifiedName result;
  result.at = place(build, node);
  if (child_count(node) == 2) result.schema = name_of(build, child(node, 0));
  result.name = name_of(build, child(node, child_count(node) - 1));
  return result;
}

std::vector<ast::Name> names_of(Build& build, const Node& node) {
  std::vector<ast::Name> result;
  for (std::size_t i = 0; i < child_count(node); ++i) result.push_back(name_of(build, child(node, i)));
  return result;
}

std::vector<ast::Name> name_list_of(Build& build, const Node& node) {
  const Node* list = find_child(node, Rules::RuleNameList);
  return list == nullptr ? std::vector<ast::Name>() : names_of(build, *list);
}

std::vector<ast::Name> only_on_of(Build& build, const Node& node) {
  const Node* only_on = find_child(node, Rules::RuleOnlyOn);
  return only_on == nullptr ? std::vector<ast::Name>() : names_of(build, *only_on);
}

ast::Value string_value(Build& build, const SourceToken& token) {
  return {ast::ValueKind::string, unquoted(build, token), place(build, token)};
}

// A sign and its number are one text, even if white space stood between.
ast::Value number_of(Build& build, const Node& signed_number) {
  const SourceToken& first = first_token(signed_number);
  const SourceToken& last = last_token(signed_number);
  const SourceRange at = place(build, signed_number);
  if (first.is(Rules::PARAMETER))
    return {ast::ValueKind::parameter, first.view().substr(2, first.view().size() - 3), at};
  const bool is_apart = first.index != last.index && first.end != last.begin;
  if (!is_apart) return {ast::ValueKind::number, slice(first, last), at};
  return {ast::ValueKind::number, build.sources.keep(std::string(first.view()) + std::string(last.view())), at};
}

ast::Value value_of(Build& build, const Node& node) {
  const SourceToken& first = first_token(node);
  if (first.is(Rules::STRING) || first.is(Rules::QUOTED)) return string_value(build, first);
  if (const Node* number = find_child(node, Rules::RuleSignedNumber)) return number_of(build, *number);
  const bool is_boolean = first.is(Rules::TRUE) || first.is(Rules::FALSE);
  return {is_boolean ? ast::ValueKind::boolean : ast::ValueKind::word, folded(build, first), place(build, first)};
}

std::string_view take_doc(Build& build, const SourceToken& token) {
  const std::vector<DocLine>& docs = build.list.docs;
  const auto is_before = [](const DocLine& doc, std::uint32_t index) { return doc.next_token < index; };
  auto line = std::lower_bound(docs.begin(), docs.end(), token.index, is_before);
  std::string text;
  std::string_view only;
  std::size_t count = 0;
  for (; line != docs.end() && line->next_token == token.index; ++line) {
    // A doc comment behind other text of its line is taken for that text's by readers: it documents nothing.
    if (!line->starts_line) continue;
    only = trimmed_doc(build.sources.slice(line->at));
    if (count++ > 0) text += '\n';
    text += only;
    build.docs_used[static_cast<std::size_t>(line - docs.begin())] = true;
  }
  return count < 2 ? only : build.sources.keep(std::move(text));
}

void report_unexpected(Build& build, std::string expected, const SourceToken& found) {
  build.sink.report(diag::unexpected_token, place(build, found), {std::move(expected), describe(found)});
  build.is_broken = true;
}

}  // namespace kura::parse
