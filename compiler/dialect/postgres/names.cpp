// Names in PostgreSQL: one list for relations and indexes of a schema, one for its types, one for a table's
// constraints; and the names that it would make up itself, made here so that they are known.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/base/ascii.h"
#include "compiler/dialect/postgres/kinds.h"
#include "compiler/dialect/postgres/rules.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect::postgres {
namespace {

constexpr std::size_t kNameLimit = 63;

/// Cuts to at most `size` bytes without splitting a character.
std::string_view cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  return text.substr(0, size);
}

struct Holder {
  std::string what;
  SourceRange at;
};

using Taken = std::set<std::string>;

std::string joined(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "_"));
}

/// The columns of the table that an expression reads, those in the engine's own SQL too.
std::set<std::string> columns_of(const ir::Expression& expression, const ir::Table& table) {
  std::set<std::string> columns;
  if (expression.kind == ir::ExpressionKind::raw) {
    const std::vector<sql::Token> tokens = sql::tokenize(expression.text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      const bool is_called = i + 1 < tokens.size() && tokens[i + 1].is_symbol("(");
      const std::string name = sql::name_of(tokens[i]);
      if (!is_called && ir::find_column(table, name) != nullptr) columns.insert(name);
    }
    return columns;
  }
  for (const std::string& name : ir::columns_read(expression)) columns.insert(name);
  for (const ir::Expression& operand : expression.operands) columns.merge(columns_of(operand, table));
  return columns;
}

std::vector<std::string> part_names(const ir::Index& index) {
  std::vector<std::string> names;
  for (const ir::IndexPart& part : index.parts) {
    const bool has_name =
        part.expression.kind == ir::ExpressionKind::name || part.expression.kind == ir::ExpressionKind::call;
    names.push_back(has_name ? part.expression.path.back() : "expr");
  }
  names.insert(names.end(), index.include.begin(), index.include.end());
  return names;
}

/// The columns that an exclusion constraint compares: the first word of each element of its list.
std::vector<std::string> excluded_names(std::string_view clause) {
  std::vector<std::string> names;
  int depth = 0;
  bool is_first = false;
  for (const sql::Token& token : sql::tokenize(clause)) {
    if (token.is_symbol(")") && --depth == 0) break;
    if (is_first) names.push_back(token.is_symbol("(") ? "expr" : sql::name_of(token));
    is_first = false;
    if (token.is_symbol("(") && ++depth == 1) is_first = true;
    if (token.is_symbol(",") && depth == 1) is_first = true;
  }
  return names;
}

class Namer {
 public:
  Namer(ir::Schema& schema, diag::Sink& sink) : schema_(schema), sink_(sink) {}

  void run() {
    declare_written();
    for (ir::Table& table : schema_.tables) name_constraints(table);
    for (ir::Table& table : schema_.tables) name_indexes(table.physical, table.name);
    for (ir::View& view : schema_.views) name_indexes(view.physical, view.name);
  }

 private:
  void declare_written() {
    for (const ir::Table& table : schema_.tables) {
      relations_.try_emplace(table.name, Holder{described("table", ir::to_text(table.name)), table.at});
    }
    for (const ir::View& view : schema_.views) {
      relations_.try_emplace(view.name, Holder{described("view", ir::to_text(view.name)), view.at});
    }
    for (const ir::ExternalRelation& external : schema_.externals) {
      relations_.try_emplace(external.name, Holder{described("table", ir::to_text(external.name)), external.at});
    }
    types_ = relations_;
    for (const ir::EnumType& type : schema_.enums) declare(types_, type.name, "enum", type.at);
    for (const ir::Sequence& sequence : schema_.sequences) declare(relations_, sequence.name, "sequence", sequence.at);
    for (const ir::Table& table : schema_.tables) declare_parts(table);
    for (const ir::View& view : schema_.views) declare_indexes(view.physical, view.name);
  }

  /// `owner`: the relation that it belongs to, for a better name.
  void declare(std::map<ir::QualifiedName, Holder>& list, const ir::QualifiedName& name, const std::string& what,
               SourceRange at, const std::string& owner = {}) {
    const auto [found, is_new] = list.try_emplace(name, Holder{described(what, ir::to_text(name)), at});
    // A partition stands in both lists.
    const bool is_said = !is_new && &list == &types_ && relations_.contains(name) && relations_.at(name).at != at;
    if (is_new || is_said) return;
    auto& diagnostic = sink_.report(name_taken, at, {what, name.name, found->second.what});
    if (found->second.at.is_valid()) diagnostic.labels.push_back({found->second.at, "the other one"});
    diagnostic.notes.emplace_back(
        "tables, views, sequences, indexes, keys and partitions of a schema share one list of names; enums share the "
        "names of tables");
    diagnostic.helps.push_back(owner.empty() ? "give it another name"
                                             : fmt::format("give it another name: `{}_{}`", owner, name.name));
  }

