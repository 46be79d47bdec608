// Native clauses: matching words, reading arguments, reporting what the table does not know.
#include "compiler/dialect/native_clauses.h"

#include <fmt/format.h>

#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/diag/suggest.h"
#include "compiler/sql/tokens.h"

namespace kura::dialect {
namespace {

using Tokens = std::vector<sql::Token>;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

/// The row whose words stand at this token, the longest one.
const NativeRow* row_at(const Tokens& tokens, std::size_t at, NativeScope scope, const Dialect& dialect) {
  const NativeRow* best = nullptr;
  for (const NativeRow& row : dialect.native_clauses) {
    if (row.scope != scope) continue;
    const std::vector<std::string_view> words = words_of(row.words);
    bool matches = at + words.size() <= tokens.size();
    for (std::size_t i = 0; matches && i < words.size(); ++i) matches = tokens[at + i].is_word(words[i]);
    if (matches && (best == nullptr || row.words.size() > best->words.size())) best = &row;
  }
  return best;
}

std::size_t after_parentheses(const Tokens& tokens, std::size_t at) {
  std::size_t depth = 0;
  do {
    if (tokens[at].is_symbol("(")) ++depth;
    if (tokens[at].is_symbol(")")) --depth;
    ++at;
  } while (depth > 0 && at < tokens.size());
  return at;
}

std::size_t after_name(const Tokens& tokens, std::size_t at) {
  ++at;
  while (at + 1 < tokens.size() && tokens[at].is_symbol(".")) at += 2;
  return at;
}

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_name;
}

/// Where the argument that begins here ends; the same place when there is none of that kind.
std::size_t after_argument(const Tokens& tokens, std::size_t at, NativeArgument argument) {
  if (argument == NativeArgument::none || at >= tokens.size()) return at;
  const sql::Token& token = tokens[at];
  switch (argument) {
    case NativeArgument::none:
      return at;
    case NativeArgument::name:
      return is_name(token) ? after_name(tokens, at) : at;
    case NativeArgument::number:
      return token.kind == sql::TokenKind::number ? at + 1 : at;
    case NativeArgument::string:
      return token.kind == sql::TokenKind::string ? at + 1 : at;
    case NativeArgument::parentheses:
      return token.is_symbol("(") ? after_parentheses(tokens, at) : at;
    case NativeArgument::value:
      return is_name(token) ? after_name(tokens, at) : at + (token.kind == sql::TokenKind::symbol ? 0 : 1);
    case NativeArgument::rest:
      return tokens.size();
  }
  return at;
}

std::string_view argument_word(NativeArgument argument) {
  switch (argument) {
    case NativeArgument::name:
      return "a name";
    case NativeArgument::number:
      return "a number";
    case NativeArgument::string:
      return "a string";
    case NativeArgument::parentheses:
      return "`( … )`";
    default:
      return "a value";
  }
}

void report_unknown(const ir::NativeClause& clause, std::string_view found, NativeScope scope, const Dialect& dialect,
                    diag::Sink& sink) {
  auto& diagnostic =
      sink.report(diag::unknown_native_clause, clause.at, {std::string(dialect.display_name), std::string(found)});
  std::vector<std::string> known;
  for (const NativeRow& row : dialect.native_clauses) {
    if (row.scope == scope && !row.words.empty()) known.emplace_back(row.words);
  }
  if (const std::string suggestion = diag::did_you_mean(found, known); !suggestion.empty()) {
    diagnostic.helps.push_back(suggestion);
  } else if (!known.empty()) {
    diagnostic.helps.push_back(fmt::format("what may stand here: `{}`", fmt::join(known, "`, `")));
  }
}

/// The clauses of one text; empty after a report.
std::vector<ir::NativeClause> split(const ir::NativeClause& clause, NativeScope scope, const Dialect& dialect,
                                    diag::Sink& sink) {
  const Tokens tokens = sql::tokenize(clause.text);
  std::vector<ir::NativeClause> result;
  std::size_t at = 0;
  while (at < tokens.size()) {
    const NativeRow* row = row_at(tokens, at, scope, dialect);
    if (row == nullptr) {
      report_unknown(clause, to_lower(tokens[at].text), scope, dialect, sink);
      return {};
    }
    at += words_of(row->words).size();
    if (row->argument == NativeArgument::value && at < tokens.size() && tokens[at].is_symbol("=")) ++at;
    const std::size_t end = after_argument(tokens, at, row->argument);
    if (end == at && row->argument != NativeArgument::none && row->argument != NativeArgument::rest) {
      sink.report(
          diag::native_clause_argument, clause.at,
          {std::string(dialect.display_name), std::string(row->words), std::string(argument_word(row->argument))});
      return {};
    }
    ir::NativeClause read = clause;
    read.keyword = row->words;
    if (end > at) read.argument = clause.text.substr(tokens[at].begin, tokens[end - 1].end - tokens[at].begin);
    read.text = read.argument.empty() ? read.keyword : read.keyword + " " + read.argument;
    result.push_back(std::move(read));
    at = end;
  }
  return result;
}

class Reader {
 public:
  Reader(const Dialect& dialect, diag::Sink& sink) : dialect_(dialect), sink_(sink) {}

  void read(std::vector<ir::NativeClause>& clauses, NativeScope scope) {
    std::vector<ir::NativeClause> result;
    for (const ir::NativeClause& clause : clauses) {
      for (ir::NativeClause& part : split(clause, scope, dialect_, sink_)) result.push_back(std::move(part));
    }
    clauses = std::move(result);
  }

  void read(ir::Physical& physical, NativeScope scope) {
    read(physical.native, scope);
    for (ir::Index& index : physical.indexes) {
      read(index.native, NativeScope::index);
      for (ir::IndexPart& part : index.parts) read(part.native, NativeScope::index_part);
    }
    if (!physical.partitioning) return;
    for (ir::Partition& partition : physical.partitioning->partitions) read(partition.native, NativeScope::partition);
  }

  void read(ir::Table& table) {
    read(table.physical, NativeScope::table);
    for (ir::Column& column : table.columns) read(column.native, NativeScope::column);
    if (table.primary_key) read(table.primary_key->native, NativeScope::key);
    for (ir::Key& key : table.unique_keys) read(key.native, NativeScope::key);
    for (ir::ForeignKey& key : table.foreign_keys) read(key.native, NativeScope::foreign_key);
    for (ir::Check& check : table.checks) read(check.native, NativeScope::check);
  }

 private:
  const Dialect& dialect_;
  diag::Sink& sink_;
};

}  // namespace

std::vector<ir::NativeClause> split_native_clause(const ir::NativeClause& clause, NativeScope scope,
                                                  const Dialect& dialect, diag::Sink& sink) {
  return split(clause, scope, dialect, sink);
}

void read_native_clauses(ir::Schema& schema, const Dialect& dialect, diag::Sink& sink) {
  Reader reader(dialect, sink);
  for (ir::Table& table : schema.tables) reader.read(table);
  for (ir::View& view : schema.views) {
    reader.read(view.physical, view.is_materialized ? NativeScope::materialized_view : NativeScope::view);
  }
}

}  // namespace kura::dialect
