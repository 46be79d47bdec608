// settle: namespaces, the targets of foreign keys, and what views read.
#include <algorithm>
#include <set>

#include "compiler/import/settle.h"
#include "compiler/sql/relations.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

class NamespaceDropper {
 public:
  NamespaceDropper(Context& context, std::string_view dropped) : context_(context), dropped_(dropped) {}

  [[nodiscard]] bool is_possible() {
    ir::Schema& schema = context_.schema;
    std::set<std::string> inside;
    std::set<std::string> outside;
    const auto look = [&](const auto& objects) {
      for (const auto& object : objects) {
        (is_in(object.name) || object.name.schema.empty() ? inside : outside).insert(object.name.name);
      }
    };
    look(schema.tables);
    look(schema.views);
    look(schema.enums);
    look(schema.sequences);
    return std::none_of(inside.begin(), inside.end(), [&](const std::string& name) { return outside.contains(name); });
  }

  void drop() {
    ir::Schema& schema = context_.schema;
    for (ir::EnumType& type : schema.enums) drop(type.name);
    for (ir::Sequence& sequence : schema.sequences) {
      drop(sequence.name);
      if (sequence.owned_by_table) drop(*sequence.owned_by_table);
    }
    for (ir::ExternalRelation& external : schema.externals) drop(external.name);
    for (ir::Table& table : schema.tables) drop_in(table);
    for (ir::View& view : schema.views) {
      drop(view.name);
      drop_in(view.body.text);
    }
    std::erase_if(schema.namespaces,
                  [&](const ir::Namespace& it) { return it.name == dropped_ && it.comment.empty(); });
    std::map<ir::QualifiedName, ir::QualifiedName> partitions;
    for (const auto& [child, of] : context_.partitions) {
      ir::QualifiedName name = child;
      ir::QualifiedName parent = of;
      drop(name);
      drop(parent);
      partitions.emplace(std::move(name), std::move(parent));
    }
    context_.partitions = std::move(partitions);
  }

 private:
  [[nodiscard]] bool is_in(const ir::QualifiedName& name) const { return name.schema == dropped_; }
  void drop(ir::QualifiedName& name) const {
    if (is_in(name)) name.schema.clear();
  }

  void drop(ir::Type& type) const {
    if (type.enum_name) drop(*type.enum_name);
    for (ir::TypeField& field : type.fields) drop(field.type);
  }

  void drop(ir::Expression& expression) const {
    for (ir::Expression& operand : expression.operands) drop(operand);
    if (expression.type) drop(*expression.type);
    if (expression.kind != ir::ExpressionKind::call) return;
    if (expression.path.size() > 1 && expression.path[0] == dropped_) expression.path.erase(expression.path.begin());
    const std::string prefix = std::string(dropped_) + ".";
    const bool is_nextval = expression.path.back() == "nextval" && expression.operands.size() == 1;
    if (is_nextval && expression.operands[0].text.starts_with(prefix))
      expression.operands[0].text.erase(0, prefix.size());
  }

  void drop_in(ir::Table& table) const {
    drop(table.name);
    for (ir::Column& column : table.columns) {
      drop(column.type);
      if (column.default_value) drop(*column.default_value);
      if (column.generated) drop(column.generated->expression);
    }
    for (ir::ForeignKey& key : table.foreign_keys) drop(key.target);
    for (ir::Check& check : table.checks) drop(check.expression);
    for (ir::NativeClause& clause : table.physical.native) {
      if (clause.text.starts_with("inherits ")) drop_prefix(clause.text);
    }
    for (ir::Index& index : table.physical.indexes) {
      for (ir::IndexPart& part : index.parts) drop(part.expression);
    }
  }

  void drop_prefix(std::string& names) const {
    const std::string prefix = std::string(dropped_) + ".";
    for (std::size_t at = names.find(prefix); at != std::string::npos; at = names.find(prefix, at)) {
      if (names[at - 1] == ' ' || names[at - 1] == '(') {
        names.erase(at, prefix.size());
      } else {
        ++at;
      }
    }
  }

