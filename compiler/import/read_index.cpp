// Indexes: inside a table, and in statements of their own.
#include <algorithm>

#include "compiler/base/ascii.h"
#include "compiler/import/expressions.h"
#include "compiler/import/readers.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

/// How many tokens of a part are its expression: a name, a call, or parentheses.
std::size_t expression_length(Tokens part) {
  std::size_t at = 0;
  const auto skip_group = [&] {
    int depth = 0;
    for (; at < part.size(); ++at) {
      if (part[at].is_symbol("(")) ++depth;
      if (part[at].is_symbol(")") && --depth == 0) return ++at;
    }
    return at;
  };
  if (part.front().is_symbol("(")) {
    skip_group();
  } else {
    ++at;
    while (at + 1 < part.size() && part[at].is_symbol(".")) at += 2;
    if (at < part.size() && part[at].is_symbol("(")) skip_group();
  }
  while (at + 1 < part.size() && part[at].is_symbol("::")) {
    at += 2;
    if (at < part.size() && part[at].is_symbol("(")) skip_group();
  }
  return at;
}

/// `pg_catalog."C"`, `public.gin_trgm_ops`: what is found without it.
void drop_default_namespace(std::vector<Token>& words, const Context& context) {
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    const std::string name = name_of(words[i], context.rules());
    const bool is_found = name == "pg_catalog" || (!name.empty() && name == context.reading.default_namespace);
    if (is_found && words[i + 1].is_symbol("."))
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i), words.begin() + static_cast<std::ptrdiff_t>(i) + 2);
  }
}

ir::IndexPart read_part(Tokens tokens, SourceRange at, Context& context) {
  ir::IndexPart part;
  const std::size_t length = expression_length(tokens);
  const Tokens expression = tokens.first(length);
  part.expression = read_expression(expression.front().is_symbol("(") ? inside(expression) : expression, context);
  std::vector<Token> own;
  for (const Token& token : tokens.subspan(length)) {
    if (token.is("desc")) {
      part.is_descending = true;
    } else if (!token.is("asc")) {
      own.push_back(token);
    }
  }
  drop_default_namespace(own, context);
  if (own.size() == 2 && own[0].is("without")) return part;
  part.native = native_clauses(own, NativeScope::index_part, at, context);
  return part;
}

std::string lower_name(const Part& part) {
  return to_lower(part.tokens().front().text);
}

/// The place of a word outside of parentheses; the end when it is not there.
std::size_t place_of_word(Tokens tokens, std::string_view word) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) ++depth;
    if (tokens[i].is_symbol(")")) --depth;
    if (depth == 0 && tokens[i].is(word)) return i;
  }
  return tokens.size();
}

std::size_t end_of_group(Tokens tokens, std::size_t at) {
  while (at < tokens.size() && !tokens[at].is_symbol(")")) ++at;
  return std::min(at + 1, tokens.size());
}

}  // namespace

std::vector<ir::IndexPart> read_index_parts(const Part& parts, Context& context) {
  std::vector<ir::IndexPart> result;
  for (const Part& part : parts.all(Rule::part)) result.push_back(read_part(part.tokens(), part.at(), context));
  return result;
}

void read_index_tail(Tokens tail, ir::Index& index, SourceRange at, Context& context) {
  const std::size_t where = place_of_word(tail, "where");
  if (where < tail.size()) index.where = read_expression(tail.subspan(where + 1), context);
  tail = tail.first(where);
  std::vector<Token> own;
  for (std::size_t i = 0; i < tail.size();) {
    const bool has_more = i + 1 < tail.size();
    if (tail[i].is("include") && has_more) {
      const std::size_t end = end_of_group(tail, i);
      index.include = name_list(tail.subspan(i + 1, end - i - 1), context);
      i = end;
    } else if (tail[i].is("comment") && has_more) {
      index.comment =
          string_of(tail[tail.size() > i + 2 && tail[i + 1].is_symbol("=") ? i + 2 : i + 1], context.rules());
      i += tail[i + 1].is_symbol("=") ? 3 : 2;
    } else if (tail[i].is("using") && has_more) {
      index.method = to_lower(tail[i + 1].text);
      i += 2;
    } else {
      own.push_back(tail[i++]);
    }
  }
  if (index.method == context.reading.default_index_method) index.method.clear();
  for (ir::NativeClause& clause : native_clauses(own, NativeScope::index, at, context))
    index.native.push_back(std::move(clause));
}

void read_inline_index(const Part& written, ir::Physical& physical, Context& context) {
  ir::Index index;
  index.at = written.at();
  const std::vector<Part> names = written.all(Rule::name);
  std::size_t next = 0;
  const bool has_name = names.size() > 1 || (!names.empty() && !written.has("using"));
  if (has_name) index.name = name_of(names[next++], context);
  if (next < names.size()) index.method = lower_name(names[next]);
  if (written.has("fulltext")) index.method = "fulltext";
  if (written.has("spatial")) index.method = "spatial";
  index.parts = read_index_parts(*written.find(Rule::indexParts), context);
  if (const auto tail = written.find(Rule::part)) read_index_tail(tail->tokens(), index, written.at(), context);
  physical.indexes.push_back(std::move(index));
}

void read_inline_index(const Part& written, ir::Table& table, Context& context) {
  read_inline_index(written, table.physical, context);
  ir::Index& index = table.physical.indexes.back();
  if (index.name.empty() && context.reading.given_names != nullptr)
    index.name = context.reading.given_names->index(table, first_column(index.parts));
}

std::string first_column(const std::vector<ir::IndexPart>& parts) {
  if (parts.empty()) return {};
  const ir::Expression& it = parts.front().expression;
  const bool is_prefix = it.kind == ir::ExpressionKind::call && it.path.size() == 1 && it.operands.size() == 1 &&
                         it.operands[0].kind == ir::ExpressionKind::number;
  return is_prefix || it.kind == ir::ExpressionKind::name ? it.path.back() : std::string();
}

void create_index(const Part& statement, Context& context) {
  const std::vector<Part> names = statement.all(Rule::qualifiedName);
  ir::Index index;
  index.at = statement.at();
  index.is_unique = statement.has("unique");
  if (names.size() > 1) index.name = qualified_name(names.front(), context).name;
  const ir::QualifiedName relation = qualified_name(names.back(), context);
  if (const auto method = statement.find(Rule::name)) index.method = lower_name(*method);
  if (statement.has("fulltext")) index.method = "fulltext";
  if (statement.has("spatial")) index.method = "spatial";
  if (index.method == context.reading.default_index_method) index.method.clear();
  index.parts = read_index_parts(*statement.find(Rule::indexParts), context);
  if (const auto tail = statement.find(Rule::run)) read_index_tail(tail->tokens(), index, statement.at(), context);
  // An index of a partition belongs to the one of its table.
  if (context.partitions.contains(relation)) return;
  ir::Table* table = find_table(context, relation);
  ir::View* view = table == nullptr ? find_view(context, relation) : nullptr;
  if (table == nullptr && view == nullptr) {
    report_unknown(context, "table", relation, names.back().at());
    return;
  }
  (table != nullptr ? table->physical : view->physical).indexes.push_back(std::move(index));
}

}  // namespace kura::import
