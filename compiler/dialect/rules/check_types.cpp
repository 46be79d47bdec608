// Types: refused, widened, too long; enums where the engine has none; lengths where it counts bytes.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "compiler/diag/kinds.h"
#include "compiler/dialect/naming.h"
#include "compiler/dialect/renderer.h"
#include "compiler/dialect/rules/rules.h"

namespace kura::dialect::rules {
namespace {

class TypeChecker {
 public:
  TypeChecker(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink)
      : dialect_(dialect), sink_(sink), context_{dialect, schema} {
    for (const ir::EnumType& type : schema.enums) enums_[type.name] = &type;
    const std::string setting = schema.warehouse.setting("varchar_bytes_per_char", "1");
    std::from_chars(setting.data(), setting.data() + setting.size(), bytes_per_character_);
  }

  void check(ir::Table& table, ir::Column& column) {
    // An enum's labels are measured in what the engine counts: nothing to multiply, and short enough everywhere.
    if (column.type.kind == ir::TypeKind::enumeration) return replace_enum(table, column);
    check(column.type, column.type_at);
  }

 private:
  void check(ir::Type& type, SourceRange at) {
    if (type.kind == ir::TypeKind::native || type.kind == ir::TypeKind::enumeration) return;
    const TypeRow& row = type_row(dialect_, type.kind);
    // Inner types matter only where the engine spells them.
    if (!row.with_arguments.empty()) {
      for (ir::TypeField& field : type.fields) check(field.type, at);
    }
    const std::string name(dialect_.display_name);
    if (row.fidelity == Fidelity::refused) {
      auto& diagnostic = sink_.report(diag::type_refused, at, {name, ir::to_text(type)});
      if (!row.note.empty()) diagnostic.helps.emplace_back(row.note);
      return;
    }
    if (type.kind == ir::TypeKind::varchar && dialect_.capabilities->varchar_counts_bytes && type.length > 0) {
      type.length *= bytes_per_character_;
    }
    const bool is_multiplied = bytes_per_character_ > 1 && type.kind == ir::TypeKind::varchar;
    if (row.longest > 0 && type.length > row.longest) {
      auto& diagnostic = sink_.report(diag::type_too_long, at, {name, ir::to_text(type), std::to_string(row.longest)});
      if (is_multiplied)
        diagnostic.notes.push_back(
            fmt::format("`varchar_bytes_per_char` multiplied the length by {}", bytes_per_character_));
    } else if (row.fidelity == Fidelity::widened) {
      auto& diagnostic = sink_.report(diag::type_widened, at,
                                      {name, ir::to_text(type), context_.dialect.renderer->type(type, context_)});
      if (!row.note.empty()) diagnostic.notes.emplace_back(row.note);
    }
  }

  /// A column wide enough for every label, and a check where the engine enforces one.
  void replace_enum(ir::Table& table, ir::Column& column) {
    if (dialect_.capabilities->enums == EnumStyle::named_type) return;
    const auto found = enums_.find(*column.type.enum_name);
    if (found == enums_.end()) return;
    const ir::EnumType& declared = *found->second;
    column.labels = declared.labels;
    if (dialect_.capabilities->enums != EnumStyle::text) return;
    std::size_t longest = 1;
    for (const ir::EnumLabel& label : declared.labels) {
      const bool counts_bytes = dialect_.capabilities->varchar_counts_bytes;
      longest = std::max(longest, counts_bytes ? label.text.size() : character_count(label.text));
    }
    const std::string written = ir::to_text(column.type);
    column.type = ir::Type{};
    column.type.kind = ir::TypeKind::varchar;
    column.type.length = static_cast<std::int32_t>(longest);
    sink_.report(diag::enum_as_text, column.type_at,
                 {std::string(dialect_.display_name), written, ir::to_text(column.type)});
    if (dialect_.capabilities->checks == Support::yes) table.checks.push_back(membership(column, declared));
  }

  static ir::Check membership(const ir::Column& column, const ir::EnumType& declared) {
    ir::Check check;
    check.at = column.type_at;
    check.expression.kind = ir::ExpressionKind::in_list;
    ir::Expression name;
    name.kind = ir::ExpressionKind::name;
    name.path = {column.name};
    check.expression.operands.push_back(std::move(name));
    for (const ir::EnumLabel& label : declared.labels) {
      ir::Expression value;
      value.kind = ir::ExpressionKind::string;
      value.text = label.text;
      check.expression.operands.push_back(std::move(value));
    }
    return check;
  }

  const Dialect& dialect_;
  diag::Sink& sink_;
  RenderContext context_;
  std::map<ir::QualifiedName, const ir::EnumType*> enums_;
  std::int32_t bytes_per_character_ = 1;
};

}  // namespace

void check_types(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  TypeChecker checker(schema, dialect, sink);
  for (ir::Table& table : schema.tables) {
    for (ir::Column& column : table.columns) checker.check(table, column);
  }
  if (dialect.capabilities->enums == EnumStyle::text) schema.enums.clear();
}

}  // namespace kura::dialect::rules
