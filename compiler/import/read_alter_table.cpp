// ALTER TABLE: columns, keys, names and options of a table that was created before.
#include <algorithm>
#include <tuple>

#include "compiler/base/ascii.h"
#include "compiler/import/expressions.h"
#include "compiler/import/made_up_names.h"
#include "compiler/import/readers.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

template <class Constraint>
bool erase_constraint(std::vector<Constraint>& constraints, const std::string& name) {
  return std::erase_if(constraints, [&](const Constraint& it) { return it.name == name; }) > 0;
}

void rename_in(std::vector<std::string>& names, const std::string& before, const std::string& after) {
  std::replace(names.begin(), names.end(), before, after);
}

}  // namespace

namespace {

/// Names that the server made of a table's follow the name of their table.
void rename_given_names(Context& context, ir::Table& table, const std::string& before) {
  if (context.reading.given_names == nullptr) return;
  const std::string beginning = before + std::string(context.reading.given_names->foreign_key_infix);
  for (ir::ForeignKey& key : table.foreign_keys) {
    if (!key.name.starts_with(beginning)) continue;
    const std::string name = table.name.name + key.name.substr(before.size());
    for (auto& [relation, unnamed] : context.unnamed_keys) {
      if (relation.name == before && unnamed == key.name) std::tie(relation, unnamed) = std::tie(table.name, name);
    }
    key.name = name;
  }
  const std::string_view infix = context.reading.given_names->check_infix;
  for (ir::Check& check : table.checks) {
    const bool is_made = !infix.empty() && check.name.starts_with(before + std::string(infix));
    if (is_made) check.name.replace(0, before.size(), table.name.name);
  }
}

}  // namespace

void rename_everywhere(Context& context, ir::QualifiedName before, const ir::QualifiedName& after) {
  for (ir::Table& table : context.schema.tables) {
    if (table.name == before) {
      table.name = after;
      rename_given_names(context, table, before.name);
    }
    for (ir::ForeignKey& key : table.foreign_keys) {
      if (key.target == before) key.target = after;
    }
  }
  for (ir::Sequence& sequence : context.schema.sequences) {
    if (sequence.owned_by_table && *sequence.owned_by_table == before) *sequence.owned_by_table = after;
  }
  for (auto& [partition, of] : context.partitions) {
    if (of == before) of = after;
  }
}

namespace {

class TableAlterer {
 public:
  TableAlterer(ir::Table& table, Context& context) : table_(table), context_(context) {}

  void alter(const Part& action) {
    const Tokens tokens = action.tokens();
    // None of the ways that the grammar knows.
    const bool is_unknown = action.children().size() == 1 && action.find(Rule::part);
    if (is_unknown && !alters_design(tokens)) return alter_option(action);
    if (action.begins_with("add")) return add(action);
    if (action.begins_with("drop")) return drop(action);
    if (alters_design(tokens)) return alter_design(action);
    if (action.begins_with("alter") && action.find(Rule::alterColumn)) return alter_column(action);
    if (action.begins_with("modify") || action.begins_with("change")) return change_column(action);
    if (action.begins_with("rename")) return rename(action);
    if (action.begins_with("owner")) {
      table_.owner = name_of(tokens.back(), context_.rules());
    } else if (action.begins_with("attach")) {
      attach(action);
    } else if (action.begins_with("set", "schema")) {
      move({name_of(tokens.back(), context_.rules()), table_.name.name});
    } else {
      alter_option(action);
    }
  }

 private:
  /// ADD ROLLUP r (a, b): the words that a table has, too.
  void add_own_clause(const Part& action) {
    const std::string text = own_words(action.tokens().subspan(1), context_);
    for (ir::NativeClause& clause : native_clauses(text, NativeScope::table, action.at(), context_))
      table_.physical.native.push_back(std::move(clause));
  }

  void add(const Part& action) {
    if (action.begins_with("add", "partition") && add_partitions(action)) return;
    if (action.begins_with("add", "rollup") && context_.dialect.capabilities->has_properties)
      return add_own_clause(action);
    if (const auto constraint = action.find(Rule::namedConstraint)) {
      context_.keyed_later.insert(table_.name);
      return read_constraint(*constraint, table_, context_);
    }
    if (const auto index = action.find(Rule::inlineIndex)) return read_inline_index(*index, table_, context_);
    const std::vector<Part> definitions = action.all(Rule::columnDefinition);
    if (definitions.empty()) return left_out(action);
    for (const Part& definition : definitions) place(read_column(definition, table_, context_), action);
    // A key inside the definition was read before its column was there.
    if (table_.primary_key) set_primary_key(table_, *table_.primary_key);
  }

