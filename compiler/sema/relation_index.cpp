// The names of one warehouse.
#include "compiler/sema/relation_index.h"

#include "compiler/diag/kinds.h"
#include "compiler/sema/wording.h"

namespace kura::sema {
namespace {

std::string display(const Relation& relation) {
  return relation.schema.empty() ? std::string(relation.name) : fmt::format("{}.{}", relation.schema, relation.name);
}

template <class Decl>
SourceRange place_of(const Declared<Decl>& declared) {
  return declared.decl->name.name.at;
}

}  // namespace

std::string_view to_words(RelationKind kind) {
  switch (kind) {
    case RelationKind::table:
      return "a table";
    case RelationKind::view:
      return "a view";
    case RelationKind::sequence:
      return "a sequence";
    case RelationKind::enumeration:
      return "an enum";
    case RelationKind::external:
      return "an external table";
  }
  return {};
}

void RelationIndex::declare(const Project& project, const Lineage& lineage, diag::Sink& sink) {
  const std::size_t count =
      project.tables.size() + project.views.size() + project.sequences.size() + project.enums.size();
  relations_.reserve(count);
  by_name_.reserve(count);
  const auto add_all = [&](const auto& list, auto kind_of) {
    for (const auto& declared : list) {
      add({kind_of(*declared.decl), effective(declared.schema), declared.name, place_of(declared), declared.declaration,
           true, 0},
          lineage, sink);
    }
  };
  add_all(project.enums, [](const auto&) { return RelationKind::enumeration; });
  add_all(project.sequences, [](const auto&) { return RelationKind::sequence; });
  const auto kind_of_table = [](const auto& decl) {
    return decl.is_external ? RelationKind::external : RelationKind::table;
  };
  add_all(project.tables, kind_of_table);
  const auto kind_of_view = [](const auto& decl) {
    return decl.is_external ? RelationKind::external : RelationKind::view;
  };
  add_all(project.views, kind_of_view);
}

void RelationIndex::add(Relation relation, const Lineage& lineage, diag::Sink& sink) {
  relation.is_here = applies(relation.declaration->only_on, lineage);
  const auto [found, is_new] = by_name_.try_emplace({relation.schema, relation.name}, relations_.size());
  if (is_new) {
    relations_.push_back(relation);
    return;
  }
  Relation& first = relations_[found->second];
  if (!relation.is_here) return;
  if (!first.is_here) {
    first = relation;
    return;
  }
  auto& diagnostic = sink.report(diag::same_name_on_warehouse, relation.at, {display(relation)});
  diagnostic.labels.push_back({first.at, "the other one"});
}

const Relation* RelationIndex::at(std::string_view schema, std::string_view name) const {
  const auto found = by_name_.find({schema, name});
  return found == by_name_.end() ? nullptr : &relations_[found->second];
}

Relation* RelationIndex::find_exact(std::string_view schema, std::string_view name) {
  const auto found = by_name_.find({schema, name});
  return found == by_name_.end() ? nullptr : &relations_[found->second];
}

const Relation* RelationIndex::find(std::string_view schema, std::string_view name, std::string_view around) const {
  if (!schema.empty()) return at(schema, name);
  const Relation* near = at(around, name);
  if (near != nullptr && near->is_here) return near;
  const Relation* far = around == default_schema_ ? nullptr : at(default_schema_, name);
  return far != nullptr && (far->is_here || near == nullptr) ? far : near;
}

const Relation* RelationIndex::find_enum(std::string_view name, std::string_view around) const {
  const Relation* found = find({}, name, around);
  if (found != nullptr && found->kind == RelationKind::enumeration) return found;
  const Relation* only = nullptr;
  for (const Relation& relation : relations_) {
    if (relation.kind != RelationKind::enumeration) break;  // enums come first
    if (relation.name != name || !relation.is_here) continue;
    if (only != nullptr) return nullptr;
    only = &relation;
  }
  return only;
}

std::vector<std::string> RelationIndex::names(std::string_view around) const {
  std::vector<std::string> result;
  for (const Relation& relation : relations_) {
    if (!relation.is_here || relation.kind == RelationKind::enumeration || relation.kind == RelationKind::sequence)
      continue;
    const bool is_near = relation.schema == around || relation.schema == default_schema_;
    result.push_back(is_near ? std::string(relation.name) : display(relation));
  }
  return result;
}

std::vector<std::string> RelationIndex::enum_names() const {
  std::vector<std::string> result;
  for (const Relation& relation : relations_) {
    if (relation.kind == RelationKind::enumeration) result.emplace_back(relation.name);
  }
  return result;
}

std::vector<std::string> RelationIndex::elsewhere(std::string_view name) const {
  std::vector<std::string> result;
  for (const Relation& relation : relations_) {
    if (relation.name == name && relation.is_here && relation.kind != RelationKind::enumeration) {
      result.push_back(display(relation));
    }
  }
  return result;
}

}  // namespace kura::sema
