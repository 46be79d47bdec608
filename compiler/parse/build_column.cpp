// build_column: the type is the units before the first attribute; attributes after it keep the order they were written
// in.
#include "compiler/parse/build_column.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/parse/build_expression.h"

namespace kura::parse {
namespace {

using ast::Attribute;
using ast::AttributeDetail;
using ast::AttributeKind;

template <class Detail>
Attribute make(AttributeKind kind, SourceRange at, Detail detail) {
  return {kind, at, AttributeDetail(std::move(detail))};
}

ast::Identity identity_of(Build& build, const Node& node) {
  ast::Identity result;
  result.is_always = build.token(first_token(node).index + 1).is(Rules::ALWAYS);
  if (child_count(node) > 0) result.start = number_of(build, child(node, 0));
  if (child_count(node) > 1) result.step = number_of(build, child(node, 1));
  return result;
}

ast::Generated generated_of(Build& build, const Node& node) {
  ast::Generated result;
  result.expression = expression_of(build, child(node, 0));
  if (last_token(node).is(Rules::STORED)) result.storage = ast::GeneratedStorage::stored;
  if (last_token(node).is(Rules::VIRTUAL)) result.storage = ast::GeneratedStorage::virtual_;
  return result;
}

ast::Aggregate aggregate_of(Build& build, const Node& node) {
  ast::Aggregate result;
  result.function = folded(build, first_token(child(node, 0)));
  if (child_count(node) > 1) result.arguments = raw_text(build, child(node, 1));
  return result;
}

Attribute native_of(Build& build, const Node& node) {
  return make(AttributeKind::native, place(build, node), raw_text(build, node));
}

// `on delete cascade`, `on update now()`; `on conflict ignore` is an engine's own.
Attribute on_of(Build& build, const Node& node) {
  if (find_child(node, Rules::RuleAction) == nullptr) return native_of(build, node);
  return make(AttributeKind::on_action, place(build, node), reference_action_of(build, node));
}

// `not null`, or an engine's own `not enforced`.
Attribute not_of(Build& build, const Node& node) {
  if (!last_token(node).is(Rules::NULL_)) return native_of(build, node);
  return {AttributeKind::not_null, place(build, node), {}};
}

Attribute attribute_of(Build& build, const Node& node) {
  const SourceRange at = place(build, node);
  switch (first_token(node).kind) {
    case Rules::NOT:
      return not_of(build, node);
    case Rules::NULL_:
      return {AttributeKind::null, at, {}};
    case Rules::DEFAULT:
      return make(AttributeKind::default_value, at, expression_of(build, child(node, 0)));
    case Rules::IDENTITY:
      return make(AttributeKind::identity, at, identity_of(build, node));
    case Rules::GENERATED:
      return make(AttributeKind::generated, at, generated_of(build, node));
    case Rules::PRIMARY:
      return {AttributeKind::primary_key, at, {}};
    case Rules::UNIQUE:
      return {AttributeKind::unique, at, {}};
    case Rules::REFERENCES:
      return make(AttributeKind::references, at, reference_of(build, child(node, 0)));
    case Rules::CHECK:
      return make(AttributeKind::check, at, expression_of(build, child(node, 0)));
    case Rules::COLLATE:
      return make(AttributeKind::collate, at, name_of(build, child(node, 0)));
    case Rules::ENCODE:
      return make(AttributeKind::encode, at, name_of(build, child(node, 0)));
    case Rules::AGGREGATE:
      return make(AttributeKind::aggregate, at, aggregate_of(build, node));
    case Rules::WAS:
      return make(AttributeKind::was, at, name_of(build, child(node, 0)));
    case Rules::ON:
      return on_of(build, node);
    default:
      return native_of(build, node);  // asc, desc behind an engine's primary key
  }
}

std::string_view label_of(AttributeKind kind) {
  switch (kind) {
    case AttributeKind::not_null:
      return "not null";
    case AttributeKind::null:
      return "null";
    case AttributeKind::default_value:
      return "default";
    case AttributeKind::identity:
      return "identity";
    case AttributeKind::generated:
      return "generated";
    case AttributeKind::primary_key:
      return "primary key";
    case AttributeKind::unique:
      return "unique";
    case AttributeKind::references:
      return "references";
    case AttributeKind::check:
      return "check";
    case AttributeKind::collate:
      return "collate";
    case AttributeKind::encode:
      return "encode";
    case AttributeKind::aggregate:
      return "aggregate";
    case AttributeKind::was:
      return "was";
    case AttributeKind::native:
    case AttributeKind::on_action:
      break;
  }
  return {};
}

// Collects a column's attributes: actions join their reference, an engine's words that follow each other are one.
class Attributes {
 public:
  Attributes(Build& build, std::vector<Attribute>& result) : build_(build), result_(result) {}

  void add(Attribute attribute) {
    if (attribute.kind == AttributeKind::on_action && join_reference(attribute)) return;
    if (attribute.kind == AttributeKind::native && join_native(attribute)) return;
    if (!is_repeated(attribute)) result_.push_back(std::move(attribute));
  }

