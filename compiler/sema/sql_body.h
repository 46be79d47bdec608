// A view's SQL: parameters filled in, relations found and resolved.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

ir::SqlBody lower_body(Lowering& lowering, const ast::RawText& written, std::string_view schema, bool is_native);

}  // namespace kura::sema
