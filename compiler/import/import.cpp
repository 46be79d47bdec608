// Which statement goes to which reader, and which are no schema.
#include "compiler/import/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/base/ascii.h"
#include "compiler/import/parse.h"
#include "compiler/import/readers.h"
#include "compiler/import/settle.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

/// What begins with these words changes no schema.
constexpr auto kNoSchema = std::to_array<std::string_view>(
    {"set",     "select", "insert",   "update", "delete",  "copy",      "lock",     "unlock",  "begin",      "commit",
     "start",   "end",    "rollback", "pragma", "analyze", "vacuum",    "reindex",  "load",    "unload",     "refresh",
     "explain", "show",   "describe", "do",     "call",    "revoke",    "truncate", "replace", "merge",      "with",
     "reset",   "flush",  "optimize", "check",  "release", "savepoint", "prepare",  "execute", "deallocate", "discard",
     "listen",  "notify", "cluster",  "repair", "submit",  "admin",     "cancel",   "kill",    "export"});
/// Kinds of objects whose statements are read.
constexpr auto kReadKinds =
    std::to_array<std::string_view>({"table", "view", "index", "type", "schema", "database", "sequence"});
/// Kinds of objects of a server or database that no schema of a warehouse has to do with.
constexpr auto kServerKinds = std::to_array<std::string_view>(
    {"extension", "user", "role", "group", "server", "tablespace", "publication", "subscription", "language", "login",
     "resource", "catalog", "access", "event trigger", "default", "system", "warehouse"});
constexpr std::size_t kLongestHead = 16;

template <std::size_t Size>
bool is_one_of(const Token& token, const std::array<std::string_view, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.is(word); });
}

class Importer {
 public:
  explicit Importer(Context& context) : context_(context) {}

  void read(const Statement& statement) {
    const Token& verb = statement.tokens.front();
    if (is_search_path(statement)) return set_search_path(statement);
    if (is_about_rows(statement))
      return pass_over("ALTER TABLE … " + to_upper(lower_text(last(statement, 2))), statement);
    if (verb.is("create") || verb.is("alter") || verb.is("drop")) return read_definition(statement);
    if (verb.is("comment") || verb.is("grant") || verb.is("rename")) return read_by_grammar(statement);
    if (verb.is("use")) {
      if (statement.tokens.size() == 2) context_.search_path = {name_of(statement.tokens[1], context_.rules())};
      return;
    }
    if (verb.is("refresh")) fill_view(statement);
    if (verb.is("cluster") && cluster(statement)) return;
    if (is_one_of(verb, kNoSchema)) return pass_over(to_upper(verb.text), statement);
    report_unreadable(statement, SyntaxError{0});
  }

 private:
  static Tokens last(const Statement& statement, std::size_t count) { return Tokens(statement.tokens).last(count); }

  /// ALTER TABLE t DISABLE KEYS stands before the INSERTs of a dump.
  static bool is_about_rows(const Statement& statement) {
    if (statement.tokens.size() < 5 || !statement.tokens.front().is("alter")) return false;
    const Tokens words = last(statement, 2);
    return words[1].is("keys") && (words[0].is("disable") || words[0].is("enable"));
  }

  static bool is_search_path(const Statement& statement) {
    return statement.tokens.size() > 3 && statement.tokens[0].is("set") && statement.tokens[1].is("search_path");
  }

  /// `SET search_path = a, "B", 'c'`; a dump sets it to nothing.
  void set_search_path(const Statement& statement) {
    context_.search_path.clear();
    for (const Token& token : Tokens(statement.tokens).subspan(3)) {
      if (token.kind == TokenKind::symbol) continue;
      const bool is_string = token.kind == TokenKind::string;
      std::string name = is_string ? string_of(token, context_.rules()) : name_of(token, context_.rules());
      if (!name.empty() && name != "pg_catalog" && name != "$user") context_.search_path.push_back(std::move(name));
    }
  }

  /// REFRESH MATERIALIZED VIEW v: it is not left empty after all.
  void fill_view(const Statement& statement) {
    if (statement.tokens.size() < 4 || !statement.tokens[1].is("materialized")) return;
    const Tokens name = Tokens(statement.tokens).subspan(3);
    ir::View* view = find_view(context_, qualified_name(name, context_));
    if (view == nullptr) return;
    view->with_no_data = false;
    if (view->refresh) view->refresh->is_deferred = false;
  }

