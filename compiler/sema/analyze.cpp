// analyze: the passages that do not depend on a warehouse.
#include "compiler/sema/analyze.h"

#include "compiler/sema/passes.h"

namespace kura::sema {

Project analyze(std::vector<ast::File> files, const Vocabulary& vocabulary, diag::Sink& sink) {
  Project project;
  project.files = std::move(files);
  declare_names(project, sink);
  check_dialects(project, vocabulary, sink);
  check_mixins(project, sink);
  check_placement(project, sink);
  check_warehouses(project, vocabulary, sink);
  check_enums(project, sink);
  return project;
}

}  // namespace kura::sema
