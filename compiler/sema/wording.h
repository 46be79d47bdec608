// Wording: how messages list names and count things.
#pragma once

#include <fmt/format.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/sink.h"

namespace kura::sema {

/// "`a`", "`a` and `b`", "`a`, `b` and `c`".
std::string listed(const std::vector<std::string>& names, std::string_view conjunction = "and");
std::string listed(std::span<const ast::Name> names, std::string_view conjunction = "and");
/// "1 column", "2 columns".
std::string counted(std::size_t count, std::string_view thing);
/// "a.b" or "b", as it was written.
std::string to_text(const ast::QualifiedName& name);

/// Adds "did you mean …?", or what there is when nothing is close and there is little of it.
void suggest(diag::Diagnostic& diagnostic, std::string_view name, const std::vector<std::string>& known,
             std::string_view there_is = {});
/// After this many errors no more suggestions are worked out: comparing names with all others takes time.
bool is_suggesting(const diag::Sink& sink);

}  // namespace kura::sema
