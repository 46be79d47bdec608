// clauses: one function a clause.
#include "compiler/format/clauses.h"

#include <fmt/format.h>

#include "compiler/base/check.h"
#include "compiler/format/names.h"
#include "compiler/format/raw_text.h"

namespace kura::format {
namespace {

/// The name of a constraint or index with a blank before it, or nothing.
std::string object_name(const ast::Name& name) {
  return name.text.empty() ? "" : " " + name_text(name, NamePlace::expression);
}

std::string native_tail(const ast::RawText& native) {
  return native.empty() ? "" : " " + native_text(native.text);
}

std::string_view direction_text(ast::Direction direction) {
  switch (direction) {
    case ast::Direction::unspecified:
      return "";
    case ast::Direction::ascending:
      return " asc";
    case ast::Direction::descending:
      return " desc";
  }
  return "";
}

/// ` buckets 16 every 1 month`
std::string words_text(const std::vector<ast::WordWithNumber>& words) {
  std::string result;
  for (const ast::WordWithNumber& word : words) {
    result += fmt::format(" {}", word.word);
    if (!word.number.text.empty()) result += " " + value_text(word.number);
  }
  return result;
}

std::string tuple_text(const std::vector<ast::Expression>& values, TypeWords words) {
  return "(" + expressions_text(values, words) + ")";
}

std::string grantee_text(const ast::Grantee& grantee) {
  if (grantee.name.text.empty()) return std::string(grantee.kind);
  // A role of that name, not everybody.
  if (grantee.kind.empty() && grantee.name.text == "public") return "\"public\"";
  const std::string name = name_text(grantee.name, NamePlace::object);
  return grantee.kind.empty() ? name : fmt::format("{} {}", grantee.kind, name);
}

class ClauseWriter {
 public:
  explicit ClauseWriter(TypeWords words) : words_(words) {}

  std::string operator()(const ast::UseClause& clause) const {
    return "use " + name_text(clause.mixin, NamePlace::clause);
  }
  std::string operator()(const ast::KeyClause& clause) const {
    return fmt::format("{}{} {}{}", clause.is_primary ? "primary key" : "unique", object_name(clause.name),
                       name_list_text(clause.columns), native_tail(clause.native));
  }
  std::string operator()(const ast::ForeignKeyClause& clause) const {
    return fmt::format("foreign key{} {} {}{}", object_name(clause.name), name_list_text(clause.columns),
                       reference_text(clause.reference), native_tail(clause.native));
  }
  std::string operator()(const ast::CheckClause& clause) const {
    return fmt::format("check{} ({}){}", object_name(clause.name), expression_text(clause.expression, words_),
                       native_tail(clause.native));
  }
  std::string operator()(const ast::IndexClause& clause) const;
  std::string operator()(const ast::DistributeClause& clause) const {
    return fmt::format("distribute by {}{}{}", clause.style,
                       clause.columns.empty() ? "" : name_list_text(clause.columns), words_text(clause.options));
  }
  std::string operator()(const ast::SortClause& clause) const;
  std::string operator()(const ast::PartitionByClause& clause) const {
    return fmt::format("partition by {}{}", expressions_text(clause.expressions, words_), words_text(clause.options));
  }
  std::string operator()(const ast::PartitionClause& clause) const;
  std::string operator()(const ast::ModelClause& clause) const {
    return fmt::format("model {} key {}", clause.model, name_list_text(clause.columns));
  }
  std::string operator()(const ast::OwnerClause& clause) const {
    return "owner " + name_text(clause.owner, NamePlace::clause);
  }
  std::string operator()(const ast::GrantClause& clause) const;
  std::string operator()(const ast::WatermarkClause& clause) const {
    return "watermark " + name_text(clause.column, NamePlace::clause);
  }
  std::string operator()(const ast::RefreshClause& clause) const {
    const bool has_start = !clause.starting.text.empty();
    return "refresh" + words_text(clause.items) + (has_start ? " starting " + starting_text(clause.starting) : "");
  }
  std::string operator()(const ast::ViewOptionClause& clause) const {
    return std::string(clause.keyword) + native_tail(clause.rest);
  }
  std::string operator()(const ast::ViewColumn& clause) const { return name_text(clause.name, NamePlace::entry); }
  std::string operator()(const ast::NativeClause& clause) const { return native_text(clause.text.text); }
  std::string operator()(const ast::ColumnOverride& clause) const {
    ast::Column column = clause.column;
    column.only_on.clear();
    const ColumnRow row = column_row(column, {}, words_);
    const std::string attributes = fmt::format("{}", fmt::join(row.attributes, " "));
    return "column " + row.name + (row.type.empty() ? "" : " " + row.type) +
           (attributes.empty() ? "" : " " + attributes);
  }
  template <class Block>
  std::string operator()(const Block&) const {
    KURA_CHECK(false, "this member has a layout of its own");
  }

