// Looking around in a parse tree.
#include "compiler/import/tree.h"

namespace kura::import {

SourceRange Part::at() const {
  const Tokens own = tokens();
  if (own.empty()) return statement_->at;
  return {statement_->at.buffer, own.front().begin, own.back().end};
}

std::vector<Part> Part::children() const {
  std::vector<Part> result;
  for (const Node& child : node_->children) result.emplace_back(child, *statement_);
  return result;
}

std::optional<Part> Part::find(Rule rule) const {
  for (const Node& child : node_->children) {
    if (child.rule == rule) return Part(child, *statement_);
  }
  return std::nullopt;
}

std::optional<Part> Part::find_last(Rule rule) const {
  std::optional<Part> result;
  for (const Node& child : node_->children) {
    if (child.rule == rule) result = Part(child, *statement_);
  }
  return result;
}

std::vector<Part> Part::all(Rule rule) const {
  std::vector<Part> result;
  for (const Node& child : node_->children) {
    if (child.rule == rule) result.emplace_back(child, *statement_);
  }
  return result;
}

bool Part::has(std::string_view word) const {
  for (const Node& child : node_->children) {
    if (child.rule == Rule::token && statement_->tokens[child.begin].is(word)) return true;
  }
  return false;
}

bool Part::begins_with(std::string_view first, std::string_view second) const {
  const Tokens own = tokens();
  return !own.empty() && own[0].is(first) && (second.empty() || (own.size() > 1 && own[1].is(second)));
}

}  // namespace kura::import
