// settle: the passages in their order; types, sequences and names that would be made up again.
#include "compiler/import/settle.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/made_up_names.h"
#include "compiler/import/types.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

class TypeSettler {
 public:
  explicit TypeSettler(Context& context) : context_(context) {}

  void settle(ir::Table& table) {
    for (ir::Column& column : table.columns) {
      if (column.type.native.starts_with("enum(") || column.type.native.starts_with("enum (")) {
        name_enum(table, column);
      } else {
        settle(column.type, column.type_at);
      }
      if (column.default_value) settle(*column.default_value);
      if (column.generated) settle(column.generated->expression);
    }
    for (ir::Check& check : table.checks) settle(check.expression);
    for (ir::Index& index : table.physical.indexes) {
      for (ir::IndexPart& part : index.parts) settle(part.expression);
      if (index.where) settle(*index.where);
    }
    if (!table.physical.partitioning) return;
    for (ir::Expression& expression : table.physical.partitioning->expressions) settle(expression);
    for (ir::Partition& partition : table.physical.partitioning->partitions) {
      for (ir::Expression& value : partition.bound.lower) settle(value);
      for (ir::Expression& value : partition.bound.upper) settle(value);
    }
  }

 private:
  void settle(ir::Type& type, SourceRange at) {
    for (ir::TypeField& field : type.fields) settle(field.type, at);
    if (type.kind != ir::TypeKind::native) return;
    for (const ir::EnumType& known : context_.schema.enums) {
      if (known.name.name != last_name(type.native)) continue;
      type.kind = ir::TypeKind::enumeration;
      type.enum_name = known.name;
      type.native.clear();
      return;
    }
    if (const auto domain = context_.domains.find(last_name(type.native)); domain != context_.domains.end()) {
      type = domain->second;
      return;
    }
    if (is_native_type(context_, type.native)) return;
    context_.sink.report(import_unknown_type, at, {std::string(context_.dialect.display_name), type.native});
    type = ir::Type();
    type.kind = ir::TypeKind::text;
  }

  void settle(ir::Expression& expression) {
    for (ir::Expression& operand : expression.operands) settle(operand);
    if (!expression.type) return;
    const bool is_added = expression.text == dialect::kAddedCast;
    expression.text.clear();
    settle(*expression.type, expression.at);
    const bool is_of_enum = expression.type->kind == ir::TypeKind::enumeration;
    const bool is_literal =
        expression.kind == ir::ExpressionKind::cast && expression.operands[0].kind == ir::ExpressionKind::string;
    // A string next to an enum is one of its labels without saying so.
    if (!is_of_enum || !is_literal || !is_added) return;
    ir::Expression literal = expression.operands[0];
    expression = std::move(literal);
  }

  static std::string last_name(const std::string& words) { return words.substr(words.rfind('.') + 1); }

  /// A type of one column: a schema gives it a name.
  void name_enum(const ir::Table& table, ir::Column& column) {
    ir::EnumType type;
    type.name = {table.name.schema, table.name.name + "_" + column.name};
    type.at = column.type_at;
    for (const sql::Token& token : sql::tokenize(column.type.native)) {
      if (token.kind != sql::TokenKind::string) continue;
      std::string label;
      for (std::size_t i = 1; i + 1 < token.text.size(); ++i) {
        label += token.text[i];
        if (token.text[i] == '\'') ++i;
      }
      type.labels.push_back({std::move(label), {}, {}});
    }
    column.type = ir::Type();
    column.type.kind = ir::TypeKind::enumeration;
    column.type.enum_name = type.name;
    if (find_enum(context_, type.name) == nullptr) context_.schema.enums.push_back(std::move(type));
  }

  Context& context_;
};

