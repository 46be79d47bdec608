// The passages of the analysis and of lowering, in the order in which they run.
#pragma once

#include "compiler/sema/lowering.h"

namespace kura::sema {

// Analysis: what does not depend on a warehouse.
void declare_names(Project& project, diag::Sink& sink);
void check_mixins(Project& project, diag::Sink& sink);
void check_dialects(Project& project, const Vocabulary& vocabulary, diag::Sink& sink);
void check_placement(const Project& project, diag::Sink& sink);
void check_warehouses(const Project& project, const Vocabulary& vocabulary, diag::Sink& sink);
void check_enums(const Project& project, diag::Sink& sink);

// Lowering: one warehouse.
ir::Warehouse lower_warehouse(const Target& target, Lowering& lowering);
void lower_enums(Lowering& lowering, ir::Schema& schema);
void lower_sequences(Lowering& lowering, ir::Schema& schema);
/// External tables are lowered as tables, for their keys; they become externals when all references are resolved.
void lower_tables(Lowering& lowering, ir::Schema& schema, std::vector<ir::Table>& externals);
void lower_views(Lowering& lowering, ir::Schema& schema);
void resolve_references(Lowering& lowering, ir::Schema& schema, const std::vector<ir::Table>& externals);
void check_renames(const Lowering& lowering, const ir::Schema& schema);
void list_namespaces(const Lowering& lowering, ir::Schema& schema);

}  // namespace kura::sema
