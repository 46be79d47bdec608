// CREATE VIEW and CREATE MATERIALIZED VIEW: the header, the query in portable quotes, what stands behind it.
#include <algorithm>
#include <charconv>

#include "compiler/base/ascii.h"
#include "compiler/import/queries.h"
#include "compiler/import/readers.h"
#include "compiler/import/types.h"

namespace kura::import {
namespace {

using dialect::NativeScope;

class ViewReader {
 public:
  ViewReader(const Part& statement, Context& context) : statement_(statement), context_(context) {}

  ir::View read() {
    const Part name = *statement_.find(Rule::qualifiedName);
    view_.name = created_name(name, context_);
    view_.at = name.at();
    for (const Part& modifier : statement_.all(Rule::viewModifier)) read_modifier(modifier);
    scope_ = view_.is_materialized ? NativeScope::materialized_view : NativeScope::view;
    read_options();
    return std::move(view_);
  }

 private:
  void read_modifier(const Part& modifier) {
    if (modifier.begins_with("materialized")) view_.is_materialized = true;
    if (modifier.begins_with("algorithm")) {
      const std::string value = to_lower(modifier.tokens().back().text);
      if (value != "undefined") modifier_words_.emplace_back("algorithm " + value);
    }
    if (modifier.begins_with("definer")) {
      // Without blanks: as the server prints it, whoever created the view.
      is_printed_by_server_ = modifier.tokens()[0].end == modifier.tokens()[1].begin;
      if (!is_printed_by_server_) modifier_words_.emplace_back("definer = " + written(modifier.tokens().subspan(2)));
    }
    const bool is_default = is_printed_by_server_ && modifier.tokens().back().is("definer");
    if (modifier.begins_with("sql") && !is_default) set_security(modifier.tokens().back());
  }

  /// An account as it stands: its quotes mean something.
  static std::string written(Tokens tokens) {
    std::string text;
    for (const Token& token : tokens) text += token.text;
    return text;
  }

  void set_security(const Token& word) {
    if (word.is("invoker")) view_.security = ir::ViewSecurity::invoker;
    if (word.is("definer")) view_.security = ir::ViewSecurity::definer;
    if (word.is("none")) view_.security = ir::ViewSecurity::none;
  }

  void read_options() {
    std::vector<Token> own;
    SourceRange at = statement_.at();
    for (const Part& option : statement_.all(Rule::tableOption)) {
      if (const auto item = option.find(Rule::optionItem)) {
        own.insert(own.end(), item->tokens().begin(), item->tokens().end());
        continue;
      }
      read_own(own, at);
      own.clear();
      at = option.at();
      if (option.begins_with("comment")) {
        view_.comment = string_of(option.tokens().back(), context_.rules());
      } else if (option.begins_with("refresh")) {
        read_refresh(option.tokens().subspan(1), option.at());
      } else if (!read_physical_option(option, view_.physical, context_)) {
        add_native(own_words(option.tokens(), context_), option.at());
      }
    }
    read_own(own, at);
    const Part definition = *statement_.find(Rule::asQuery);
    read_query(definition.find(Rule::query)->tokens(), definition.at());
    for (std::string& words : modifier_words_) add_native(std::move(words), statement_.at());
  }

  /// Words before AS: `SECURITY INVOKER`, `AUTO REFRESH YES`, an engine's own.
  void read_own(Tokens own, SourceRange at) {
    if (own.size() == 2 && own[0].is("security")) return set_security(own[1]);
    if (!own.empty() && own.back().is("auto")) {
      is_automatic_ = true;
      own = own.first(own.size() - 1);
    }
    if (!own.empty()) add_native(own_words(own, context_), at);
  }

  void add_native(std::string words, SourceRange at) {
    for (ir::NativeClause& clause : native_clauses(std::move(words), scope_, at, context_))
      view_.physical.native.push_back(std::move(clause));
  }

