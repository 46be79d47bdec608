// Enums, sequences, namespaces; comments; what is dropped or renamed again.
#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/import/readers.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

std::optional<std::int64_t> number_at(Tokens tokens, std::size_t at) {
  std::int64_t sign = 1;
  if (at < tokens.size() && tokens[at].is_symbol("-")) {
    sign = -1;
    ++at;
  }
  std::int64_t number = 0;
  if (at >= tokens.size() || tokens[at].kind != TokenKind::number) return std::nullopt;
  const std::string_view text = tokens[at].text;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return sign * number;
}

/// `START WITH 5`, `MINVALUE 1`: the number behind a word.
std::optional<std::int64_t> number_behind(Tokens options, std::string_view word) {
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (!options[i].is(word) || (i > 0 && options[i - 1].is("no"))) continue;
    std::size_t at = i + 1;
    while (at < options.size() && (options[at].is("with") || options[at].is("by") || options[at].is_symbol("="))) ++at;
    return number_at(options, at);
  }
  return std::nullopt;
}

void set_number(Boxed<std::int64_t>& field, std::optional<std::int64_t> number) {
  if (number) field = *number;
}

ir::Namespace& namespace_named(Context& context, const std::string& name, SourceRange at) {
  for (ir::Namespace& space : context.schema.namespaces) {
    if (space.name == name) return space;
  }
  context.schema.namespaces.push_back({name, {}, at});
  return context.schema.namespaces.back();
}

void comment_on_column(Context& context, const Part& name, const std::string& comment) {
  const Tokens tokens = name.tokens();
  const ir::QualifiedName relation =
      qualified_name(tokens.first(tokens.size() - std::min<std::size_t>(2, tokens.size())), context);
  const std::string column_name = name_of(tokens.back(), context.rules());
  if (ir::Table* table = find_table(context, relation)) {
    ir::Column* column = ir::find_column(*table, column_name);
    if (column != nullptr) column->comment = comment;
    if (column == nullptr)
      context.sink.report(import_unknown_object, name.at(), {"column", ir::to_text(relation) + "." + column_name});
    return;
  }
  if (ir::View* view = find_view(context, relation)) {
    view->columns.push_back({column_name, comment, name.at()});
    return;
  }
  if (!context.partitions.contains(relation)) report_unknown(context, "table", relation, name.at());
}

/// Where the comment of a table, view, sequence, type or index is kept; null when there is none of that name.
std::string* comment_of(Context& context, std::string_view kind, const ir::QualifiedName& name) {
  if (kind == "sequence") {
    ir::Sequence* sequence = find_sequence(context, name);
    return sequence == nullptr ? nullptr : &sequence->comment;
  }
  if (kind == "type") {
    ir::EnumType* type = find_enum(context, name);
    return type == nullptr ? nullptr : &type->comment;
  }
  if (kind == "index") {
    ir::Index* index = find_index(context, name).index;
    return index == nullptr ? nullptr : &index->comment;
  }
  if (ir::Table* table = find_table(context, name)) return &table->comment;
  ir::View* view = find_view(context, name);
  return view == nullptr ? nullptr : &view->comment;
}

bool is_key_of(const ir::Table& table, const std::string& name) {
  const auto has_name = [&](const auto& key) { return key.name == name; };
  return (table.primary_key && has_name(*table.primary_key)) ||
         std::any_of(table.unique_keys.begin(), table.unique_keys.end(), has_name);
}

template <class Object>
bool erase_named(std::vector<Object>& objects, const ir::QualifiedName& name) {
  return std::erase_if(objects, [&](const Object& it) { return it.name == name; }) > 0;
}

void drop_table(Context& context, const ir::QualifiedName& name) {
  erase_named(context.schema.tables, name);
  erase_named(context.schema.views, name);
  std::erase_if(context.partitions, [&](const auto& it) { return it.first == name || it.second == name; });
}

}  // namespace

void create_type(const Part& statement, Context& context) {
  const Part name = *statement.find(Rule::qualifiedName);
  if (!statement.has("enum")) {
    context.sink.report(statement_left_out, statement.at(), {"CREATE TYPE", ir::to_text(qualified_name(name, context))})
        .notes.emplace_back("of types that are made, a schema has enums only");
    return;
  }
  ir::EnumType type;
  type.name = created_name(name, context);
  type.at = name.at();
  for (const Part& label : statement.all(Rule::string))
    type.labels.push_back({string_of(label.tokens().front(), context.rules()), {}, {}});
  if (find_enum(context, type.name) != nullptr) {
    context.sink.report(import_declared_twice, type.at, {ir::to_text(type.name)});
    return;
  }
  context.schema.enums.push_back(std::move(type));
}

