// Column types: what a version lacks, what cannot be nested, aggregate states outside their model.
#include <fmt/format.h>

#include "compiler/dialect/starrocks/kinds.h"
#include "compiler/dialect/starrocks/rules.h"

namespace kura::dialect::starrocks {
namespace {

constexpr std::int32_t kNarrowPrecision = 38;

class TypeRules {
 public:
  TypeRules(const Target& target, diag::Sink& sink) : target_(target), sink_(sink) {}

  void check(const ir::Type& type, const ir::Column& column) const {
    const SourceRange at = column.type_at;
    if (type.kind == ir::TypeKind::decimal && type.length > kNarrowPrecision) {
      require_version(target_, 4, 0, "decimal of more than 38 digits", at, sink_);
    }
    switch (family_of(type)) {
      case TypeFamily::map:
        require_version(target_, 3, 1, "MAP", at, sink_);
        check_map_key(type, column);
        break;
      case TypeFamily::struct_:
        require_version(target_, 3, 1, "STRUCT", at, sink_);
        break;
      default:
        break;
    }
    for (const ir::TypeField& field : type.fields) {
      check_inner(field.type, column);
      check(field.type, column);
    }
  }

 private:
  void check_map_key(const ir::Type& type, const ir::Column& column) const {
    if (type.fields.empty() || !is_nested(family_of(type.fields[0].type))) return;
    auto& diagnostic = sink_.report(nested_type, column.type_at, {column.name, "the key of a MAP is a plain value"});
    diagnostic.helps.emplace_back("use an `array<struct<…>>` instead");
  }

  void check_inner(const ir::Type& type, const ir::Column& column) const {
    const TypeFamily family = family_of(type);
    if (family != TypeFamily::bitmap && family != TypeFamily::hll && family != TypeFamily::percentile) return;
    auto& diagnostic =
        sink_.report(nested_type, column.type_at,
                     {column.name, fmt::format("`{}` stands in a column of its own only", ir::to_text(type))});
    diagnostic.helps.emplace_back("give it its own column");
  }

  const Target& target_;
  diag::Sink& sink_;
};

}  // namespace

void check_column_types(ir::Table& table, const Target& target, diag::Sink& sink) {
  const TypeRules rules(target, sink);
  for (const ir::Column& column : table.columns) rules.check(column.type, column);
}

}  // namespace kura::dialect::starrocks
