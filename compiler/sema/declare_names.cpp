// Declaring every name of the project, each in the namespace of its file.
#include <unordered_map>

#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

class Declarer {
 public:
  Declarer(Project& project, diag::Sink& sink) : project_(project), sink_(sink) {}

  void declare_all() {
    for (const ast::File& file : project_.files) {
      schema_ = {};
      for (const ast::Declaration& declaration : file.declarations) {
        std::visit([&](const auto& decl) { declare(decl, declaration); }, declaration.node);
      }
    }
  }

 private:
  using Places = std::unordered_map<std::string_view, SourceRange>;

  void declare(const ast::ImportDecl&, const ast::Declaration&) {}
  void declare(const ast::LintDecl& decl, const ast::Declaration&) { project_.lints.push_back(&decl); }

  void declare(const ast::SchemaDecl& decl, const ast::Declaration& declaration) {
    schema_ = decl.name.text;
    const bool is_new = namespaces_.try_emplace(decl.name.text, project_.namespaces.size()).second;
    if (is_new) {
      project_.namespaces.push_back({&decl, &declaration, decl.name.text, decl.name.text});
    } else if (auto& first = project_.namespaces[namespaces_[decl.name.text]]; first.declaration->doc.empty()) {
      first = {&decl, &declaration, decl.name.text, decl.name.text};
    }
  }

  void declare(const ast::WarehouseDecl& decl, const ast::Declaration& declaration) {
    if (is_new(warehouses_, decl.name)) project_.warehouses.push_back({&decl, &declaration, schema_, decl.name.text});
  }
  void declare(const ast::ParameterDecl& decl, const ast::Declaration& declaration) {
    if (is_new(parameters_, decl.name)) project_.parameters.push_back({&decl, &declaration, schema_, decl.name.text});
  }
  void declare(const ast::MixinDecl& decl, const ast::Declaration& declaration) {
    if (is_new(mixins_, decl.name)) project_.mixins.push_back({&decl, &declaration, schema_, decl.name.text});
  }
  void declare(const ast::EnumDecl& decl, const ast::Declaration& declaration) {
    declare_relation(project_.enums, decl, declaration);
  }
  void declare(const ast::TableDecl& decl, const ast::Declaration& declaration) {
    declare_relation(project_.tables, decl, declaration);
  }
  void declare(const ast::ViewDecl& decl, const ast::Declaration& declaration) {
    declare_relation(project_.views, decl, declaration);
  }
  void declare(const ast::SequenceDecl& decl, const ast::Declaration& declaration) {
    declare_relation(project_.sequences, decl, declaration);
  }

  template <class Decl>
  void declare_relation(std::vector<Declared<Decl>>& list, const Decl& decl, const ast::Declaration& declaration) {
    const ast::QualifiedName& name = decl.name;
    const std::string_view schema = name.schema.text.empty() ? schema_ : name.schema.text;
    const auto [found, is_new] = relations_[schema].try_emplace(name.name.text, name.name.at);
    if (is_new) {
      list.push_back({&decl, &declaration, schema, name.name.text});
    } else {
      report_twice(name.name, found->second);
    }
  }

  bool is_new(Places& places, const ast::Name& name) {
    const auto [found, is_new] = places.try_emplace(name.text, name.at);
    if (!is_new) report_twice(name, found->second);
    return is_new;
  }

  void report_twice(const ast::Name& name, SourceRange first) {
    auto& diagnostic = sink_.report(diag::declared_twice, name.at, {std::string(name.text)});
    diagnostic.labels.push_back({first, "first declared here"});
  }

  Project& project_;
  diag::Sink& sink_;
  std::string_view schema_;
  Places warehouses_, parameters_, mixins_;
  std::unordered_map<std::string_view, Places> relations_;  // by namespace
  std::unordered_map<std::string_view, std::size_t> namespaces_;
};

}  // namespace

void declare_names(Project& project, diag::Sink& sink) {
  Declarer(project, sink).declare_all();
}

}  // namespace kura::sema
