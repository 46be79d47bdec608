// Enums of this warehouse.
#include "compiler/sema/passes.h"

namespace kura::sema {

void lower_enums(Lowering& lowering, ir::Schema& schema) {
  for (const auto& declared : lowering.project.enums) {
    const ast::EnumDecl& decl = *declared.decl;
    const std::string namespace_name(lowering.relations.effective(declared.schema));
    ir::EnumType type;
    type.name = {namespace_name, std::string(declared.name)};
    if (!decl.was.name.text.empty()) {
      const std::string_view old = decl.was.schema.text.empty() ? declared.schema : decl.was.schema.text;
      type.was = {std::string(lowering.relations.effective(old)), std::string(decl.was.name.text)};
    }
    type.comment = declared.declaration->doc;
    type.at = decl.name.name.at;
    for (const ast::EnumLabel& label : decl.labels) {
      type.labels.push_back({std::string(label.text), std::string(label.was), std::string(label.doc)});
    }
    schema.enums.push_back(std::move(type));
  }
}

}  // namespace kura::sema
