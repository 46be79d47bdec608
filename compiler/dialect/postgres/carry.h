// Carry: what hangs on a relation and is not declared, kept before it goes and put back after.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/dialect/renderer.h"

namespace kura::dialect::postgres {

/// What to keep of a relation, and under which names it comes back.
struct Kept {
  ir::QualifiedName from;  // its name now
  ir::QualifiedName to;
  std::vector<std::string> declared;  // options and indexes that the model speaks of: not to be kept
  std::vector<std::pair<std::string, std::string>> renamed;  // columns: from, to (empty: dropped)
};

std::string keep_statement(const Kept& kept, const Renderer& renderer, const RenderContext& context);
std::string restore_statement(const ir::QualifiedName& name, const Renderer& renderer, const RenderContext& context);
/// Gives the names of a table's indexes, sequences and partitions free.
std::string set_aside_statement(const ir::QualifiedName& table, const Renderer& renderer, const RenderContext& context);

/// The statements of an online build or drop of an index. It waits for older transactions, however long they take,
/// while others read and write; a build that was broken off leaves an index that serves no one and holds the name.
std::vector<std::string> online_build(const std::string& index, std::string create, const Renderer& renderer);
std::vector<std::string> online_drop(const std::string& index);
/// The setting that every other statement runs under.
std::string lock_timeout();

/// The temporary table and those of the procedures that the statements call, made once a session.
std::vector<std::string> carrying_procedures(const std::vector<std::string>& statements);

}  // namespace kura::dialect::postgres