 private:
  static std::string starting_text(const ast::Value& value) {
    return value.kind == ast::ValueKind::string ? string_text(value.text) : value_text(value);
  }

  TypeWords words_;
};

std::string ClauseWriter::operator()(const ast::IndexClause& clause) const {
  std::vector<std::string> parts;
  for (const ast::IndexPart& part : clause.parts) {
    parts.push_back(fmt::format("{}{}{}", expression_text(part.expression, words_), direction_text(part.direction),
                                native_tail(part.native)));
  }
  std::string result = fmt::format("{}index{} on ({})", clause.is_unique ? "unique " : "", object_name(clause.name),
                                   fmt::join(parts, ", "));
  if (!clause.method.text.empty()) result += " using " + name_text(clause.method);
  if (!clause.include.empty()) result += " include " + name_list_text(clause.include);
  result += native_tail(clause.native);
  if (clause.where) result += " where " + expression_text(*clause.where, words_);
  return result;
}

std::string ClauseWriter::operator()(const ast::SortClause& clause) const {
  std::vector<std::string> parts;
  for (const ast::SortPart& part : clause.columns) {
    parts.push_back(fmt::format("{}{}", name_text(part.column), direction_text(part.direction)));
  }
  std::string result = "sort by";
  if (!clause.style.empty()) result += fmt::format(" {}", clause.style);
  if (!parts.empty()) result += fmt::format(" ({})", fmt::join(parts, ", "));
  return result;
}

std::string ClauseWriter::operator()(const ast::PartitionClause& clause) const {
  const std::string head = "partition " + name_text(clause.name, NamePlace::object);
  const ast::PartitionBound& bound = clause.bound;
  const auto with_bound = [&](const std::string& text) {
    return fmt::format("{} {}{}", head, text, native_tail(clause.native));
  };
  switch (bound.kind) {
    case ast::BoundKind::default_:
      return with_bound("default");
    case ast::BoundKind::less_than:
      return with_bound("values less than " + tuple_text(bound.upper, words_));
    case ast::BoundKind::from_to:
      return with_bound(
          fmt::format("values from {} to {}", tuple_text(bound.lower, words_), tuple_text(bound.upper, words_)));
    case ast::BoundKind::in:
      return with_bound("values in " + tuple_text(bound.upper, words_));
    case ast::BoundKind::modulus:
      return with_bound(fmt::format("values with (modulus {}, remainder {})", expression_text(bound.upper[0], words_),
                                    expression_text(bound.upper[1], words_)));
  }
  return head;
}

std::string ClauseWriter::operator()(const ast::GrantClause& clause) const {
  std::vector<std::string> privileges;
  for (const ast::Privilege& privilege : clause.privileges) {
    const std::string columns = privilege.columns.empty() ? "" : " " + name_list_text(privilege.columns);
    privileges.push_back(std::string(privilege.words) + columns);
  }
  std::vector<std::string> grantees;
  for (const ast::Grantee& grantee : clause.grantees) grantees.push_back(grantee_text(grantee));
  return fmt::format("grant {} to {}{}", fmt::join(privileges, ", "), fmt::join(grantees, ", "),
                     clause.with_grant_option ? " with grant option" : "");
}

}  // namespace

std::string clause_text(const ast::MemberNode& clause, TypeWords words) {
  return std::visit(ClauseWriter(words), clause);
}

std::string reference_text(const ast::Reference& reference) {
  std::string result = "references " + name_text(reference.table);
  if (!reference.columns.empty()) result += name_list_text(reference.columns);
  for (const ast::ReferenceAction& action : reference.actions) result += " " + action_text(action);
  return result;
}

std::string action_text(const ast::ReferenceAction& action) {
  const std::string_view event = action.event == ast::ReferenceEvent::on_delete ? "delete" : "update";
  const std::string arguments = action.is_call ? tuple_text(action.arguments, TypeWords::as_written) : "";
  return fmt::format("on {} {}{}", event, action.action, arguments);
}

std::string only_on_text(const std::vector<ast::Name>& dialects) {
  return dialects.empty() ? "" : " only on " + names_text(dialects);
}

std::string property_text(const ast::Property& property) {
  return setting_text(property.key) + " = " + value_text(property.value);
}

}  // namespace kura::format
