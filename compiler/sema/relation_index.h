// The names of one warehouse: every table, view, sequence, enum and external table, and how a written name finds one.
#pragma once

#include <unordered_map>

#include "compiler/sema/analyze.h"
#include "compiler/sema/dialects.h"

namespace kura::sema {

enum class RelationKind { table, view, sequence, enumeration, external };
/// "a table", "a view" …
std::string_view to_words(RelationKind kind);

struct Relation {
  RelationKind kind = RelationKind::table;
  std::string_view schema;  // as in this warehouse: the default namespace has its name
  std::string_view name;
  SourceRange at;  // its name
  const ast::Declaration* declaration = nullptr;
  bool is_here = true;       // false: `only on` other dialects
  std::size_t position = 0;  // in the list that the lowering makes of its kind
};

inline ir::QualifiedName to_name(const Relation& relation) {
  return {std::string(relation.schema), std::string(relation.name)};
}

class RelationIndex {
 public:
  explicit RelationIndex(std::string_view default_schema) : default_schema_(default_schema) {}

  /// Adds every declaration; reports names that this warehouse's default namespace makes the same.
  void declare(const Project& project, const Lineage& lineage, diag::Sink& sink);

  /// The namespace as it is called in this warehouse.
  [[nodiscard]] std::string_view effective(std::string_view schema) const {
    return schema.empty() ? default_schema_ : schema;
  }
  /// `schema` is what was written, or empty: then the namespace around is looked into, and the default one. A relation
  /// that is not on this warehouse is found only when no other is.
  [[nodiscard]] const Relation* find(std::string_view schema, std::string_view name, std::string_view around) const;
  /// An enum: types are never qualified, so that the only one of its name is found wherever it was declared.
  [[nodiscard]] const Relation* find_enum(std::string_view name, std::string_view around) const;
  [[nodiscard]] Relation* find_exact(std::string_view schema, std::string_view name);

  /// Names to suggest, as they would be written in this namespace.
  [[nodiscard]] std::vector<std::string> names(std::string_view around) const;
  [[nodiscard]] std::vector<std::string> enum_names() const;
  /// `schema.name` of the relations that have this name elsewhere.
  [[nodiscard]] std::vector<std::string> elsewhere(std::string_view name) const;
  [[nodiscard]] const std::vector<Relation>& all() const { return relations_; }

 private:
  struct Key {
    std::string_view schema, name;
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      const std::hash<std::string_view> hash;
      return hash(key.name) * 31 + hash(key.schema);
    }
  };
  void add(Relation relation, const Lineage& lineage, diag::Sink& sink);
  [[nodiscard]] const Relation* at(std::string_view schema, std::string_view name) const;

  std::string_view default_schema_;
  std::vector<Relation> relations_;  // in the order of the project
  std::unordered_map<Key, std::size_t, KeyHash> by_name_;
};

}  // namespace kura::sema
