// raw_text: where the native texts and the queries of a file stand.
#include <algorithm>

#include "compiler/base/overloaded.h"
#include "compiler/format/raw_text.h"

namespace kura::format {
namespace {

class Collector {
 public:
  explicit Collector(RawTexts& found) : found_(found) {}

  void native(const ast::RawText& text) {
    if (!text.empty() && text.at.is_valid()) found_.native.push_back(text.at);
  }
  void query(const ast::RawText& text) {
    if (!text.empty() && text.at.is_valid()) found_.queries.push_back(text.at);
  }
  void members(const std::vector<ast::Member>& members) {
    for (const ast::Member& member : members) std::visit([this](const auto& node) { visit(node); }, member.node);
  }

 private:
  void visit(const ast::Column& column) {
    for (const ast::Attribute& attribute : column.attributes) {
      if (!attribute.detail) continue;
      std::visit(
          Overloaded{[this](const ast::RawText& text) { native(text); },
                     [this](const ast::Aggregate& aggregate) { native(aggregate.arguments); }, [](const auto&) {}},
          *attribute.detail);
    }
  }
  void visit(const ast::ColumnOverride& override) { visit(override.column); }
  void visit(const ast::IndexClause& index) {
    for (const ast::IndexPart& part : index.parts) native(part.native);
    native(index.native);
  }
  void visit(const ast::ForClause& clause) {
    query(clause.body);
    members(clause.members);
  }
  void visit(const ast::KeyClause& clause) { native(clause.native); }
  void visit(const ast::ForeignKeyClause& clause) { native(clause.native); }
  void visit(const ast::CheckClause& clause) { native(clause.native); }
  void visit(const ast::PartitionClause& clause) { native(clause.native); }
  void visit(const ast::ViewOptionClause& clause) { native(clause.rest); }
  void visit(const ast::NativeClause& clause) { native(clause.text); }
  void visit(const ast::UseClause&) {}
  void visit(const ast::DistributeClause&) {}
  void visit(const ast::SortClause&) {}
  void visit(const ast::PartitionByClause&) {}
  void visit(const ast::ModelClause&) {}
  void visit(const ast::PropertiesClause&) {}
  void visit(const ast::OwnerClause&) {}
  void visit(const ast::GrantClause&) {}
  void visit(const ast::WatermarkClause&) {}
  void visit(const ast::RefreshClause&) {}
  void visit(const ast::ViewColumn&) {}

  RawTexts& found_;
};

}  // namespace

RawTexts raw_texts_of(const ast::File& file) {
  RawTexts result;
  Collector collector(result);
  for (const ast::Declaration& declaration : file.declarations) {
    std::visit(Overloaded{[&](const ast::MixinDecl& mixin) { collector.members(mixin.members); },
                          [&](const ast::TableDecl& table) { collector.members(table.members); },
                          [&](const ast::ViewDecl& view) {
                            collector.members(view.members);
                            collector.query(view.body);
                          },
                          [](const auto&) {}},
               declaration.node);
  }
  std::sort(result.native.begin(), result.native.end());
  std::sort(result.queries.begin(), result.queries.end());
  return result;
}

}  // namespace kura::format