  void read_refresh(Tokens words, SourceRange at) {
    ir::Refresh refresh;
    refresh.at = at;
    if (is_automatic_) {
      refresh.mode = words.front().is("yes") ? ir::RefreshMode::automatic : ir::RefreshMode::manual;
      view_.refresh = std::move(refresh);
      return;
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const Token& word = words[i];
      if (word.is("deferred")) refresh.is_deferred = true;
      if (word.is("async") || word.is("on_change")) refresh.mode = ir::RefreshMode::automatic;
      if (word.is("incremental")) refresh.mode = ir::RefreshMode::incremental;
      if (word.kind == TokenKind::string) refresh.starting = string_of(word, context_.rules());
      if (!word.is("interval") || i + 2 >= words.size()) continue;
      refresh.mode = ir::RefreshMode::every;
      const std::string_view number = words[i + 1].text;
      std::from_chars(number.data(), number.data() + number.size(), refresh.every);
      refresh.unit = to_lower(words[i + 2].text);
    }
    view_.refresh = std::move(refresh);
  }

  void read_query(Tokens query, SourceRange at) {
    query = read_query_tail(query, at);
    // There `||` means OR: such a query is this engine's own.
    const bool has_bars = std::any_of(query.begin(), query.end(), [](const Token& it) { return it.is_symbol("||"); });
    view_.body.is_native = has_bars && !context_.reading.concatenates_with_bars;
    view_.body.text = view_.body.is_native ? written_query(query) : query_text(query, context_);
    if (const auto columns = statement_.find(Rule::viewColumns)) read_columns(*columns, query);
    view_.body.at = at;
  }

  static std::string written_query(Tokens query) {
    const char* begin = query.front().text.data();
    return {begin, query.back().text.data() + query.back().text.size()};
  }

  /// WITH NO DATA, WITH CHECK OPTION, WITH NO SCHEMA BINDING: not of the query.
  Tokens read_query_tail(Tokens query, SourceRange at) {
    const auto ends_with = [&](std::initializer_list<std::string_view> words) {
      if (query.size() <= words.size()) return false;
      return std::equal(words.begin(), words.end(), query.end() - static_cast<std::ptrdiff_t>(words.size()),
                        [](std::string_view word, const Token& token) { return token.is(word); });
    };
    if (ends_with({"with", "no", "data"})) {
      view_.with_no_data = true;
      return query.first(query.size() - 3);
    }
    if (ends_with({"with", "data"})) return query.first(query.size() - 2);
    if (ends_with({"with", "no", "schema", "binding"})) {
      view_.no_schema_binding = true;
      return query.first(query.size() - 4);
    }
    for (const std::size_t length : {std::size_t{3}, std::size_t{4}}) {
      if (!ends_with({"check", "option"}) || query.size() <= length) continue;
      if (!query[query.size() - length].is("with")) continue;
      add_native(lower_text(query.last(length)), at);
      return query.first(query.size() - length);
    }
    return query;
  }

  void read_columns(const Part& columns, Tokens query) {
    std::vector<std::string> names;
    bool has_comments = false;
    for (const Part& column : columns.all(Rule::viewColumn)) {
      ir::ViewColumn read;
      read.name = name_of(*column.find(Rule::name), context_);
      read.at = column.at();
      if (const auto comment = column.find(Rule::string))
        read.comment = string_of(comment->tokens().front(), context_.rules());
      has_comments = has_comments || !read.comment.empty();
      names.push_back(read.name);
      view_.columns.push_back(std::move(read));
    }
    for (const Part& index : columns.all(Rule::inlineIndex)) read_inline_index(index, view_.physical, context_);
    if (context_.reading.lists_view_columns) return;
    view_.columns.clear();
    if (output_names(query, context_) != names)
      view_.body.text = with_column_names(view_, names, view_.body.text, context_);
  }

  const Part& statement_;
  Context& context_;
  ir::View view_;
  NativeScope scope_ = NativeScope::view;
  std::vector<std::string> modifier_words_;
  bool is_automatic_ = false;
  bool is_printed_by_server_ = false;
};

}  // namespace

void create_view(const Part& statement, Context& context) {
  ir::View view = ViewReader(statement, context).read();
  // A dump may create a stand-in of the same name first, so that views may read each other, and puts this in its
  // place.
  if (ir::View* before = find_view(context, view.name)) {
    if (statement.has("replace")) {
      *before = std::move(view);
    } else if (!statement.find(Rule::ifNotExists)) {
      context.sink.report(import_declared_twice, view.at, {ir::to_text(view.name)});
    }
    return;
  }
  if (is_taken(context, view.name)) {
    context.sink.report(import_declared_twice, view.at, {ir::to_text(view.name)});
    return;
  }
  context.schema.views.push_back(std::move(view));
}

}  // namespace kura::import
