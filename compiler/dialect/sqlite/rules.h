// The rules of SQLite, one function each, and what several of them and the renderer ask.
#pragma once

#include <functional>
#include <string_view>

#include "compiler/dialect/dialect.h"

namespace kura::dialect::sqlite {

using Rule = void (*)(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);

#define KURA_RULE(name) void name(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink);
#include "compiler/dialect/sqlite/rules.def"
#undef KURA_RULE

bool is_strict(const ir::Table& table);
bool is_without_rowid(const ir::Table& table);

/// The identity column when it is the whole primary key: it is declared `INTEGER PRIMARY KEY AUTOINCREMENT`.
const ir::Column* rowid_column(const ir::Table& table);

/// The word of the type in a strict table; empty when there is none.
std::string_view strict_word(const ir::Type& type);

/// Where an expression stands.
enum class Place { default_value, generated, check, index };

/// Every expression of the schema's tables, with its place and where to report.
void for_each_expression(ir::Schema& schema, const std::function<void(ir::Expression&, Place, SourceRange)>& visit);

}  // namespace kura::dialect::sqlite
