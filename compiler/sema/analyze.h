// Semantic analysis: syntax trees to the model of one warehouse, in two steps.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/diag/sink.h"
#include "compiler/ir/schema.h"
#include "compiler/sema/vocabulary.h"
#include "compiler/source/source_manager.h"

namespace kura::sema {

/// A declaration that stands under a name, with the namespace that was in force.
template <class Decl>
struct Declared {
  const Decl* decl = nullptr;
  const ast::Declaration* declaration = nullptr;
  std::string_view schema;  // empty: the default namespace
  std::string_view name;
};

/// All files of a project with its declarations by name; no name stands twice. Holds the trees.
struct Project {
  std::vector<ast::File> files;
  std::vector<Declared<ast::WarehouseDecl>> warehouses;
  std::vector<Declared<ast::ParameterDecl>> parameters;
  std::vector<Declared<ast::EnumDecl>> enums;
  std::vector<Declared<ast::MixinDecl>> mixins;
  std::vector<Declared<ast::TableDecl>> tables;  // external ones too
  std::vector<Declared<ast::ViewDecl>> views;
  std::vector<Declared<ast::SequenceDecl>> sequences;
  std::vector<Declared<ast::SchemaDecl>> namespaces;
  std::vector<const ast::LintDecl*> lints;  // what they say is compiler/lint's business
};

/// Declares every name and checks what does not depend on a warehouse: names declared twice, unknown mixins, mixin
/// cycles, unknown dialects in `for` and `only on`, clauses that do not belong where they stand. What is broken is left
/// out of the lists, so that one mistake gives one message.
Project analyze(std::vector<ast::File> files, const Vocabulary& vocabulary, diag::Sink& sink);

/// Which warehouse to compile for.
struct Target {
  const ast::WarehouseDecl* warehouse = nullptr;  // null: an ad-hoc warehouse of `dialect`
  std::string dialect;                            // used when there is no declaration
  std::map<std::string, std::string> parameters;  // --set NAME=VALUE
};

/// The project as this warehouse sees it: mixins put in, `only on` and `for` applied, parameters filled in, types and
/// names resolved, the relations of every view found. Reports what it cannot resolve; the result is for use only when
/// the sink has no errors.
ir::Schema lower(const Project& project, const Target& target, const Vocabulary& vocabulary, SourceManager& sources,
                 diag::Sink& sink);

}  // namespace kura::sema