  /// CLUSTER t USING i says which index orders the rows, as ALTER TABLE t CLUSTER ON i does.
  bool cluster(const Statement& statement) {
    const Tokens tokens(statement.tokens);
    const auto is_using = [](const Token& it) { return it.is("using"); };
    const auto found = std::find_if(tokens.begin(), tokens.end(), is_using);
    const auto place = static_cast<std::size_t>(found - tokens.begin());
    if (place + 2 != tokens.size() || place < 2) return false;
    const std::size_t first = tokens[1].is("verbose") ? 2 : 1;
    ir::Table* table = find_table(context_, qualified_name(tokens.subspan(first, place - first), context_));
    if (table == nullptr) return false;
    const std::string words = "cluster on " + own_words(tokens.last(1), context_);
    for (ir::NativeClause& clause : native_clauses(words, dialect::NativeScope::table, statement.at, context_))
      table->physical.native.push_back(std::move(clause));
    return true;
  }

  void pass_over(std::string what, const Statement& statement) {
    ++context_.passed_over.try_emplace(std::move(what), 0, statement.at).first->second.first;
  }

  /// The token that names the kind of object: behind OR REPLACE, TEMPORARY, UNIQUE, DEFINER = … .
  static const Token* kind_of(const Statement& statement) {
    const std::size_t end = std::min(statement.tokens.size(), kLongestHead);
    for (std::size_t i = 1; i < end; ++i) {
      const Token& token = statement.tokens[i];
      if (is_one_of(token, kReadKinds) || is_one_of(token, kServerKinds)) return &token;
      if (is_left_out(token)) return &token;
    }
    return nullptr;
  }

  static bool is_left_out(const Token& token) {
    static constexpr auto kKinds = std::to_array<std::string_view>(
        {"function", "procedure", "trigger",   "rule",     "policy",     "domain",     "aggregate",
         "operator", "cast",      "collation", "event",    "statistics", "conversion", "transform",
         "model",    "macro",     "package",   "synonym",  "datashare",  "pipe",       "routine",
         "text",     "large",     "foreign",   "external", "virtual"});
    return is_one_of(token, kKinds);
  }

  void read_definition(const Statement& statement) {
    const Token* kind = kind_of(statement);
    if (kind == nullptr) return report_unreadable(statement, SyntaxError{1});
    const bool has_foreign_table = kind->is("foreign") || kind->is("external");
    if (has_foreign_table) {
      const Token* next = kind + 1;
      const bool is_table = next < statement.tokens.data() + statement.tokens.size() && next->is("table");
      if (!is_table) return pass_over(verb_and_kind(statement, *kind), statement);
      return read_by_grammar(statement);
    }
    if (is_one_of(*kind, kReadKinds)) return read_known(statement, *kind);
    if (is_one_of(*kind, kServerKinds)) return pass_over(verb_and_kind(statement, *kind), statement);
    if (!statement.tokens.front().is("create")) return pass_over(verb_and_kind(statement, *kind), statement);
    const Token* name = kind + 1;
    if (kind->is("domain")) note_domain(statement, name);
    if (kind->is("collation")) note_collation(statement, name);
    const Token* end = statement.tokens.data() + statement.tokens.size();
    if (kind->is("virtual") && name < end && name->is("table")) ++name;
    const bool has_name = name < end;
    if (kind->is("virtual") && has_name) context_.left_out[{{}, name_of(*name, context_.rules())}] = {};
    context_.sink.report(statement_left_out, {statement.at.buffer, statement.tokens.front().begin, kind->end},
                         {verb_and_kind(statement, *kind), has_name ? object_name(statement, name) : std::string()});
  }

  /// Columns name it as the search path finds it.
  void note_collation(const Statement& statement, const Token* name) {
    const Token* end = statement.tokens.data() + statement.tokens.size();
    if (name >= end) return;
    const bool is_qualified = name + 2 < end && name[1].is_symbol(".");
    const Tokens written(name, is_qualified ? 3 : 1);
    const ir::QualifiedName created = created_name(written, context_);
    context_.collations[created.name] = created.schema;
  }

  /// Its columns have the type that it is made of.
  void note_domain(const Statement& statement, const Token* name) {
    const Tokens tokens = Tokens(statement.tokens).subspan(static_cast<std::size_t>(name - statement.tokens.data()));
    std::size_t at = 0;
    while (at + 2 < tokens.size() && tokens[at + 1].is_symbol(".")) at += 2;
    if (at + 1 >= tokens.size()) return;
    const std::string key = name_of(tokens[at++], context_.rules());
    if (tokens[at].is("as")) ++at;
    context_.domains[key] = read_type(tokens.subspan(at), context_).type;
  }

