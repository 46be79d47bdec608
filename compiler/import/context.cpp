// Names, look-ups, runs of tokens, findings.
#include "compiler/import/context.h"

#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/dialect/native_clauses.h"
#include "compiler/sql/tokens.h"

namespace kura::import {
namespace {

template <class Object>
Object* find_by_name(std::vector<Object>& objects, const ir::QualifiedName& name) {
  const auto found = std::find_if(objects.begin(), objects.end(), [&](const Object& it) { return it.name == name; });
  return found == objects.end() ? nullptr : &*found;
}

template <class Object>
bool holds(const std::vector<Object>& objects, const ir::QualifiedName& name) {
  return std::any_of(objects.begin(), objects.end(), [&](const Object& it) { return it.name == name; });
}

bool is_known(const Context& context, const ir::QualifiedName& name) {
  return is_taken(context, name) || holds(context.schema.sequences, name) || holds(context.schema.enums, name);
}

/// The other way to write a name of the default namespace, if it is one.
std::optional<ir::QualifiedName> written_otherwise(const Context& context, const ir::QualifiedName& name) {
  const std::string_view space = context.reading.default_namespace;
  if (space.empty() || (!name.schema.empty() && name.schema != space)) return std::nullopt;
  return ir::QualifiedName{name.schema.empty() ? std::string(space) : std::string(), name.name};
}

/// The way in which it was written before.
ir::QualifiedName as_written_before(const Context& context, ir::QualifiedName name) {
  const auto other = written_otherwise(context, name);
  return other && !is_known(context, name) && is_known(context, *other) ? *other : name;
}

bool is_same_namespace(const Context& context, const std::string& left, const std::string& right) {
  const std::string_view space = context.reading.default_namespace;
  const auto is_default = [&](const std::string& name) { return name.empty() || name == space; };
  return left == right || (is_default(left) && is_default(right));
}

/// The parts of a name that count: none or one namespace, and the name.
std::vector<std::string> parts_of(Tokens tokens, const Context& context) {
  std::vector<std::string> parts;
  for (const Token& token : tokens) {
    if (!token.is_symbol(".")) parts.push_back(name_of(token, context.rules()));
  }
  const std::size_t most = context.dialect.capabilities->has_namespaces ? 2 : 1;
  if (parts.size() > most) parts.erase(parts.begin(), parts.end() - static_cast<std::ptrdiff_t>(most));
  return parts;
}

std::string first_namespace(const Context& context) {
  if (!context.dialect.capabilities->has_namespaces || context.search_path.empty()) return {};
  const std::string& first = context.search_path.front();
  return first == context.reading.default_namespace ? std::string() : first;
}

ir::Index* index_named(ir::Physical& physical, std::string_view name) {
  for (ir::Index& index : physical.indexes) {
    if (index.name == name) return &index;
  }
  return nullptr;
}

}  // namespace

std::span<const diag::Kind* const> kinds() {
  static constexpr const diag::Kind* kKinds[] = {
#define KURA_KIND(code_, name_, severity_, message_, help_) &name_,
#include "compiler/import/kinds.def"
#undef KURA_KIND
  };
  return kKinds;
}

std::string name_of(const Part& part, const Context& context) {
  return part.tokens().empty() ? std::string() : name_of(part.tokens().front(), context.rules());
}

ir::QualifiedName qualified_name(Tokens tokens, const Context& context) {
  const std::vector<std::string> parts = parts_of(tokens, context);
  if (parts.empty()) return {};
  if (parts.size() > 1) return as_written_before(context, {parts[0], parts[1]});
  const ir::QualifiedName first = as_written_before(context, {first_namespace(context), parts[0]});
  if (context.search_path.size() < 2 || is_known(context, first)) return first;
  for (const std::string& space : context.search_path) {
    const ir::QualifiedName name = as_written_before(context, {space, parts[0]});
    if (is_known(context, name)) return name;
  }
  return first;
}

ir::QualifiedName created_name(const Part& part, const Context& context) {
  return created_name(part.tokens(), context);
}

ir::QualifiedName created_name(Tokens tokens, const Context& context) {
  const std::vector<std::string> parts = parts_of(tokens, context);
  if (parts.empty()) return {};
  if (parts.size() > 1) return as_written_before(context, {parts[0], parts[1]});
  return as_written_before(context, {first_namespace(context), parts[0]});
}

ir::QualifiedName qualified_name(const Part& part, const Context& context) {
  return qualified_name(part.tokens(), context);
}

std::vector<std::string> name_list(Tokens tokens, const Context& context) {
  std::vector<std::string> names;
  for (const Token& token : tokens) {
    if (token.kind == TokenKind::word || token.kind == TokenKind::quoted_name)
      names.push_back(name_of(token, context.rules()));
  }
  return names;
}

ir::Table* find_table(Context& context, const ir::QualifiedName& name) {
  return find_by_name(context.schema.tables, name);
}
ir::View* find_view(Context& context, const ir::QualifiedName& name) {
  return find_by_name(context.schema.views, name);
}
ir::Sequence* find_sequence(Context& context, const ir::QualifiedName& name) {
  return find_by_name(context.schema.sequences, name);
}
ir::EnumType* find_enum(Context& context, const ir::QualifiedName& name) {
  return find_by_name(context.schema.enums, name);
}

FoundIndex find_index(Context& context, const ir::QualifiedName& name) {
  for (ir::Table& table : context.schema.tables) {
    if (!is_same_namespace(context, table.name.schema, name.schema)) continue;
    if (ir::Index* index = index_named(table.physical, name.name)) return {&table.physical, index};
  }
  for (ir::View& view : context.schema.views) {
    if (!is_same_namespace(context, view.name.schema, name.schema)) continue;
    if (ir::Index* index = index_named(view.physical, name.name)) return {&view.physical, index};
  }
  return {};
}

bool is_taken(const Context& context, const ir::QualifiedName& name) {
  return holds(context.schema.tables, name) || holds(context.schema.views, name) || context.partitions.contains(name);
}

std::string counting_sequence(std::string table, std::string column, const Context& context) {
  constexpr std::string_view kTail = "_seq";
  // The longer of the two names is cut, a byte at a time.
  const std::size_t longest = context.rules().longest_name;
  while (longest > 0 && table.size() + column.size() + 1 + kTail.size() > longest) {
    (table.size() > column.size() ? table : column).pop_back();
  }
  return table + "_" + column + std::string(kTail);
}

Tokens inside(Tokens group) {
  const bool is_group = group.size() >= 2 && group.front().is_symbol("(") && group.back().is_symbol(")");
  return is_group ? group.subspan(1, group.size() - 2) : group;
}

std::vector<Tokens> split_at_commas(Tokens tokens) {
  std::vector<Tokens> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(") || tokens[i].is_symbol("[")) ++depth;
    if (tokens[i].is_symbol(")") || tokens[i].is_symbol("]")) --depth;
    if (depth > 0 || !tokens[i].is_symbol(",")) continue;
    parts.push_back(tokens.subspan(begin, i - begin));
    begin = i + 1;
  }
  if (begin < tokens.size()) parts.push_back(tokens.subspan(begin));
  return parts;
}

void append(std::string& list, std::string_view separator, std::string_view piece) {
  if (!list.empty()) list += separator;
  list += piece;
}

SourceRange place_of(Tokens tokens, SourceRange fallback) {
  return tokens.empty() ? fallback : SourceRange{fallback.buffer, tokens.front().begin, tokens.back().end};
}

std::string lower_text(Tokens tokens) {
  std::string text;
  for (const Token& token : tokens) {
    if (!text.empty()) text += ' ';
    text += to_lower(token.text);
  }
  return text;
}

void report_unknown(Context& context, std::string_view kind, const ir::QualifiedName& name, SourceRange at) {
  if (const auto found = context.left_out.find(name); found != context.left_out.end()) {
    if (found->second.first++ == 0) found->second.second = at;
    return;
  }
  context.sink.report(import_unknown_object, at, {std::string(kind), ir::to_text(name)});
}

void report_left_out(Context& context, std::string what, SourceRange at, std::string_view why) {
  auto& diagnostic = context.sink.report(words_left_out, at, {std::move(what)});
  if (!why.empty()) diagnostic.notes.emplace_back(why);
}

std::vector<ir::NativeClause> native_clauses(std::string text, dialect::NativeScope scope, SourceRange at,
                                             Context& context) {
  std::vector<ir::NativeClause> result;
  if (text.empty()) return result;
  if (context.reading.is_noise != nullptr && context.reading.is_noise(scope, to_lower(text))) return result;
  const auto split = [&](std::string part) {
    diag::Sink mistakes;
    return dialect::split_native_clause({std::move(part), {}, {}, at}, scope, context.dialect, mistakes);
  };
  result = split(text);
  // What can be said of it is kept: the longest beginning.
  const std::vector<sql::Token> tokens = sql::tokenize(text);
  for (std::size_t length = tokens.size(); result.empty() && length > 0; --length) {
    const std::size_t cut = length == 1 ? 0 : tokens[length - 2].end;
    if (cut > 0) result = split(text.substr(0, cut));
    if (!result.empty() || length == 1)
      report_left_out(context, text.substr(cut == 0 ? 0 : tokens[length - 1].begin), at);
  }
  for (ir::NativeClause& clause : result) clause = {clause.text, {}, {}, clause.at};
  return result;
}

std::string own_words(Tokens tokens, const Context& context) {
  std::string text;
  const Token* before = nullptr;
  for (const Token& token : tokens) {
    const bool both_words = before != nullptr && before->kind != TokenKind::symbol && token.kind != TokenKind::symbol;
    if (before != nullptr && (token.begin > before->end || both_words)) text += ' ';
    before = &token;
    const bool is_folded = token.kind == TokenKind::word && context.reading.folds_own_words;
    text +=
        is_folded ? to_lower(token.text) : portable_text({&token, 1}, context.rules(), context.dialect.reserved_words);
  }
  return sql::normalized(text);
}

std::vector<ir::NativeClause> native_clauses(Tokens tokens, dialect::NativeScope scope, SourceRange at,
                                             Context& context) {
  if (tokens.empty()) return {};
  return native_clauses(own_words(tokens, context), scope, place_of(tokens, at), context);
}

}  // namespace kura::import
