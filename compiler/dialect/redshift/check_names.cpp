// Names: folding, collisions, system columns, and what cannot be a name at all.
#include <map>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/dialect/redshift/kinds.h"
#include "compiler/dialect/redshift/rules.h"

namespace kura::dialect::redshift {
namespace {

constexpr std::string_view kSystemColumns[] = {"oid", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};

struct Named {
  std::string name;
  SourceRange at;
};

class NameChecker {
 public:
  NameChecker(const ir::Schema& schema, diag::Sink& sink) : schema_(schema), sink_(sink) {}

  void check() {
    std::map<std::string, Named> namespaces;
    for (const ir::Namespace& space : schema_.namespaces) {
      check_spelling(space.name, space.at);
      warn_folding(space.name, space.at);
      check_collision(namespaces, folded(space.name, schema_), {space.name, space.at});
    }
    for (const ir::Table& table : schema_.tables) check(table);
    for (const ir::View& view : schema_.views) {
      check_relation(view.name, view.at);
      for (const ir::ViewColumn& column : view.columns) check_spelling(column.name, column.at);
    }
  }

 private:
  void check(const ir::Table& table) {
    const bool is_warned = check_relation(table.name, table.at);
    bool is_column_warned = is_warned;
    std::map<std::string, Named> columns;
    for (const ir::Column& column : table.columns) {
      check_spelling(column.name, column.at);
      // One warning a table: they all have the same cause and the same cure.
      if (!is_column_warned) is_column_warned = warn_folding(column.name, column.at);
      check_collision(columns, folded(column.name, schema_), {column.name, column.at});
      for (const std::string_view name : kSystemColumns) {
        if (to_lower(column.name) == name) sink_.report(system_column, column.at, {column.name});
      }
    }
    if (table.primary_key) check_spelling(table.primary_key->name, table.primary_key->at);
    for (const ir::Key& key : table.unique_keys) check_spelling(key.name, key.at);
    for (const ir::ForeignKey& key : table.foreign_keys) check_spelling(key.name, key.at);
  }

  bool check_relation(const ir::QualifiedName& name, SourceRange at) {
    check_spelling(name.name, at);
    if (name.name.starts_with('#')) {
      sink_.report(name_refused, at, {"`#` in front: that makes a temporary table"});
    }
    check_collision(relations_, folded(name.schema, schema_) + "." + folded(name.name, schema_),
                    {ir::to_text(name), at});
    return warn_folding(name.name, at);
  }

  void check_spelling(const std::string& name, SourceRange at) {
    for (const char c : name) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) continue;
      sink_.report(name_refused, at, {"a control character"});
      return;
    }
  }

  bool warn_folding(const std::string& name, SourceRange at) {
    if (folded(name, schema_) == name) return false;
    sink_.report(name_folded, at, {name});
    return true;
  }

  void check_collision(std::map<std::string, Named>& seen, std::string key, Named named) {
    const auto [found, is_new] = seen.try_emplace(std::move(key), named);
    if (is_new || found->second.name == named.name) return;
    auto& diagnostic = sink_.report(diag::names_differ_by_case, named.at, {"Redshift", found->second.name, named.name});
    diagnostic.labels.push_back({found->second.at, "the other one"});
  }

  const ir::Schema& schema_;
  diag::Sink& sink_;
  std::map<std::string, Named> relations_;
};

}  // namespace

void check_names(ir::Schema& schema, diag::Sink& sink) {
  NameChecker(schema, sink).check();
}

// A named primary or unique key is a relation too: it shares its schema's names with tables, views and other keys.
void check_key_names(ir::Schema& schema, diag::Sink& sink) {
  std::map<std::string, SourceRange> taken;
  const auto full_name = [&](const std::string& space, const std::string& name) {
    return folded(space, schema) + "." + folded(name, schema);
  };
  for (const ir::Table& table : schema.tables) taken.emplace(full_name(table.name.schema, table.name.name), table.at);
  for (const ir::View& view : schema.views) taken.emplace(full_name(view.name.schema, view.name.name), view.at);
  const auto declare = [&](const ir::Table& table, const ir::Key& key) {
    if (key.name.empty()) return;
    const auto [found, is_new] = taken.try_emplace(full_name(table.name.schema, key.name), key.at);
    if (is_new) return;
    auto& diagnostic = sink.report(key_name_taken, key.at, {key.name});
    diagnostic.labels.push_back({found->second, "taken here"});
  };
  for (const ir::Table& table : schema.tables) {
    if (table.primary_key) declare(table, *table.primary_key);
    for (const ir::Key& key : table.unique_keys) declare(table, key);
  }
}

}  // namespace kura::dialect::redshift
