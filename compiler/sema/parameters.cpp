// Parameters: declared < set by the warehouse < set by the command line.
#include "compiler/sema/parameters.h"

#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/wording.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

bool is_number(std::string_view text) {
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  std::size_t points = 0;
  for (char c : text) {
    if (c == '.') ++points;
    if (!is_digit(c) && c != '.') return false;
  }
  return points <= 1 && text.size() > points;
}

/// A value of the command line has no quotes to tell what it is.
ast::ValueKind kind_of(std::string_view text) {
  if (is_number(text)) return ast::ValueKind::number;
  if (text == "true" || text == "false") return ast::ValueKind::boolean;
  return ast::ValueKind::string;
}

constexpr std::string_view kOpening = "${";

/// The `${name}` inside the text at this range, or the range itself.
SourceRange place_of_name(std::string_view name, SourceRange at, const SourceManager& sources) {
  if (!at.is_valid()) return at;
  const std::size_t found = sources.slice(at).find(fmt::format("${{{}}}", name));
  if (found == std::string_view::npos) return at;
  const auto begin = at.begin + static_cast<std::uint32_t>(found);
  return {at.buffer, begin, begin + static_cast<std::uint32_t>(name.size()) + 3};
}

/// The `${` that begins the end of the text at this range, or the range itself.
SourceRange place_of_opening(std::string_view ending, SourceRange at, const SourceManager& sources) {
  if (!at.is_valid()) return at;
  const std::size_t found = sources.slice(at).rfind(ending);
  if (found == std::string_view::npos) return at;
  const auto begin = at.begin + static_cast<std::uint32_t>(found);
  return {at.buffer, begin, begin + static_cast<std::uint32_t>(kOpening.size())};
}

/// The name in the `${name}` that begins here; empty when it is none.
std::string_view name_at(std::string_view text, std::size_t opening) {
  const std::size_t begin = opening + kOpening.size();
  std::size_t end = begin;
  while (end < text.size() && is_name_part(text[end])) ++end;
  const bool is_name = end < text.size() && text[end] == '}' && is_name_start(text[begin]);
  return is_name ? text.substr(begin, end - begin) : std::string_view();
}

}  // namespace

std::optional<std::int64_t> to_whole_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void Parameters::declare(const Project& project, const Target& target) {
  for (const auto& declared : project.parameters) {
    values_[declared.name] = {declared.decl->value.kind, declared.decl->value.text};
    names_.emplace_back(declared.name);
  }
  if (target.warehouse != nullptr) {
    for (const ast::Setting& setting : target.warehouse->parameters) {
      const auto found = values_.find(setting.key.text);
      if (found != values_.end()) found->second = {setting.value.kind, setting.value.text};
    }
  }
  for (const auto& [name, text] : target.parameters) set(name, text);
}

void Parameters::set(const std::string& name, const std::string& text) {
  const auto found = values_.find(name);
  if (found == values_.end()) {
    auto& diagnostic = sink_->report(diag::unknown_parameter, {}, {name});
    diagnostic.notes.push_back("it is given with `--set`");
    suggest(diagnostic, name, names_, "the parameters are");
    return;
  }
  const bool stays_string = found->second.kind == ast::ValueKind::string;
  found->second = {stays_string ? ast::ValueKind::string : kind_of(text), sources_->keep(text)};
}

const ParameterValue* Parameters::find(std::string_view name, SourceRange at) {
  const auto found = values_.find(name);
  if (found != values_.end()) return &found->second;
  auto& diagnostic = sink_->report(diag::unknown_parameter, place_of_name(name, at, *sources_), {std::string(name)});
  suggest(diagnostic, name, names_);
  if (diagnostic.helps.empty()) diagnostic.helps.push_back(fmt::format("declare it: `param {} = …;`", name));
  return nullptr;
}

std::string Parameters::fill_in(std::string_view text, SourceRange at) {
  std::string result;
  std::size_t done = 0;
  for (std::size_t begin = text.find(kOpening); begin != std::string_view::npos; begin = text.find(kOpening, done)) {
    const bool is_escaped = begin > done && text[begin - 1] == '$';
    result += text.substr(done, begin - done - (is_escaped ? 1 : 0));
    done = begin + kOpening.size();
    const std::string_view name = is_escaped ? std::string_view() : name_at(text, begin);
    if (name.empty()) {
      result += kOpening;
      if (!is_escaped) report_unclosed(text.substr(begin), at);
      continue;
    }
    done += name.size() + 1;
    const ParameterValue* value = find(name, at);
    result += value != nullptr ? value->text : text.substr(begin, done - begin);
  }
  result += text.substr(done);
  return result;
}

void Parameters::report_unclosed(std::string_view text, SourceRange at) {
  sink_->report(diag::unclosed_parameter, place_of_opening(text, at, *sources_));
}

std::string Parameters::fill_in_sql(std::string_view text, SourceRange at) {
  if (text.find(kOpening) == std::string_view::npos) return std::string(text);
  std::string result;
  std::size_t done = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    std::size_t inside = token.begin;
    if (token.kind == sql::TokenKind::string && token.text[0] == '$') inside += token.text.find('$', 1) + 1;
    result += text.substr(done, inside - done);
    result += fill_in(text.substr(inside, token.end - inside), at);
    done = token.end;
  }
  result += text.substr(done);
  return result;
}

ast::Value Parameters::fill_in(const ast::Value& value) {
  if (value.kind == ast::ValueKind::parameter) {
    const ParameterValue* found = find(value.text, value.at);
    return found == nullptr ? ast::Value{value.kind, {}, value.at} : ast::Value{found->kind, found->text, value.at};
  }
  if (value.kind != ast::ValueKind::string || value.text.find("${") == std::string_view::npos) return value;
  return {value.kind, sources_->keep(fill_in(value.text, value.at)), value.at};
}

std::optional<std::int64_t> Parameters::whole_number(const ast::Value& value, std::string_view what,
                                                     std::optional<std::int64_t> least) {
  const ast::Value filled = fill_in(value);
  if (filled.kind == ast::ValueKind::parameter) return std::nullopt;  // unknown, and reported
  const std::optional<std::int64_t> number = to_whole_number(filled.text);
  if (number && (!least || *number >= *least)) return number;
  sink_->report(diag::not_a_whole_number, value.at,
                {std::string(what), least ? fmt::format(" of at least {}", *least) : "", std::string(filled.text)});
  return std::nullopt;
}

}  // namespace kura::sema