void read_sequence_options(Tokens options, ir::Sequence& sequence, Context& context) {
  set_number(sequence.start, number_behind(options, "start"));
  set_number(sequence.increment, number_behind(options, "increment"));
  set_number(sequence.min, number_behind(options, "minvalue"));
  set_number(sequence.max, number_behind(options, "maxvalue"));
  set_number(sequence.cache, number_behind(options, "cache"));
  bool is_complete = false;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const bool has_more = i + 1 < options.size();
    if (options[i].is("cycle")) sequence.is_cycle = i == 0 || !options[i - 1].is("no");
    if (options[i].is("no") && has_more && options[i + 1].is("minvalue")) is_complete = true;
    if (options[i].is("as") && has_more) sequence.type = read_type(options.subspan(i + 1), context).type;
    if (options[i].is("comment")) sequence.comment = string_of(options.back(), context.rules());
    if (!options[i].is("owned") || i + 2 >= options.size() || options[i + 2].is("none")) continue;
    std::size_t end = i + 2;
    while (end + 1 < options.size() && options[end + 1].is_symbol(".")) end += 2;
    const Tokens column = options.subspan(i + 2, end + 1 - (i + 2));
    if (column.size() < 3) continue;
    sequence.owned_by_table = qualified_name(column.first(column.size() - 2), context);
    sequence.owned_by_column = name_of(column.back(), context.rules());
  }
  if (!is_complete) return;
  // A dump that says everything says the defaults, too.
  const auto drop_default = [](Boxed<std::int64_t>& field) {
    if (field && *field == 1) field.reset();
  };
  drop_default(sequence.start);
  drop_default(sequence.increment);
  drop_default(sequence.cache);
}

void create_sequence(const Part& statement, Context& context) {
  const Part name = *statement.find(Rule::qualifiedName);
  ir::Sequence sequence;
  sequence.name = created_name(name, context);
  sequence.at = name.at();
  if (const auto options = statement.find(Rule::run)) read_sequence_options(options->tokens(), sequence, context);
  if (context.reading.settle_sequence != nullptr) {
    const auto is_close = [&](const Token& it) { return it.is_symbol("=") && (&it - 1)->end == it.begin; };
    const Tokens tokens = statement.tokens();
    context.reading.settle_sequence(sequence, std::any_of(tokens.begin() + 1, tokens.end(), is_close));
  }
  if (find_sequence(context, sequence.name) != nullptr) {
    context.sink.report(import_declared_twice, sequence.at, {ir::to_text(sequence.name)});
    return;
  }
  context.schema.sequences.push_back(std::move(sequence));
}

void create_namespace(const Part& statement, Context& context) {
  const Tokens tokens = statement.find(Rule::run)->tokens();
  if (tokens.front().is("authorization")) return;
  ir::Namespace& space = namespace_named(context, name_of(tokens.front(), context.rules()), statement.at());
  // Dumps create the namespace that every database has, too; only who writes this means it to be named.
  if (space.name == context.reading.default_namespace && statement.find(Rule::ifNotExists))
    context.keeps_default_namespace = true;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].is("comment")) space.comment = string_of(tokens.back(), context.rules());
  }
}

void comment_on(const Part& statement, Context& context) {
  const auto text = statement.find(Rule::string);
  const std::string comment = text ? string_of(text->tokens().front(), context.rules()) : std::string();
  const std::string kind = to_lower(statement.find(Rule::name) ? statement.find(Rule::name)->tokens().front().text
                                                               : std::string_view("table"));
  const Part name = *statement.find(Rule::qualifiedName);
  if (kind == "column") return comment_on_column(context, name, comment);
  if (kind == "schema") {
    // Every database has it with this comment.
    if (comment != "standard public schema")
      namespace_named(context, name_of(name.tokens().front(), context.rules()), name.at()).comment = comment;
    return;
  }
  const bool is_known = kind == "table" || kind == "view" || kind == "sequence" || kind == "type" || kind == "index";
  if (!is_known) {
    ++context.passed_over.try_emplace("COMMENT ON " + to_upper(kind), 0, statement.at()).first->second.first;
    return;
  }
  const ir::QualifiedName object = qualified_name(name, context);
  const auto is_key = [&](const ir::Table& table) { return is_key_of(table, object.name); };
  const auto& tables = context.schema.tables;
  if (kind == "index" && std::any_of(tables.begin(), tables.end(), is_key)) {
    return report_left_out(context, "comment on index " + object.name, name.at(),
                           "keys have no comments in the language");
  }
  if (std::string* field = comment_of(context, kind, object)) {
    *field = comment;
  } else if (!context.partitions.contains(object)) {
    report_unknown(context, kind, object, name.at());
  }
}

void drop_object(const Part& statement, Context& context) {
  const std::string kind = to_lower(statement.find(Rule::name) ? statement.find(Rule::name)->tokens().front().text
                                                               : std::string_view("table"));
  std::vector<Part> names = statement.all(Rule::qualifiedName);
  if (kind == "index" && statement.has("on")) names.pop_back();
  for (const Part& written : names) {
    const ir::QualifiedName name = qualified_name(written, context);
    if (kind == "table" || kind == "view") drop_table(context, name);
    if (kind == "sequence") erase_named(context.schema.sequences, name);
    if (kind == "type") erase_named(context.schema.enums, name);
    if (kind != "index") continue;
    const FoundIndex found = find_index(context, name);
    if (found.physical == nullptr) continue;
    std::erase_if(found.physical->indexes, [&](const ir::Index& index) { return index.name == name.name; });
  }
}

void rename_table(const Part& statement, Context& context) {
  for (const Part& pair : statement.all(Rule::renamePair)) {
    const std::vector<Part> names = pair.all(Rule::qualifiedName);
    const ir::QualifiedName before = qualified_name(names[0], context);
    if (find_table(context, before) != nullptr) {
      rename_everywhere(context, before, qualified_name(names[1], context));
    } else {
      report_unknown(context, "table", before, names[0].at());
    }
  }
}

}  // namespace kura::import