/// The sequence that a default counts up, or an empty name.
std::string counted_sequence(const ir::Column& column) {
  if (!column.default_value || column.default_value->kind != ir::ExpressionKind::call) return {};
  const ir::Expression& call = *column.default_value;
  if (call.path.back() != "nextval" || call.operands.size() != 1) return {};
  const ir::Expression& operand = call.operands[0];
  const ir::Expression& name = operand.kind == ir::ExpressionKind::cast ? operand.operands[0] : operand;
  if (name.kind == ir::ExpressionKind::name) {
    std::string text;
    for (const std::string& part : name.path) append(text, ".", part);
    return text;
  }
  return name.kind == ir::ExpressionKind::string ? name.text : std::string();
}

bool is_plain(const ir::Sequence& sequence) {
  return !sequence.min && !sequence.max && !sequence.cache && !sequence.is_cycle && sequence.comment.empty();
}

ir::QualifiedName name_in(const std::string& text, const std::string& schema) {
  ir::QualifiedName name{schema, {}};
  std::vector<std::string> parts;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (!token.is_symbol(".")) parts.push_back(sql::name_of(token));
  }
  if (parts.empty()) return {};
  if (parts.size() > 1) name.schema = parts[parts.size() - 2];
  name.name = parts.back();
  return name;
}

void settle_column(Context& context, const ir::Table& table, ir::Column& column) {
  const std::string text = counted_sequence(column);
  if (text.empty()) return;
  const ir::QualifiedName name = name_in(text, table.name.schema);
  // `nextval('s'::regclass)` is `nextval('s')`.
  ir::Expression literal;
  literal.kind = ir::ExpressionKind::string;
  literal.text = text;
  column.default_value->operands = {std::move(literal)};
  ir::Sequence* sequence = find_sequence(context, name);
  const bool is_own = sequence != nullptr && sequence->owned_by_table && *sequence->owned_by_table == table.name &&
                      sequence->owned_by_column == column.name;
  const bool is_made_up = sequence != nullptr && name.name == counting_sequence(table.name.name, column.name, context);
  if (!is_own || !is_made_up || !is_plain(*sequence)) return;
  column.default_value.reset();
  column.identity = ir::Identity{false, sequence->start ? *sequence->start : 1,
                                 sequence->increment ? *sequence->increment : 1, column.at};
  std::erase_if(context.schema.sequences, [&](const ir::Sequence& it) { return it.name == name; });
}

/// Every name of a constraint or index that may be made up, in an order that compiling keeps.
std::vector<std::string*> made_up_names(ir::Table& table, const dialect::Capabilities& has) {
  std::vector<std::string*> names = constraint_names(table);
  // Where only indexes get names, they come first.
  if (!has.always_names_constraints) names.resize(table.physical.indexes.size());
  return names;
}

/// What a name could have been made up of: it begins with its table's.
bool may_be_made_up(const std::string& name, const std::string& relation) {
  const std::string_view beginning = std::string_view(relation).substr(0, 20);
  return std::string_view(name).starts_with(beginning);
}

std::vector<std::string> values(const std::vector<std::string*>& names) {
  std::vector<std::string> result;
  result.reserve(names.size());
  for (const std::string* name : names) result.push_back(*name);
  return result;
}

}  // namespace

void settle_types(Context& context) {
  TypeSettler settler(context);
  for (ir::Table& table : context.schema.tables) settler.settle(table);
}

void settle_sequences(Context& context) {
  for (ir::Table& table : context.schema.tables) {
    for (ir::Column& column : table.columns) settle_column(context, table, column);
  }
}

