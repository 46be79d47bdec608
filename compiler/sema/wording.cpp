// Wording: lists, counts, suggestions.
#include "compiler/sema/wording.h"

#include "compiler/diag/suggest.h"

namespace kura::sema {
namespace {

constexpr std::size_t kMostSuggestedErrors = 200;
constexpr std::size_t kLongestList = 12;

}  // namespace

std::string listed(const std::vector<std::string>& names, std::string_view conjunction) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", conjunction) : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text;
}

std::string listed(std::span<const ast::Name> names, std::string_view conjunction) {
  std::vector<std::string> texts;
  for (const ast::Name& name : names) texts.emplace_back(name.text);
  return listed(texts, conjunction);
}

std::string counted(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string to_text(const ast::QualifiedName& name) {
  return name.schema.text.empty() ? std::string(name.name.text)
                                  : fmt::format("{}.{}", name.schema.text, name.name.text);
}

void suggest(diag::Diagnostic& diagnostic, std::string_view name, const std::vector<std::string>& known,
             std::string_view there_is) {
  std::string suggestion = diag::did_you_mean(name, known);
  if (!suggestion.empty()) {
    diagnostic.helps.push_back(std::move(suggestion));
  } else if (!there_is.empty() && !known.empty() && known.size() <= kLongestList) {
    diagnostic.notes.push_back(fmt::format("{} {}", there_is, listed(known)));
  }
}

bool is_suggesting(const diag::Sink& sink) {
  return sink.error_count() <= kMostSuggestedErrors;
}

}  // namespace kura::sema