  bool add_partitions(const Part& action) {
    return read_partitions(action.tokens().subspan(2), table_.physical, action.at(), context_);
  }

  bool drop_partition(const Part& action) {
    if (!table_.physical.partitioning) return false;
    const std::string name = name_of(action.tokens().back(), context_.rules());
    return std::erase_if(table_.physical.partitioning->partitions,
                         [&](const ir::Partition& it) { return it.name == name; }) > 0;
  }

  void left_out(const Part& action) { report_left_out(context_, lower_text(action.tokens()), action.at()); }

  void place(ir::Column column, const Part& action) {
    const auto place = action.find(Rule::columnPlace);
    auto at = table_.columns.end();
    if (place && place->begins_with("first")) at = table_.columns.begin();
    if (place && place->begins_with("after")) {
      const std::string before = name_of(place->tokens().back(), context_.rules());
      at =
          std::find_if(table_.columns.begin(), table_.columns.end(), [&](const auto& it) { return it.name == before; });
      if (at != table_.columns.end()) ++at;
    }
    table_.columns.insert(at, std::move(column));
  }

  ir::Column* column(const Part& name) {
    const std::string wanted = name_of(name, context_);
    ir::Column* found = ir::find_column(table_, wanted);
    if (found == nullptr)
      context_.sink.report(import_unknown_object, name.at(), {"column", ir::to_text(table_.name) + "." + wanted});
    return found;
  }

  void drop(const Part& action) {
    if (action.has("partition")) return drop_partition(action) ? void() : left_out(action);
    if (action.has("primary")) return table_.primary_key.reset();
    const std::string name = name_of(*action.find(Rule::name), context_);
    const bool is_constraint =
        action.has("constraint") || action.has("index") || action.has("key") || action.has("check");
    if (is_constraint) return drop_constraint(action, name);
    if (std::erase_if(table_.columns, [&](const ir::Column& it) { return it.name == name; }) == 0) {
      if (!action.find(Rule::ifExists)) report_unknown(context_, "column", {table_.name.name, name}, action.at());
      return;
    }
    const auto reads = [&](const auto& key) {
      return std::find(key.columns.begin(), key.columns.end(), name) != key.columns.end();
    };
    std::erase_if(table_.unique_keys, reads);
    std::erase_if(table_.foreign_keys, reads);
    std::erase_if(table_.checks, [&](const ir::Check& it) {
      const std::vector<std::string> columns = ir::columns_read(it.expression);
      return std::find(columns.begin(), columns.end(), name) != columns.end();
    });
    if (context_.reading.shrinks_indexes) take_out(name);
    std::erase_if(table_.physical.indexes, [&](const ir::Index& it) {
      if (it.parts.empty()) return true;
      return std::any_of(it.parts.begin(), it.parts.end(), [&](const ir::IndexPart& part) {
        const std::vector<std::string> columns = ir::columns_read(part.expression);
        return std::find(columns.begin(), columns.end(), name) != columns.end();
      });
    });
    if (table_.primary_key && reads(*table_.primary_key)) table_.primary_key.reset();
  }

  void take_out(const std::string& column) {
    for (ir::Index& index : table_.physical.indexes) {
      std::erase_if(index.parts, [&](const ir::IndexPart& it) { return first_column({it}) == column; });
    }
  }

  void drop_constraint(const Part& action, const std::string& name) {
    if (erase_named(name)) return;
    name_as_compiled(table_, context_);
    if (erase_named(name) || action.find(Rule::ifExists)) return;
    report_unknown(context_, "constraint", {table_.name.name, name}, action.at());
  }

  bool erase_named(const std::string& name) {
    const bool is_primary = table_.primary_key && table_.primary_key->name == name;
    if (is_primary) table_.primary_key.reset();
    return is_primary || erase_constraint(table_.unique_keys, name) || erase_constraint(table_.foreign_keys, name) ||
           erase_constraint(table_.checks, name) || erase_constraint(table_.physical.indexes, name);
  }

