// parse: reads a file declaration by declaration, so that the parse tree of one is freed before the next is read.
#include "compiler/parse/parse.h"

#include <algorithm>
#include <exception>

#include "compiler/base/check.h"
#include "compiler/diag/kinds.h"
#include "compiler/parse/build_declaration.h"
#include "compiler/parse/error_strategy.h"
#include "compiler/parse/source_check.h"
#include "compiler/parse/token_source.h"
#include "compiler/parse/words.h"

namespace kura::parse {
namespace {

// Comments inside a view's SQL or an engine's words are part of that text.
bool is_inside_raw_text(const std::vector<SourceRange>& raw_texts, SourceRange at) {
  auto next = std::upper_bound(raw_texts.begin(), raw_texts.end(), at);
  return next != raw_texts.begin() && std::prev(next)->end >= at.end;
}

void report_unused_docs(const Build& build) {
  for (std::size_t i = 0; i < build.list.docs.size(); ++i) {
    const SourceRange at = build.list.docs[i].at;
    if (!build.docs_used[i] && !is_inside_raw_text(build.raw_texts, at)) {
      build.sink.report(diag::unattached_doc_comment, at);
    }
  }
}

void add_comments(const Build& build, ast::File& file) {
  for (const DocLine& doc : build.list.docs) {
    if (!is_inside_raw_text(build.raw_texts, doc.at)) file.docs.push_back(doc.at);
  }
  for (const SourceRange at : build.list.comments) {
    if (!is_inside_raw_text(build.raw_texts, at)) file.comments.push_back({at});
  }
}

void read_declarations(Build& build, std::vector<SourceToken>& tokens, ast::File& file) {
  TokenStream stream(tokens);
  TreeParser parser(&stream);
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
  const auto strategy =
      std::make_shared<ErrorStrategy>(stream, build.sources.text(build.buffer), build.list.is_cut,
                                      SyntaxReport(stream, build.buffer, build.sink, parser.getVocabulary()));
  parser.setErrorHandler(strategy);
  while (!stream.current().is(antlr4::Token::EOF)) {
    if (!is_declaration_word(stream.current().kind)) {
      strategy->skip_unknown_declaration();
      continue;
    }
    const Node& node = *parser.declaration();
    if (!is_broken(node)) {
      if (std::optional<ast::Declaration> declaration = declaration_of(build, node)) {
        file.declarations.push_back(std::move(*declaration));
      }
    }
    parser.drop_tree();
  }
}

ast::File parse_source(SourceManager& sources, BufferId buffer, diag::Sink& sink, Options options) {
  ast::File file;
  file.buffer = buffer;
  if (!check_source(sources, buffer, sink)) return file;
  const std::size_t errors_before = sink.error_count();
  TokenList list = read_tokens(sources, buffer, sink, options.keep_comments);
  Build build{sources, buffer, sink, list, std::vector<bool>(list.docs.size())};
  read_declarations(build, list.tokens, file);
  std::sort(build.raw_texts.begin(), build.raw_texts.end());
  // Next to a mistake a doc comment may have lost what it describes.
  if (sink.error_count() == errors_before) report_unused_docs(build);
  add_comments(build, file);
  return file;
}

}  // namespace

ast::File parse(SourceManager& sources, BufferId buffer, diag::Sink& sink, Options options) {
  try {
    return parse_source(sources, buffer, sink, options);
  } catch (const std::exception& error) {
    KURA_CHECK(false, error.what());
  }
}

}  // namespace kura::parse
