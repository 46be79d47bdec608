// objects: one function a kind of declaration.
#pragma once

#include "compiler/raise/tree.h"

namespace kura::raise {

ast::Declaration raise_warehouse(Tree& tree, const ir::Warehouse& warehouse);
ast::Declaration raise_namespace(Tree& tree, const ir::Namespace& declared);
ast::Declaration raise_enum(Tree& tree, const ir::EnumType& type);
ast::Declaration raise_sequence(Tree& tree, const ir::Sequence& sequence);
ast::Declaration raise_external(Tree& tree, const ir::ExternalRelation& external);
ast::Declaration raise_table(Tree& tree, const ir::Table& table);
ast::Declaration raise_view(Tree& tree, const ir::View& view);

}  // namespace kura::raise