/// Forgets the names that compiling makes up again: it is asked which those are.
void settle_names(Context& context) {
  const dialect::Capabilities& has = *context.dialect.capabilities;
  ir::Schema compiled = context.schema;
  for (ir::Table& table : compiled.tables) {
    for (std::string* name : made_up_names(table, has)) {
      if (may_be_made_up(*name, table.name.name)) name->clear();
    }
  }
  diag::Sink mistakes;
  dialect::prepare(compiled, context.dialect, mistakes);
  if (mistakes.has_errors() || compiled.tables.size() != context.schema.tables.size()) return;
  for (std::size_t i = 0; i < compiled.tables.size(); ++i) {
    const std::vector<std::string*> written = made_up_names(context.schema.tables[i], has);
    const std::vector<std::string> made_up = values(made_up_names(compiled.tables[i], has));
    for (std::size_t k = 0; k < std::min(written.size(), made_up.size()); ++k) {
      if (may_be_made_up(*written[k], context.schema.tables[i].name.name) && *written[k] == made_up[k])
        written[k]->clear();
    }
  }
}

/// Statements add keys in the order of their names, or where a ring of tables was cut; columns have a better one.
static void order_keys(ir::Table& table) {
  const auto place_of = [&](const std::vector<std::string>& columns) {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const ir::Column& column) {
      return !columns.empty() && column.name == columns.front();
    });
    return found - table.columns.begin();
  };
  const auto is_before = [&](const auto& left, const auto& right) {
    return place_of(left.columns) < place_of(right.columns);
  };
  std::stable_sort(table.unique_keys.begin(), table.unique_keys.end(), is_before);
  std::stable_sort(table.foreign_keys.begin(), table.foreign_keys.end(), is_before);
}

/// Of the two the counting counts: the default is never asked for.
static void drop_idle_default(Context& context, ir::Column& column) {
  if (!column.identity || !column.default_value) return;
  report_left_out(context, "default", column.at, "a column that counts up never uses it");
  column.default_value.reset();
}

/// The server makes an index for a foreign key where none begins with its columns; without a name the index has that of
/// the first column.
static void add_index(ir::Table& table, const ir::ForeignKey& key, const Context& context) {
  const auto leads = [&](const std::vector<std::string>& columns) {
    return columns.size() >= key.columns.size() && std::equal(key.columns.begin(), key.columns.end(), columns.begin());
  };
  bool has_index = table.primary_key && leads(table.primary_key->columns);
  for (const ir::Key& it : table.unique_keys) has_index = has_index || leads(it.columns);
  for (const ir::Index& it : table.physical.indexes) {
    std::vector<std::string> columns;
    for (const ir::IndexPart& part : it.parts)
      columns.push_back(part.expression.kind == ir::ExpressionKind::name ? part.expression.path.back() : "");
    has_index = has_index || leads(columns);
  }
  if (has_index) return;
  ir::Index index;
  index.name = context.reading.given_names->index(table, key.columns.front());
  index.at = key.at;
  for (const std::string& column : key.columns) {
    ir::IndexPart& part = index.parts.emplace_back();
    part.expression.kind = ir::ExpressionKind::name;
    part.expression.path = {column};
  }
  table.physical.indexes.push_back(std::move(index));
}

static void settle_unnamed_keys(Context& context) {
  for (const auto& [name, key] : context.unnamed_keys) {
    ir::Table* table = find_table(context, name);
    if (table == nullptr) continue;
    for (const ir::ForeignKey& it : table->foreign_keys) {
      if (it.name == key) add_index(*table, it, context);
    }
  }
}

void settle(Context& context) {
  settle_case(context);
  for (ir::Table& table : context.schema.tables) {
    if (table.primary_key) {
      for (const std::string& name : table.primary_key->columns) {
        if (ir::Column* column = ir::find_column(table, name)) column->is_nullable = false;
      }
    }
    if (context.keyed_later.contains(table.name)) order_keys(table);
    if (context.reading.settle != nullptr) context.reading.settle(table, context.printed.contains(table.name));
    for (ir::Column& column : table.columns) drop_idle_default(context, column);
  }
  settle_unnamed_keys(context);
  for (ir::View& view : context.schema.views) {
    if (context.reading.settle_view != nullptr) context.reading.settle_view(view);
  }
  settle_types(context);
  settle_sequences(context);
  settle_namespaces(context);
  settle_references(context);
  settle_names(context);
}

}  // namespace kura::import
