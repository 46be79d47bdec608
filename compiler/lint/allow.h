// Allow: the comments `// kura:allow RULE, …` that silence a rule in one place.
#pragma once

#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/source/source_manager.h"

namespace kura::lint {

/// One rule of one comment.
struct Allow {
  std::string rule;
  SourceRange at;       // the rule's name
  SourceRange comment;  // with its mark
  SourceRange scope;    // what it holds for
  bool is_used = false;
};

/// All of a file. Behind something, a comment holds for its line; on a line of its own, for the declaration or the line
/// below it.
std::vector<Allow> find_allows(const SourceManager& sources, const ast::File& file);

}  // namespace kura::lint
