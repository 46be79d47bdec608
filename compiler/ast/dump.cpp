// dump of declarations, members and columns.
#include "compiler/ast/dump.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/base/overloaded.h"

namespace kura::ast {
namespace {

std::string list(const std::vector<Name>& names) {
  std::string result = "[";
  for (const Name& name : names) result += (result.size() > 1 ? "," : "") + dump(name);
  return result + "]";
}

std::string list(const std::vector<Expression>& expressions) {
  std::string result = "[";
  for (const Expression& expression : expressions) result += (result.size() > 1 ? "," : "") + dump(expression);
  return result + "]";
}

std::string list(const std::vector<WordWithNumber>& words) {
  std::string result = "[";
  for (const WordWithNumber& word : words) {
    result += (result.size() > 1 ? "," : "") + std::string(word.word);
    if (!word.number.text.empty()) result += " " + dump(word.number);
  }
  return result + "]";
}

std::string tail(std::string_view word, const RawText& text) {
  return text.empty() ? "" : fmt::format(" {} {}", word, dump(text));
}

std::string_view direction_word(Direction direction) {
  switch (direction) {
    case Direction::unspecified:
      return "";
    case Direction::ascending:
      return " asc";
    case Direction::descending:
      return " desc";
  }
  return "";
}

std::string dump(const ReferenceAction& action) {
  const std::string_view event = action.event == ReferenceEvent::on_delete ? "delete" : "update";
  return fmt::format("on_{}:{}{}{}", event, action.action, action.is_call ? " call" : "", list(action.arguments));
}

std::string dump(const Reference& reference) {
  std::string result = ast::dump(reference.table) + list(reference.columns);
  for (const ReferenceAction& action : reference.actions) result += " " + dump(action);
  return result;
}

std::string dump(const AttributeDetail& detail) {
  return std::visit(
      Overloaded{
          [](const Identity& identity) {
            return fmt::format("{}{} {}", identity.is_always ? "always " : "", ast::dump(identity.start),
                               ast::dump(identity.step));
          },
          [](const Generated& generated) {
            return fmt::format("{} {}", ast::dump(generated.expression), static_cast<int>(generated.storage));
          },
          [](const Reference& reference) { return dump(reference); },
          [](const ReferenceAction& action) { return dump(action); },
          [](const Aggregate& aggregate) { return std::string(aggregate.function) + tail("of", aggregate.arguments); },
          [](const auto& other) { return ast::dump(other); },
      },
      detail);
}

std::string_view word_of(AttributeKind kind) {
  static constexpr std::string_view kWords[] = {"not_null", "null",      "default",    "identity", "generated",
                                                "primary",  "unique",    "references", "check",    "collate",
                                                "encode",   "aggregate", "was",        "native",   "on_action"};
  return kWords[static_cast<std::size_t>(kind)];
}

/// The order of attributes says nothing, but for the engine's own words among themselves.
std::string dump(const std::vector<Attribute>& attributes) {
  std::vector<std::string> texts;
  std::string native;
  for (const Attribute& attribute : attributes) {
    const std::string detail = attribute.detail ? dump(*attribute.detail) : "";
    if (attribute.kind == AttributeKind::native) {
      native += detail.substr(1, detail.size() - 2) + " ";
    } else {
      texts.push_back(fmt::format(" {}({})", word_of(attribute.kind), detail));
    }
  }
  std::sort(texts.begin(), texts.end());
  return fmt::format("{}{}", fmt::join(texts, ""), native.empty() ? "" : fmt::format(" native({})", native));
}

std::string dump(const Column& column) {
  const std::string type = column.type ? ast::dump(*column.type) : "-";
  return fmt::format("column {} {}{} {}", ast::dump(column.name), type, dump(column.attributes), list(column.only_on));
}

class Dumper {
 public:
  void declaration(const Declaration& declaration) {
    only_on_ = declaration.only_on;
    doc_ = declaration.doc;
    std::visit([this](const auto& node) { this->node(node); }, declaration.node);
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void line(const std::string& text) {
    out_ += std::string(depth_ * 2, ' ') + text;
    if (!only_on_.empty()) out_ += " only" + list(only_on_);
    if (!doc_.empty()) out_ += " doc " + dump_text(doc_);
    out_ += "\n";
    only_on_.clear();
    doc_ = {};
  }

  template <class Items, class Function>
  void nested(const Items& items, Function function) {
    ++depth_;
    for (const auto& item : items) function(item);
    --depth_;
  }
  void members(const std::vector<Member>& items) {
    nested(items, [this](const Member& member) {
      only_on_ = member.only_on;
      doc_ = member.doc;
      std::visit([this](const auto& clause) { this->node(clause); }, member.node);
    });
  }
  void properties(const std::vector<Property>& items) {
    nested(items, [this](const Property& each) { line(dump_text(each.key) + " = " + dump(each.value)); });
  }

  static std::string renamed(const QualifiedName& was) { return was.name.text.empty() ? "" : " was " + dump(was); }
  static std::string named(const Name& name) { return name.text.empty() ? "" : " " + dump(name); }

  void node(const SchemaDecl& schema) { line("schema " + dump(schema.name)); }
  void node(const ImportDecl& import) { line("import " + dump_text(import.path)); }
  void node(const ParameterDecl& parameter) { line("param " + dump(parameter.name) + " = " + dump(parameter.value)); }
  void node(const WarehouseDecl& warehouse) {
    line("warehouse " + dump(warehouse.name) + " : " + dump(warehouse.dialect));
    nested(warehouse.settings, [this](const Setting& each) { line(dump(each.key) + " = " + dump(each.value)); });
    nested(warehouse.parameters,
           [this](const Setting& each) { line("set " + dump(each.key) + " = " + dump(each.value)); });
    properties(warehouse.properties);
  }
  void node(const LintDecl& lint) {
    line("lint");
    nested(lint.settings, [this](const LintSetting& each) {
      std::string text = dump(each.key) + " =";
      if (each.names.empty()) text += " " + dump(each.value);
      for (const QualifiedName& name : each.names) text += " " + dump(name);
      line(text);
    });
  }
  void node(const EnumDecl& declared) {
    line("enum " + dump(declared.name) + renamed(declared.was));
    nested(declared.labels, [this](const EnumLabel& label) {
      doc_ = label.doc;
      line(dump_text(label.text) + (label.was.empty() ? "" : " was " + dump_text(label.was)));
    });
  }
  void node(const MixinDecl& mixin) {
    line("mixin " + dump(mixin.name));
    members(mixin.members);
  }
  void node(const TableDecl& table) {
    line((table.is_external ? "external table " : "table ") + dump(table.name) + renamed(table.was));
    members(table.members);
  }
  void node(const ViewDecl& view) {
    const std::string_view kind = view.is_external       ? "external view"
                                  : view.is_materialized ? "materialized view"
                                                         : "view";
    line(fmt::format("{} {}{}{}", kind, dump(view.name), renamed(view.was), tail("as", view.body)));
    members(view.members);
  }
  void node(const SequenceDecl& sequence) {
    line("sequence " + dump(sequence.name) + renamed(sequence.was));
    nested(sequence.options, [this](const SequenceOption& option) { line(std::string(option.words)); });
  }

  void node(const Column& column) { line(dump_column(column)); }
  void node(const ColumnOverride& override) { line("override " + dump_column(override.column)); }
  std::string dump_column(const Column& column) {
    if (doc_.empty()) doc_ = column.doc;
    Column bare = column;
    if (only_on_.empty()) only_on_ = bare.only_on;
    bare.only_on.clear();
    return dump(bare);
  }

  void node(const UseClause& use) { line("use " + dump(use.mixin)); }
  void node(const KeyClause& key) {
    line((key.is_primary ? "primary key" : "unique") + named(key.name) + list(key.columns) +
         tail("native", key.native));
  }
  void node(const ForeignKeyClause& key) {
    line("foreign key" + named(key.name) + list(key.columns) + " to " + dump(key.reference) +
         tail("native", key.native));
  }
  void node(const CheckClause& check) {
    line("check" + named(check.name) + " " + dump(check.expression) + tail("native", check.native));
  }
  void node(const IndexClause& index) {
    std::string text = (index.is_unique ? "unique index" : "index") + named(index.name);
    for (const IndexPart& part : index.parts) {
      text +=
          fmt::format(" [{}{}{}]", dump(part.expression), direction_word(part.direction), tail("native", part.native));
    }
    if (!index.method.text.empty()) text += " using " + dump(index.method);
    text += " include" + list(index.include) + tail("native", index.native);
    line(text + (index.where ? " where " + dump(*index.where) : ""));
  }
  void node(const DistributeClause& clause) {
    line(fmt::format("distribute {}{}{}", clause.style, list(clause.columns), list(clause.options)));
  }
  void node(const SortClause& clause) {
    std::string text = fmt::format("sort {}", clause.style);
    for (const SortPart& part : clause.columns)
      text += fmt::format(" {}{}", dump(part.column), direction_word(part.direction));
    line(text);
  }
  void node(const PartitionByClause& clause) {
    line("partition by " + list(clause.expressions) + list(clause.options));
  }
  void node(const PartitionClause& clause) {
    const PartitionBound& bound = clause.bound;
    line(fmt::format("partition {} {} {}{}{}", dump(clause.name), static_cast<int>(bound.kind), list(bound.lower),
                     list(bound.upper), tail("native", clause.native)));
  }
  void node(const ModelClause& clause) { line(fmt::format("model {}{}", clause.model, list(clause.columns))); }
  void node(const PropertiesClause& clause) {
    line("properties");
    properties(clause.properties);
  }
  void node(const OwnerClause& clause) { line("owner " + dump(clause.owner)); }
  void node(const GrantClause& clause) {
    std::string text = "grant";
    for (const Privilege& privilege : clause.privileges)
      text += fmt::format(" {}{}", privilege.words, list(privilege.columns));
    text += " to";
    for (const Grantee& grantee : clause.grantees) text += fmt::format(" {}:{}", grantee.kind, dump(grantee.name));
    line(text + (clause.with_grant_option ? " with grant option" : ""));
  }
  void node(const WatermarkClause& clause) { line("watermark " + dump(clause.column)); }
  void node(const ForClause& clause) {
    line("for " + list(clause.dialects) + tail("as", clause.body));
    members(clause.members);
  }
  void node(const RefreshClause& clause) {
    line("refresh " + list(clause.items) + (clause.starting.text.empty() ? "" : " starting " + dump(clause.starting)));
  }
  void node(const ViewOptionClause& clause) { line(std::string(clause.keyword) + tail("option", clause.rest)); }
  void node(const ViewColumn& column) { line("view column " + dump(column.name)); }
  void node(const NativeClause& clause) { line("native " + dump(clause.text)); }

  std::size_t depth_ = 0;
  std::vector<Name> only_on_;
  std::string_view doc_;
  std::string out_;
};

}  // namespace

std::string dump(const Declaration& declaration) {
  Dumper dumper;
  dumper.declaration(declaration);
  return dumper.take();
}

std::string dump(const File& file) {
  std::string result;
  for (const Declaration& declaration : file.declarations) result += dump(declaration);
  return result;
}

}  // namespace kura::ast
