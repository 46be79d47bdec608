// columns: the attributes of a column, in canonical order.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/overloaded.h"
#include "compiler/format/clauses.h"
#include "compiler/format/names.h"
#include "compiler/format/raw_text.h"

namespace kura::format {
namespace {

using ast::AttributeKind;

// An action without a reference stands before any reference, which would take it for its own; an engine's words end the
// column, as they would be read as part of the type elsewhere.
int rank_of(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::not_null:
      return 0;
    case AttributeKind::null:
      return 1;
    case AttributeKind::default_value:
      return 2;
    case AttributeKind::identity:
      return 3;
    case AttributeKind::generated:
      return 4;
    case AttributeKind::primary_key:
      return 5;
    case AttributeKind::unique:
      return 6;
    case AttributeKind::on_action:
      return 7;
    case AttributeKind::references:
      return 8;
    case AttributeKind::check:
      return 9;
    case AttributeKind::collate:
      return 10;
    case AttributeKind::encode:
      return 11;
    case AttributeKind::aggregate:
      return 12;
    case AttributeKind::was:
      return 13;
    case AttributeKind::native:
      return 14;
  }
  return 15;
}

std::string identity_text(const ast::Identity& identity) {
  std::string result = identity.is_always ? "identity always" : "identity";
  if (identity.start.text.empty()) return result;
  result += " (" + value_text(identity.start);
  if (!identity.step.text.empty()) result += ", " + value_text(identity.step);
  return result + ")";
}

std::string generated_text(const ast::Generated& generated, TypeWords words) {
  const std::string result = fmt::format("generated as ({})", expression_text(generated.expression, words));
  switch (generated.storage) {
    case ast::GeneratedStorage::unspecified:
      return result;
    case ast::GeneratedStorage::stored:
      return result + " stored";
    case ast::GeneratedStorage::virtual_:
      return result + " virtual";
  }
  return result;
}

std::string name_attribute_text(AttributeKind kind, const ast::Name& name) {
  const std::string_view word = kind == AttributeKind::collate  ? "collate"
                                : kind == AttributeKind::encode ? "encode"
                                                                : "was";
  return fmt::format("{} {}", word, name_text(name));
}

std::string expression_attribute_text(AttributeKind kind, const ast::Expression& expression, TypeWords words) {
  if (kind == AttributeKind::check) return fmt::format("check ({})", expression_text(expression, words));
  return "default " + expression_text(expression, words, Binding::additive);
}

std::string attribute_text(const ast::Attribute& attribute, TypeWords words) {
  switch (attribute.kind) {
    case AttributeKind::not_null:
      return "not null";
    case AttributeKind::null:
      return "null";
    case AttributeKind::primary_key:
      return "primary key";
    case AttributeKind::unique:
      return "unique";
    default:
      break;
  }
  return std::visit(Overloaded{
                        [&](const ast::Expression& expression) {
                          return expression_attribute_text(attribute.kind, expression, words);
                        },
                        [&](const ast::Name& name) { return name_attribute_text(attribute.kind, name); },
                        [](const ast::Identity& identity) { return identity_text(identity); },
                        [&](const ast::Generated& generated) { return generated_text(generated, words); },
                        [](const ast::Reference& reference) { return reference_text(reference); },
                        [](const ast::ReferenceAction& action) { return action_text(action); },
                        [](const ast::Aggregate& aggregate) {
                          return fmt::format("aggregate {}{}", aggregate.function,
                                             native_text(aggregate.arguments.text));
                        },
                        [](const ast::RawText& native) { return native_text(native.text); },
                    },
                    *attribute.detail);
}

}  // namespace

ColumnRow column_row(const ast::Column& column, const std::vector<ast::Name>& only_on, TypeWords words) {
  const std::vector<ast::Name>& dialects = only_on.empty() ? column.only_on : only_on;
  if (!dialects.empty()) words = TypeWords::as_written;
  ColumnRow row{name_text(column.name), column.type ? type_text(*column.type, words) : "", {}};
  std::vector<ast::Attribute> attributes = column.attributes;
  std::stable_sort(attributes.begin(), attributes.end(), [](const ast::Attribute& left, const ast::Attribute& right) {
    return rank_of(left.kind) < rank_of(right.kind);
  });
  bool is_behind_native = false;
  for (const ast::Attribute& attribute : attributes) {
    const bool is_native = attribute.detail && std::holds_alternative<ast::RawText>(*attribute.detail);
    // An engine's own words that stood in several places come together, and are read as one the next time.
    if (is_native && is_behind_native) {
      row.attributes.back() += " " + attribute_text(attribute, words);
    } else {
      row.attributes.push_back(attribute_text(attribute, words));
    }
    is_behind_native = is_native;
  }
  if (!dialects.empty()) row.attributes.push_back(only_on_text(dialects).substr(1));
  return row;
}

}  // namespace kura::format