  void declare_indexes(const ir::Physical& physical, const ir::QualifiedName& relation) {
    for (const ir::Index& index : physical.indexes) {
      if (!index.name.empty()) declare(relations_, {relation.schema, index.name}, "index", index.at, relation.name);
    }
  }

  void declare_parts(const ir::Table& table) {
    const std::string& space = table.name.schema;
    Taken& constraints = constraints_[table.name];
    const auto declare_constraint = [&constraints](const std::string& name) {
      if (!name.empty()) constraints.insert(name);
    };
    const auto declare_key = [&](const ir::Key& key) {
      declare_constraint(key.name);
      if (!key.name.empty()) declare(relations_, {space, key.name}, "key", key.at, table.name.name);
    };
    if (table.primary_key) declare_key(*table.primary_key);
    for (const ir::Key& key : table.unique_keys) declare_key(key);
    for (const ir::Check& check : table.checks) declare_constraint(check.name);
    for (const ir::ForeignKey& key : table.foreign_keys) declare_constraint(key.name);
    declare_indexes(table.physical, table.name);
    if (!table.physical.partitioning) return;
    for (const ir::Partition& partition : table.physical.partitioning->partitions) {
      declare(relations_, {space, partition.name}, "partition", partition.at, table.name.name);
      declare(types_, {space, partition.name}, "partition", partition.at, table.name.name);
    }
  }

  void name_constraints(ir::Table& table) {
    if (table.primary_key) name_key(*table.primary_key, table, "", "pkey");
    for (ir::Key& key : table.unique_keys) name_key(key, table, joined(key.columns), "key");
    Taken& constraints = constraints_[table.name];
    for (ir::Check& check : table.checks) {
      const std::set<std::string> columns = columns_of(check.expression, table);
      const std::string part = columns.size() == 1 ? *columns.begin() : "";
      if (check.name.empty()) check.name = free_name(table.name, part, "check", constraints, false);
    }
    for (ir::ForeignKey& key : table.foreign_keys) {
      if (key.name.empty()) key.name = free_name(table.name, joined(key.columns), "fkey", constraints, false);
    }
    for (ir::NativeClause& clause : table.physical.native) {
      if (clause.keyword == "exclude") name_exclusion(clause, table);
    }
  }

  void name_key(ir::Key& key, const ir::Table& table, const std::string& columns, std::string_view label) {
    if (key.name.empty()) key.name = free_name(table.name, columns, label, constraints_[table.name], true);
  }

  void name_exclusion(ir::NativeClause& clause, const ir::Table& table) {
    const std::string columns = joined(excluded_names(clause.argument));
    const std::string name = free_name(table.name, columns, "excl", constraints_[table.name], true);
    clause.keyword = "constraint";
    clause.argument = fmt::format("\"{}\" exclude {}", name, clause.argument);
  }

  void name_indexes(ir::Physical& physical, const ir::QualifiedName& relation) {
    Taken none;
    for (ir::Index& index : physical.indexes) {
      if (index.name.empty()) index.name = free_name(relation, joined(part_names(index)), "idx", none, true);
    }
  }

  /// As the server does: the label gets 1, 2 … until nothing has the name.
  std::string free_name(const ir::QualifiedName& relation, const std::string& columns, std::string_view label,
                        Taken& taken, bool is_relation) {
    std::string name = object_name(relation.name, columns, label);
    for (int number = 1; taken.contains(name) || (is_relation && relations_.contains({relation.schema, name}));
         ++number) {
      name = object_name(relation.name, columns, fmt::format("{}{}", label, number));
    }
    taken.insert(name);
    if (is_relation) relations_.try_emplace({relation.schema, name}, Holder{});
    return name;
  }

  ir::Schema& schema_;
  diag::Sink& sink_;
  std::map<ir::QualifiedName, Holder> relations_;
  std::map<ir::QualifiedName, Holder> types_;
  std::map<ir::QualifiedName, Taken> constraints_;
};

}  // namespace

std::string object_name(std::string_view table, std::string_view columns, std::string_view label) {
  const std::size_t separators = columns.empty() ? 1 : 2;
  const std::size_t available = kNameLimit - separators - label.size();
  std::size_t first = table.size();
  std::size_t second = columns.size();
  while (first + second > available) --(first > second ? first : second);
  std::string name(cut(table, first));
  if (!columns.empty()) name.append("_").append(cut(columns, second));
  return name.append("_").append(label);
}

void make_names(ir::Schema& schema, const Dialect&, diag::Sink& sink) {
  for (const ir::Namespace& space : schema.namespaces) {
    if (space.name.starts_with("pg_")) sink.report(reserved_schema, space.at, {space.name});
  }
  Namer(schema, sink).run();
}

}  // namespace kura::dialect::postgres