  static std::string verb_and_kind(const Statement& statement, const Token& kind) {
    return to_upper(statement.tokens.front().text) + " " + to_upper(kind.text);
  }

  std::string object_name(const Statement& statement, const Token* name) const {
    const Token* end = statement.tokens.data() + statement.tokens.size();
    const Token* last = name;
    while (last + 2 < end && last[1].is_symbol(".")) last += 2;
    return portable_text(Tokens(name, last + 1), context_.rules());
  }

  void read_known(const Statement& statement, const Token& kind) {
    const bool is_namespace = kind.is("schema") || kind.is("database");
    if (is_namespace && !statement.tokens.front().is("create"))
      return pass_over(verb_and_kind(statement, kind), statement);
    read_by_grammar(statement);
  }

  void read_by_grammar(const Statement& statement) {
    const auto parsed = parse(statement, context_.rules());
    if (const auto* error = std::get_if<SyntaxError>(&parsed)) {
      if (statement.tokens.front().is("grant") && !is_of_relations(statement)) return pass_over("GRANT", statement);
      return report_unreadable(statement, *error);
    }
    const Part part(std::get<Node>(parsed), statement);
    switch (part.rule()) {
      case Rule::createTable:
        return create_table(part, context_);
      case Rule::createIndex:
        return create_index(part, context_);
      case Rule::createView:
        return create_view(part, context_);
      case Rule::createType:
        return create_type(part, context_);
      case Rule::createSequence:
        return create_sequence(part, context_);
      case Rule::createNamespace:
        return create_namespace(part, context_);
      case Rule::alterTable:
        return alter_object(part, context_);
      case Rule::commentOn:
        return comment_on(part, context_);
      case Rule::grant:
        return grant(part, context_);
      case Rule::dropObject:
        return drop_object(part, context_);
      case Rule::renameTable:
        return rename_table(part, context_);
      default:
        return report_unreadable(statement, SyntaxError{0});
    }
  }

  /// GRANT role TO user has no object, GRANT … ON *.* has all of them.
  static bool is_of_relations(const Statement& statement) {
    const auto holds = [&](auto is_it) { return std::any_of(statement.tokens.begin(), statement.tokens.end(), is_it); };
    return holds([](const Token& it) { return it.is("on"); }) &&
           !holds([](const Token& it) { return it.is_symbol("*"); });
  }

  void report_unreadable(const Statement& statement, const SyntaxError& error) {
    const bool is_end = error.token >= statement.tokens.size();
    const Token& token = is_end ? statement.tokens.back() : statement.tokens[error.token];
    auto& diagnostic = context_.sink.report(statement_unreadable, {statement.at.buffer, token.begin, token.end});
    diagnostic.notes.emplace_back(is_end ? "it ends too early" : fmt::format("`{}` was not expected here", token.text));
  }

  Context& context_;
};

void report_passed_over(Context& context) {
  for (const auto& [what, found] : context.passed_over) {
    const auto& [count, at] = found;
    std::string statements = fmt::format("{} `{}` statement{}", count, what, count == 1 ? "" : "s");
    auto& diagnostic = context.sink.report(statement_no_schema, at, {std::move(statements)});
    if (count > 1) diagnostic.notes.emplace_back("this is the first of them");
  }
  for (const auto& [name, found] : context.left_out) {
    const auto& [count, at] = found;
    if (count == 0) continue;
    auto& diagnostic = context.sink.report(
        statement_no_schema, at,
        {fmt::format("{} statement{} on `{}`, which is left out", count, count == 1 ? "" : "s", ir::to_text(name))});
    if (count > 1) diagnostic.notes.emplace_back("this is the first of them");
  }
}

}  // namespace

ir::Schema read(std::span<const BufferId> texts, const dialect::Dialect& dialect, const std::string& warehouse,
                const SourceManager& sources, diag::Sink& sink) {
  Context context{dialect, dialect::reading_of(dialect), sink};
  context.schema.warehouse.name = warehouse;
  context.schema.warehouse.dialect = dialect.name;
  Importer importer(context);
  for (const BufferId text : texts) {
    StatementReader statements(sources.text(text), text, context.rules());
    context.search_path.clear();
    while (const std::optional<Statement> statement = statements.next()) importer.read(*statement);
  }
  report_passed_over(context);
  settle(context);
  return std::move(context.schema);
}

}  // namespace kura::import