  bool rename_named(const std::string& before, const std::string& after) {
    for (std::string* name : constraint_names(table_)) {
      if (*name != before) continue;
      *name = after;
      return true;
    }
    return false;
  }

  void alter_column(const Part& action) {
    ir::Column* altered = column(*action.find(Rule::name));
    if (altered != nullptr) import::alter_column(table_, *altered, *action.find(Rule::alterColumn), context_);
  }

  void change_column(const Part& action) {
    const Part definition = *action.find(Rule::columnDefinition);
    const bool is_change = action.begins_with("change");
    const std::string before = name_of(is_change ? *action.find(Rule::name) : *definition.find(Rule::name), context_);
    const auto found =
        std::find_if(table_.columns.begin(), table_.columns.end(), [&](const auto& it) { return it.name == before; });
    if (found == table_.columns.end()) {
      context_.sink.report(import_unknown_object, action.at(), {"column", ir::to_text(table_.name) + "." + before});
      return;
    }
    const auto index = found - table_.columns.begin();
    ir::Column changed = read_column(definition, table_, context_);
    const bool is_key = table_.primary_key &&
                        std::count(table_.primary_key->columns.begin(), table_.primary_key->columns.end(), before) > 0;
    if (is_key) changed.is_nullable = false;
    if (changed.name != before) rename_column(before, changed.name);
    if (!action.find(Rule::columnPlace)) {
      table_.columns[static_cast<std::size_t>(index)] = std::move(changed);
      return;
    }
    table_.columns.erase(table_.columns.begin() + index);
    place(std::move(changed), action);
  }

  void move(const ir::QualifiedName& name) { rename_everywhere(context_, table_.name, name); }

  static void rename_in(ir::Expression& expression, const std::string& before, const std::string& after) {
    if (expression.kind == ir::ExpressionKind::name && expression.path.back() == before) expression.path.back() = after;
    for (ir::Expression& operand : expression.operands) rename_in(operand, before, after);
  }

  void rename_in_design(const std::string& before, const std::string& after) {
    ir::Physical& physical = table_.physical;
    if (table_.key_model) import::rename_in(table_.key_model->columns, before, after);
    if (physical.distribution) import::rename_in(physical.distribution->columns, before, after);
    if (physical.sort_key) {
      for (ir::SortColumn& column : physical.sort_key->columns) {
        if (column.name == before) column.name = after;
      }
    }
    if (!physical.partitioning) return;
    for (ir::Expression& expression : physical.partitioning->expressions) rename_in(expression, before, after);
  }

  void rename_column(const std::string& before, const std::string& after) {
    for (ir::Table& other : context_.schema.tables) {
      for (ir::ForeignKey& key : other.foreign_keys) {
        if (key.target == table_.name) import::rename_in(key.target_columns, before, after);
      }
    }
    for (ir::Check& check : table_.checks) rename_in(check.expression, before, after);
    rename_in_design(before, after);
    for (ir::Column& column : table_.columns) {
      if (column.generated) rename_in(column.generated->expression, before, after);
    }
    if (ir::Column* renamed = ir::find_column(table_, before)) renamed->name = after;
    if (table_.primary_key) import::rename_in(table_.primary_key->columns, before, after);
    for (ir::Key& key : table_.unique_keys) import::rename_in(key.columns, before, after);
    for (ir::ForeignKey& key : table_.foreign_keys) import::rename_in(key.columns, before, after);
    for (ir::Index& index : table_.physical.indexes) {
      for (ir::IndexPart& part : index.parts) rename_in(part.expression, before, after);
    }
  }

  void rename(const Part& action) {
    const std::vector<Part> names = action.all(Rule::name);
    if (names.size() < 2) {
      move({table_.name.schema, qualified_name(*action.find(Rule::qualifiedName), context_).name});
      return;
    }
    const std::string before = name_of(names[0], context_);
    const std::string after = name_of(names[1], context_);
    const bool is_constraint = action.has("index") || action.has("key") || action.has("constraint");
    if (!is_constraint) return rename_column(before, after);
    if (rename_named(before, after)) return;
    name_as_compiled(table_, context_);
    if (!rename_named(before, after)) report_unknown(context_, "constraint", {table_.name.name, before}, action.at());
  }

