// format: the doors of the layer.
#include "compiler/format/format.h"

#include "compiler/format/declarations.h"
#include "compiler/format/expressions.h"

namespace kura::format {

std::string format(const ast::File& file, const SourceManager& sources) {
  Layout layout{Trivia(file, sources), {}};
  const std::vector<Entry> entries = declaration_entries(layout, file.declarations);
  print_entries(layout, entries, {0, layout.trivia.size(), 0});
  return layout.page.text();
}

std::string format(const ast::Declaration& declaration) {
  Layout layout;
  const std::vector<ast::Declaration> declarations{declaration};
  print_entries(layout, declaration_entries(layout, declarations), {});
  return layout.page.text();
}

std::string format(const ast::TypeReference& type) {
  return type_text(type);
}
std::string format(const ast::Expression& expression) {
  return expression_text(expression, TypeWords::portable);
}

}  // namespace kura::format