  void drop_in(std::string& query) const {
    std::vector<sql::RelationName> relations = sql::find_relations(query);
    for (auto it = relations.rbegin(); it != relations.rend(); ++it) {
      if (it->parts.size() != 2 || it->parts[0] != dropped_) continue;
      const std::string_view whole = std::string_view(query).substr(it->begin, it->end - it->begin);
      const std::vector<sql::Token> tokens = sql::tokenize(whole);
      query.erase(it->begin, tokens.back().begin);
    }
  }

  Context& context_;
  std::string_view dropped_;
};

bool is_system(const dialect::Dialect& dialect, const std::vector<std::string>& parts) {
  const bool is_qualified = parts.size() > 1;
  const std::string name = is_qualified ? parts[parts.size() - 2] + "." : parts[0];
  return std::any_of(dialect.system_relations.begin(), dialect.system_relations.end(), [&](std::string_view known) {
    return known.ends_with('.') ? name == known : !is_qualified && name.starts_with(known);
  });
}

class ReferenceSettler {
 public:
  explicit ReferenceSettler(Context& context) : context_(context) {
    for (const ir::Table& table : context.schema.tables) known_.insert(table.name);
    for (const ir::View& view : context.schema.views) known_.insert(view.name);
    for (const ir::ExternalRelation& external : context.schema.externals) known_.insert(external.name);
  }

  void settle(const ir::Table& owner, ir::ForeignKey& key) {
    // It may have been created later than it was referred to.
    const bool is_unqualified = key.target.schema.empty() || key.target.schema == owner.name.schema;
    if (is_unqualified && !known_.contains(key.target)) {
      if (const auto found = resolve({key.target.name}, owner.name.schema)) key.target = *found;
    }
    const ir::Table* target = find_table(context_, key.target);
    if (target == nullptr) return add_external(key);
    if (!key.target_columns.empty()) return;
    key.target_columns = target->primary_key ? target->primary_key->columns : key.columns;
  }

  void settle(ir::View& view) {
    if (!context_.rules().folds_names) settle_case(view);
    view.body.relations.clear();
    for (const sql::RelationName& found : sql::find_relations(view.body.text)) {
      if (found.parts.size() > 2) continue;
      const std::optional<ir::QualifiedName> name = resolve(found.parts, view.name.schema);
      if (name) {
        view.body.relations.push_back({found.begin, found.end, *name});
      } else if (!found.may_be_path && !is_system(context_.dialect, found.parts)) {
        add_external(to_name(found.parts), view.at);
        view.body.relations.push_back({found.begin, found.end, to_name(found.parts)});
      }
    }
  }

 private:
  static ir::QualifiedName to_name(const std::vector<std::string>& parts) {
    return parts.size() > 1 ? ir::QualifiedName{parts[0], parts[1]} : ir::QualifiedName{{}, parts[0]};
  }

  [[nodiscard]] std::optional<ir::QualifiedName> resolve(const std::vector<std::string>& parts,
                                                         const std::string& schema) const {
    const ir::QualifiedName name = to_name(parts);
    if (parts.size() == 1 && known_.contains({schema, name.name})) return ir::QualifiedName{schema, name.name};
    if (known_.contains(name)) return name;
    const ir::QualifiedName in_default{std::string(context_.reading.default_namespace), name.name};
    return name.schema.empty() && known_.contains(in_default) ? std::optional(in_default) : std::nullopt;
  }

  /// `from Orders`, which is `orders` to who reads a query: the name that was meant is written in quotes.
  void settle_case(ir::View& view) const {
    const std::vector<sql::RelationName> relations = sql::find_relations(view.body.text);
    for (auto it = relations.rbegin(); it != relations.rend(); ++it) {
      if (it->parts.size() > 2 || resolve(it->parts, view.name.schema)) continue;
      const std::string_view written = std::string_view(view.body.text).substr(it->begin, it->end - it->begin);
      for (const ir::QualifiedName& known : known_) {
        const bool is_it = it->parts.size() == 1 && written == known.name && known.schema == view.name.schema;
        if (is_it) view.body.text.replace(it->begin, it->end - it->begin, "\"" + known.name + "\"");
        if (is_it) break;
      }
    }
  }

