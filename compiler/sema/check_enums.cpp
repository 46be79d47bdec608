// Enums: values, each once, under a name that is not a type's.
#include "compiler/ast/type_aliases.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/passes.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

void check_labels(const ast::EnumDecl& decl, diag::Sink& sink) {
  const std::string name(decl.name.name.text);
  if (decl.labels.empty()) sink.report(diag::enum_without_values, decl.name.at, {name});
  ColumnNames labels, old_labels;
  for (const ast::EnumLabel& label : decl.labels) {
    if (const auto before = labels.add({label.text, label.at, true})) {
      auto& diagnostic = sink.report(diag::label_declared_twice, label.at, {std::string(label.text), name});
      diagnostic.labels.push_back({labels.place(*before), "first listed here"});
    }
  }
  for (const ast::EnumLabel& label : decl.labels) {
    if (label.was.empty()) continue;
    if (const auto still = labels.find(label.was)) {
      auto& diagnostic =
          sink.report(diag::renamed_from_existing, label.at, {std::string(label.text), std::string(label.was)});
      diagnostic.labels.push_back({labels.place(*still), "still listed here"});
    } else if (const auto before = old_labels.add({label.was, label.at, true})) {
      auto& diagnostic = sink.report(diag::renamed_from_same, label.at,
                                     {std::string(label.text), "another value", std::string(label.was)});
      diagnostic.labels.push_back({old_labels.place(*before), "the other one"});
    }
  }
}

}  // namespace

void check_enums(const Project& project, diag::Sink& sink) {
  for (const auto& declared : project.enums) {
    check_labels(*declared.decl, sink);
    if (!ast::portable_type_word(declared.name).empty()) {
      sink.report(diag::enum_named_like_type, declared.decl->name.name.at, {std::string(declared.name)});
    }
  }
}

}  // namespace kura::sema