 private:
  bool join_reference(Attribute& attribute) {
    if (result_.empty() || result_.back().kind != AttributeKind::references) return false;
    auto& reference = std::get<ast::Reference>(*result_.back().detail);
    auto& action = std::get<ast::ReferenceAction>(*attribute.detail);
    for (const ast::ReferenceAction& known : reference.actions) {
      if (known.event != action.event) continue;
      const bool is_delete = action.event == ast::ReferenceEvent::on_delete;
      report_repeated(is_delete ? "on delete" : "on update", attribute.at, known.at);
    }
    result_.back().at.end = attribute.at.end;
    reference.actions.push_back(std::move(action));
    return true;
  }

  bool join_native(const Attribute& attribute) {
    if (result_.empty() || result_.back().kind != AttributeKind::native) return false;
    Attribute& last = result_.back();
    last.at.end = attribute.at.end;
    last.detail = AttributeDetail(ast::RawText{build_.sources.slice(last.at), last.at});
    return true;
  }

  bool is_repeated(const Attribute& attribute) {
    const std::string_view label = label_of(attribute.kind);
    if (label.empty()) return false;
    const auto known = std::find_if(result_.begin(), result_.end(),
                                    [&](const Attribute& other) { return other.kind == attribute.kind; });
    if (known == result_.end()) return false;
    report_repeated(label, attribute.at, known->at);
    return true;
  }

  void report_repeated(std::string_view label, SourceRange at, SourceRange first) {
    build_.sink.report(diag::duplicate_attribute, at, {std::string(label)})
        .labels.push_back({first, "first given here"});
  }

  Build& build_;
  std::vector<Attribute>& result_;
};

// A unit with a value behind its word (`comment 'x'`, `storage = y`) is no part of a type.
bool is_type_unit(const Node& unit) {
  for (std::size_t i = 0; i < child_count(unit); ++i) {
    const Node& suffix = child(unit, i);
    if (suffix.getRuleIndex() == Rules::RuleTypeSuffix && child_count(suffix) == 0) return false;
  }
  return true;
}

using Items = std::vector<const Node*>;

// A column's children behind its name: type units and attributes, both without the item that wraps them.
Items items_of(const Node& column) {
  Items result;
  for (std::size_t i = 1; i < child_count(column); ++i) {
    const Node& entry = child(column, i);
    const bool is_type = entry.getRuleIndex() == Rules::RuleTypeUnit || entry.getRuleIndex() == Rules::RuleQuotedType;
    if (is_type) result.push_back(&entry);
    if (entry.getRuleIndex() == Rules::RuleColumnItem) result.push_back(&child(entry, 0));
  }
  return result;
}

bool is_unit(const Node* item) {
  return item->getRuleIndex() == Rules::RuleTypeUnit;
}

// The type is the units before the first attribute, or one quoted name.
Items::const_iterator end_of_type(const Items& items, bool is_override) {
  if (items.empty()) return items.end();
  if (items.front()->getRuleIndex() == Rules::RuleQuotedType) return items.begin() + 1;
  const auto end =
      std::find_if(items.begin(), items.end(), [](const Node* item) { return !is_unit(item) || !is_type_unit(*item); });
  // A declaration's first unit is a type whatever stands behind its word: the mistake is told there. An override may
  // begin with an engine's own `srid 4326`.
  const bool is_type_missing = end == items.begin() && is_unit(items.front()) && !is_override;
  return is_type_missing ? end + 1 : end;
}

}  // namespace

ast::ReferenceAction reference_action_of(Build& build, const Node& node) {
  ast::ReferenceAction result;
  const Node& action = *find_child(node, Rules::RuleAction);
  const SourceToken& word = first_token(action);
  const bool is_delete = build.token(first_token(node).index + 1).is(Rules::DELETE);
  result.event = is_delete ? ast::ReferenceEvent::on_delete : ast::ReferenceEvent::on_update;
  result.at = place(build, node);
  if (word.is(Rules::IDENTIFIER)) {
    result.action = folded(build, word);
    result.is_call = child_count(action) > 0;
    if (result.is_call) result.arguments = arguments_of(build, child(action, 0));
    return result;
  }
  const SourceToken& second = last_token(action);
  if (word.is(Rules::NO) && !equals_ignoring_case(second.view(), "action")) {
    report_unexpected(build, "`action`", second);
  }
  result.action = word.is(Rules::NO) ? "no action" : second.is(Rules::NULL_) ? "set null" : "set default";
  return result;
}

ast::Reference reference_of(Build& build, const Node& node) {
  ast::Reference result;
  result.table = qualified_name_of(build, child(node, 0));
  result.columns = name_list_of(build, node);
  result.at = place(build, node);
  return result;
}

ast::Column column_of(Build& build, const Node& node) {
  ast::Column result;
  result.name = name_of(build, child(node, 0));
  result.at = place(build, node);
  result.only_on = only_on_of(build, node);
  const Items items = items_of(node);
  const auto behind_type = end_of_type(items, node.getRuleIndex() == Rules::RuleColumnOverride);
  if (behind_type != items.begin()) result.type = type_of(build, Items(items.begin(), behind_type));
  Attributes attributes(build, result.attributes);
  for (auto item = behind_type; item != items.end(); ++item) {
    attributes.add(is_unit(*item) ? native_of(build, **item) : attribute_of(build, **item));
  }
  return result;
}

}  // namespace kura::parse