  void add_external(const ir::QualifiedName& name, SourceRange at) {
    if (!known_.insert(name).second) return;
    ir::ExternalRelation external;
    external.name = name;
    external.at = at;
    context_.schema.externals.push_back(std::move(external));
    context_.sink.report(import_external, at, {ir::to_text(name)});
  }

  /// The target of a key needs the columns that the key refers to.
  void add_external(ir::ForeignKey& key) {
    if (key.target_columns.empty()) key.target_columns = key.columns;
    add_external(key.target, key.at);
    for (ir::ExternalRelation& external : context_.schema.externals) {
      if (external.name != key.target) continue;
      for (std::size_t i = 0; i < key.target_columns.size(); ++i) add_column(external, key, i);
      add_key(external, key);
    }
  }

  void add_column(ir::ExternalRelation& external, const ir::ForeignKey& key, std::size_t place) {
    const std::string& name = key.target_columns[place];
    const bool is_there = std::any_of(external.columns.begin(), external.columns.end(),
                                      [&](const ir::Column& it) { return it.name == name; });
    if (is_there) return;
    ir::Column column;
    for (const ir::Table& table : context_.schema.tables) {
      for (const ir::ForeignKey& its : table.foreign_keys) {
        const ir::Column* referring = &its == &key ? ir::find_column(table, key.columns[place]) : nullptr;
        if (referring != nullptr) column.type = referring->type;
      }
    }
    column.name = name;
    column.is_nullable = false;
    external.columns.push_back(std::move(column));
  }

  static void add_key(ir::ExternalRelation& external, const ir::ForeignKey& key) {
    const auto is_same = [&](const ir::Key& it) { return it.columns == key.target_columns; };
    if (external.primary_key && is_same(*external.primary_key)) return;
    if (std::any_of(external.unique_keys.begin(), external.unique_keys.end(), is_same)) return;
    ir::Key added{{}, key.target_columns, {}, key.at};
    if (!external.primary_key) {
      external.primary_key = std::move(added);
    } else {
      external.unique_keys.push_back(std::move(added));
    }
  }

  Context& context_;
  std::set<ir::QualifiedName> known_;
};

/// Only those that something stands in, each once, in the order of first use.
void list_namespaces(ir::Schema& schema) {
  std::vector<ir::Namespace> listed;
  const auto add = [&](const auto& objects) {
    for (const auto& object : objects) {
      const std::string& name = object.name.schema;
      const auto is_it = [&](const ir::Namespace& it) { return it.name == name; };
      if (name.empty() || std::any_of(listed.begin(), listed.end(), is_it)) continue;
      const auto declared = std::find_if(schema.namespaces.begin(), schema.namespaces.end(), is_it);
      listed.push_back(declared == schema.namespaces.end() ? ir::Namespace{name, {}, object.at} : *declared);
    }
  };
  add(schema.enums);
  add(schema.sequences);
  add(schema.tables);
  add(schema.views);
  schema.namespaces = std::move(listed);
}

}  // namespace

void settle_namespaces(Context& context) {
  const std::string_view name = context.reading.default_namespace;
  if (!name.empty() && !context.keeps_default_namespace) {
    NamespaceDropper dropper(context, name);
    if (dropper.is_possible()) dropper.drop();
  }
  list_namespaces(context.schema);
}

void settle_references(Context& context) {
  ReferenceSettler settler(context);
  for (ir::Table& table : context.schema.tables) {
    for (ir::ForeignKey& key : table.foreign_keys) settler.settle(table, key);
  }
  for (ir::View& view : context.schema.views) settler.settle(view);
}

}  // namespace kura::import
