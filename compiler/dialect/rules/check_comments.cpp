// Comments on what the engine keeps none of.
#include "compiler/diag/kinds.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

void leave_out(std::string& comment, std::string_view what, const std::string& name, SourceRange at,
               const Dialect& dialect, diag::Sink& sink) {
  if (comment.empty()) return;
  sink.report(diag::comment_left_out, at, {std::string(dialect.display_name), std::string(what), name});
  comment.clear();
}

}  // namespace

void check_comments(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  const Capabilities& has = *dialect.capabilities;
  if (!has.has_namespace_comments) {
    for (ir::Namespace& space : schema.namespaces) {
      leave_out(space.comment, "schemas", space.name, space.at, dialect, sink);
    }
  }
  // The columns of an enum without a name have comments of their own.
  if (has.enums != EnumStyle::named_type) {
    for (ir::EnumType& type : schema.enums) {
      leave_out(type.comment, "enums", ir::to_text(type.name), type.at, dialect, sink);
    }
  }
}

}  // namespace kura::dialect::rules