  /// The partition was created as a table of its own.
  void attach(const Part& action) {
    const ir::QualifiedName name = qualified_name(*action.find(Rule::qualifiedName), context_);
    if (!table_.physical.partitioning) return left_out(action);
    ir::Partition partition;
    partition.name = name.name;
    partition.at = action.at();
    partition.bound = read_bound(action.find(Rule::partitionBound)->tokens(), context_);
    if (const ir::Table* created = find_table(context_, name))
      partition.native = partition_words(created->physical.native);
    table_.physical.partitioning->partitions.push_back(std::move(partition));
    context_.partitions.emplace(name, table_.name);
  }

  /// ALTER SORTKEY NONE, ALTER DISTSTYLE ALL, ALTER COMPOUND SORTKEY (a, b), ALTER DISTKEY c.
  static bool alters_design(Tokens words) {
    if (words.size() < 3 || !words[0].is("alter")) return false;
    const bool is_design = words[1].is("sortkey") || words[1].is("diststyle") || words[1].is("distkey") ||
                           words[1].is("compound") || words[1].is("interleaved");
    return is_design && !words[2].is("set") && !words[2].is("type") && !words[2].is("drop");
  }

  void alter_design(const Part& action) {
    const Tokens words = action.tokens();
    if (words.back().is_symbol(")")) {
      const bool is_interleaved = words[1].is("interleaved");
      ir::SortKey key{is_interleaved ? ir::SortStyle::interleaved : ir::SortStyle::compound, {}, action.at()};
      const auto open = std::find_if(words.begin(), words.end(), [](const Token& it) { return it.is_symbol("("); });
      for (std::string& name : name_list(words.subspan(static_cast<std::size_t>(open - words.begin())), context_))
        key.columns.push_back({std::move(name), false});
      table_.physical.sort_key = std::move(key);
    } else if (words[1].is("sortkey")) {
      const auto style = words.back().is("auto") ? ir::SortStyle::automatic : ir::SortStyle::none;
      table_.physical.sort_key = ir::SortKey{style, {}, action.at()};
    } else if (words[1].is("distkey") || words[2].is("key")) {
      ir::Distribution distribution{ir::DistributionStyle::hash, {}, 0, action.at()};
      distribution.columns = {name_of(words.back(), context_.rules())};
      table_.physical.distribution = std::move(distribution);
    } else {
      auto style = ir::DistributionStyle::automatic;
      if (words[2].is("all")) style = ir::DistributionStyle::all;
      if (words[2].is("even")) style = ir::DistributionStyle::even;
      table_.physical.distribution = ir::Distribution{style, {}, 0, action.at()};
    }
  }

  void set_properties(Tokens list) {
    std::vector<ir::Property>& properties = table_.physical.properties;
    for (ir::Property& property : read_properties(list, context_)) {
      std::erase_if(properties, [&](const ir::Property& it) { return it.key == property.key; });
      properties.push_back(std::move(property));
    }
    std::sort(properties.begin(), properties.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  }

  /// REPLICA IDENTITY, CLUSTER ON, ENABLE ROW LEVEL SECURITY …
  void alter_option(const Part& action) {
    Tokens words = action.tokens();
    if (words.front().is("set")) words = words.subspan(1);
    const bool is_list = !words.empty() && words.front().is_symbol("(");
    const bool is_comment = words.size() > 1 && words.front().is("comment") && words.back().kind == TokenKind::string;
    if (is_comment) {
      table_.comment = string_of(words.back(), context_.rules());
      return;
    }
    if (words.size() > 3 && words[0].is("partition") && words[1].is("by")) {
      table_.physical.partitioning = read_partitioning(words.subspan(2), table_.physical, action.at(), context_);
      return;
    }
    if (words.size() == 2 && words[0].is("remove") && words[1].is("partitioning"))
      return table_.physical.partitioning.reset();
    if (is_list && context_.dialect.capabilities->has_properties) return set_properties(words);
    std::string text = own_words(words, context_);
    if (is_list) text = "with " + text;
    if (context_.reading.altered_option != nullptr) text = context_.reading.altered_option(table_, std::move(text));
    for (ir::NativeClause& clause : native_clauses(std::move(text), NativeScope::table, action.at(), context_))
      table_.physical.native.push_back(std::move(clause));
  }

  ir::Table& table_;
  Context& context_;
};

}  // namespace

void alter_table(ir::Table& table, const Part& action, Context& context) {
  TableAlterer(table, context).alter(action);
}

}  // namespace kura::import
