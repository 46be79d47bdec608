// The rule on `was`: held against the state that every warehouse is known to have.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/lint/context.h"
#include "compiler/sql/tokens.h"

namespace kura::lint {
namespace {

/// A `was` in the files, and in how many warehouses it is still of use.
struct Rename {
  std::string old_name;
  SourceRange at;  // the old name
  SourceRange found_at;
  std::size_t warehouses = 0;
  std::size_t stale = 0;
};

template <class Object>
const Object* find(const std::vector<Object>& objects, const ir::QualifiedName& name) {
  const auto found =
      std::find_if(objects.begin(), objects.end(), [&](const Object& object) { return object.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

class Renames {
 public:
  explicit Renames(const Syntax& syntax) : syntax_(syntax) {}

  void look(const ir::Schema& now, const ir::Schema& last) {
    for (const ir::Table& table : now.tables) {
      look_at_object(table, last.tables);
      look_at_columns(table, last);
    }
    for (const ir::View& view : now.views) look_at_object(view, last.views);
    for (const ir::Sequence& sequence : now.sequences) look_at_object(sequence, last.sequences);
    for (const ir::EnumType& type : now.enums) {
      look_at_object(type, last.enums);
      look_at_labels(type, last);
    }
  }
  [[nodiscard]] const std::map<SourceRange, Rename>& all() const { return renames_; }

 private:
  void add(const std::string& old_name, SourceRange at, SourceRange found_at, bool is_stale) {
    Rename& rename = renames_[at];
    rename.old_name = old_name;
    rename.at = at;
    rename.found_at = found_at;
    ++rename.warehouses;
    if (is_stale) ++rename.stale;
  }

  template <class Object>
  void look_at_object(const Object& object, const std::vector<Object>& last) {
    if (object.was.name.empty()) return;
    const ast::QualifiedName* was = was_of(syntax_.declaration(object.at));
    if (was != nullptr) add(ir::to_text(object.was), was->at, object.at, find(last, object.was) == nullptr);
  }

  static const ast::QualifiedName* was_of(const ast::Declaration* declaration) {
    if (declaration == nullptr) return nullptr;
    if (const auto* table = std::get_if<ast::TableDecl>(&declaration->node)) return &table->was;
    if (const auto* view = std::get_if<ast::ViewDecl>(&declaration->node)) return &view->was;
    if (const auto* sequence = std::get_if<ast::SequenceDecl>(&declaration->node)) return &sequence->was;
    if (const auto* type = std::get_if<ast::EnumDecl>(&declaration->node)) return &type->was;
    return nullptr;
  }

  void look_at_columns(const ir::Table& table, const ir::Schema& last) {
    const ir::Table* before = find(last.tables, table.name);
    if (before == nullptr && !table.was.name.empty()) before = find(last.tables, table.was);
    for (const ir::Column& column : table.columns) {
      if (column.was.empty()) continue;
      const PlacedMember* placed = syntax_.column(column.at);
      if (placed == nullptr || !std::holds_alternative<ast::Column>(placed->member->node)) continue;
      for (const ast::Attribute& attribute : std::get<ast::Column>(placed->member->node).attributes) {
        if (attribute.kind != ast::AttributeKind::was || !attribute.detail) continue;
        const ast::Name& was = std::get<ast::Name>(*attribute.detail);
        add(column.was, was.at, column.at, before == nullptr || ir::find_column(*before, column.was) == nullptr);
      }
    }
  }

  void look_at_labels(const ir::EnumType& type, const ir::Schema& last) {
    const ir::EnumType* before = find(last.enums, type.name);
    if (before == nullptr && !type.was.name.empty()) before = find(last.enums, type.was);
    const ast::Declaration* declaration = syntax_.declaration(type.at);
    const auto* decl = declaration == nullptr ? nullptr : std::get_if<ast::EnumDecl>(&declaration->node);
    if (decl == nullptr) return;
    for (const ast::EnumLabel& label : decl->labels) {
      if (label.was.empty()) continue;
      const bool is_there =
          before != nullptr && std::any_of(before->labels.begin(), before->labels.end(),
                                           [&](const ir::EnumLabel& old) { return old.text == label.was; });
      // The old name ends the label.
      add(std::string(label.was), {label.at.buffer, last_token_begin(label), label.at.end}, label.at, !is_there);
    }
  }

  /// Quoted or not, no white space stands in the way of the search back for `was`.
  static std::uint32_t last_token_begin(const ast::EnumLabel& label) {
    const auto length = static_cast<std::uint32_t>(label.was.size());
    return label.at.end > length ? label.at.end - length : label.at.begin;
  }

  const Syntax& syntax_;
  std::map<SourceRange, Rename> renames_;
};

/// A label's old name may be quoted: then its place is found in the text.
SourceRange exact(const SourceManager& sources, const Rename& rename) {
  const std::string_view text = sources.slice(rename.found_at);
  if (rename.at.end != rename.found_at.end) return rename.at;
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  if (tokens.empty()) return rename.at;
  return {rename.at.buffer, rename.found_at.begin + tokens.back().begin, rename.at.end};
}

}  // namespace

namespace rules {

void stale_was(Context& context) {
  Renames renames(context.syntax);
  // A warehouse that nothing is known of may still have the old name.
  if (!context.input.has_all_warehouses) return;
  for (const Warehouse& warehouse : context.input.warehouses) {
    if (!warehouse.last) return;
    renames.look(warehouse.declared, *warehouse.last);
  }
  for (const auto& [at, rename] : renames.all()) {
    // A warehouse that has the old name still needs it.
    if (rename.stale < rename.warehouses) continue;
    const SourceRange place = exact(context.input.sources, rename);
    Finding& finding = context.report(place, {rename.old_name});
    const Edit edit = without_was(context.input.sources, place);
    if (!edit.at.is_valid()) continue;
    finding.fix = {edit};
    finding.fixed = fmt::format("took out `was {}`", rename.old_name);
  }
}

}  // namespace rules
}  // namespace kura::lint
