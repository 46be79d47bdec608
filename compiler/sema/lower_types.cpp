// Types: portable words and their arguments, enums, engines' own types.
#include "compiler/sema/lower_types.h"

#include <algorithm>
#include <limits>

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"
#include "compiler/diag/kinds.h"
#include "compiler/sema/wording.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

constexpr std::int64_t kMostFractionalDigits = 9;

std::string_view first_word(std::string_view words) {
  return words.substr(0, words.find(' '));
}

std::optional<ir::TypeKind> kind_of(std::string_view portable) {
  static const std::unordered_map<std::string_view, ir::TypeKind> kinds = [] {
    std::unordered_map<std::string_view, ir::TypeKind> result;
    for (std::size_t i = 0; i < ir::kPortableTypeCount; ++i) {
      const auto kind = static_cast<ir::TypeKind>(i);
      result.emplace(ir::type_word(kind), kind);
    }
    return result;
  }();
  const auto found = kinds.find(portable);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

class TypeLowerer {
 public:
  TypeLowerer(Lowering& lowering, std::string_view schema, DialectList native)
      : lowering_(lowering), schema_(schema), native_(native) {}

  std::optional<ir::Type> lower(const ast::TypeReference& written) {
    std::optional<ir::Type> type = lower_element(written);
    for (std::uint32_t i = 0; type && i < written.array_suffixes; ++i) {
      ir::Type array;
      array.kind = ir::TypeKind::array;
      array.fields.push_back({{}, std::move(*type)});
      type = std::move(array);
    }
    return type;
  }

 private:
  std::optional<ir::Type> lower_element(const ast::TypeReference& written) {
    if (written.is_quoted) return named_type(written);
    const std::string_view portable = ast::portable_type_word(written.words);
    // An engine's own word goes before an alias of the same spelling.
    const bool is_own = portable != written.words && is_known_native(written.words);
    if (is_own) return native_type(written);
    if (!portable.empty()) {
      const std::optional<ir::TypeKind> kind = kind_of(portable);
      if (kind) return lower_portable(written, *kind);
    }
    return named_type(written);
  }

  std::optional<ir::Type> named_type(const ast::TypeReference& written) {
    if (const Relation* relation = lowering_.relations.find_enum(written.words, schema_)) {
      return lower_enum(written, *relation);
    }
    report_unknown(written);
    return std::nullopt;
  }

  /// Some word of it is one of the dialects' own; `int unsigned` begins with a portable one.
  [[nodiscard]] bool is_known_native(std::string_view words) const {
    if (native_.empty()) return false;
    if (is_native_word(first_word(words), NativeWord::type, native_, lowering_.vocabulary)) return true;
    if (ast::portable_type_word(first_word(words)).empty()) return false;
    for (std::size_t at = words.find(' '); at != std::string_view::npos; at = words.find(' ', at + 1)) {
      const std::string_view word = first_word(words.substr(at + 1));
      if (is_native_word(word, NativeWord::type, native_, lowering_.vocabulary)) return true;
    }
    return false;
  }

  ir::Type native_type(const ast::TypeReference& written) {
    ir::Type type;
    type.kind = ir::TypeKind::native;
    std::string text(lowering_.sources.slice(written.at));
    while (text.ends_with("[]")) text.resize(text.size() - 2);
    type.native = sql::normalized(lowering_.parameters.fill_in_sql(text, written.at));
    return type;
  }

  std::optional<ir::Type> lower_enum(const ast::TypeReference& written, const Relation& relation) {
    if (!relation.is_here) {
      report_absent(lowering_, written.words, written.at, relation.declaration->only_on);
      return std::nullopt;
    }
    if (!takes_no_arguments(written)) return std::nullopt;
    ir::Type type;
    type.kind = ir::TypeKind::enumeration;
    type.enum_name = to_name(relation);
    return type;
  }

  std::optional<ir::Type> lower_portable(const ast::TypeReference& written, ir::TypeKind kind) {
    const ir::TypeArguments takes = ir::type_arguments(kind);
    if (takes == ir::TypeArguments::parameters) return lower_nested(written, kind);
    if (!written.parameters.empty()) {
      lowering_.sink.report(diag::type_parameters, written.at, {std::string(written.words), "no types in `<…>`"});
      return std::nullopt;
    }
    ir::Type type;
    type.kind = kind;
    const bool is_good =
        takes == ir::TypeArguments::none ? takes_no_arguments(written) : read_arguments(written, takes, type);
    return is_good ? std::optional(std::move(type)) : std::nullopt;
  }

  bool takes_no_arguments(const ast::TypeReference& written) {
    if (written.arguments.empty()) return true;
    report_count(written, "no arguments");
    return false;
  }

  void report_count(const ast::TypeReference& written, std::string_view takes) {
    lowering_.sink.report(diag::type_argument_count, written.at,
                          {std::string(written.words), std::string(takes), std::to_string(written.arguments.size())});
  }

  bool read_arguments(const ast::TypeReference& written, ir::TypeArguments takes, ir::Type& type) {
    const std::size_t most = takes == ir::TypeArguments::decimal ? 2 : 1;
    if (written.arguments.size() > most) {
      report_count(written, most == 2 ? "a precision and a scale" : "one argument");
      return false;
    }
    if (written.arguments.empty()) return true;
    if (takes == ir::TypeArguments::length && equals_ignoring_case(written.arguments[0], "max"))
      return make_longest(type);
    const auto first = read_argument(written, 0, word_of(takes), least_of(takes), most_of(takes));
    if (!first) return false;
    type.length = *first;
    if (written.arguments.size() < 2) return true;
    const auto scale = read_argument(written, 1, "scale", 0, *first);
    if (!scale) return false;
    type.scale = *scale;
    return true;
  }

  /// `varchar(max)` says "as long as the engine takes", which is what the types without a length say.
  static bool make_longest(ir::Type& type) {
    if (type.kind == ir::TypeKind::varchar) type.kind = ir::TypeKind::text;
    if (type.kind == ir::TypeKind::varbinary) type.kind = ir::TypeKind::bytes;
    return true;
  }

  static std::string_view word_of(ir::TypeArguments takes) {
    return takes == ir::TypeArguments::length ? "length" : "precision";
  }
  static std::int64_t least_of(ir::TypeArguments takes) { return takes == ir::TypeArguments::precision ? 0 : 1; }
  static std::int64_t most_of(ir::TypeArguments takes) {
    return takes == ir::TypeArguments::precision ? kMostFractionalDigits : std::numeric_limits<std::int32_t>::max();
  }

  std::optional<std::int32_t> read_argument(const ast::TypeReference& written, std::size_t which, std::string_view what,
                                            std::int64_t least, std::int64_t most) {
    const std::string text = lowering_.parameters.fill_in(written.arguments[which], written.at);
    const std::optional<std::int64_t> number = to_whole_number(text);
    if (number && *number >= least && *number <= most) return static_cast<std::int32_t>(*number);
    if (text.find("${") != std::string::npos) return std::nullopt;  // unknown, and reported
    const bool has_limit = most < std::numeric_limits<std::int32_t>::max();
    const std::string range = has_limit ? fmt::format("{} to {}", least, most) : fmt::format("at least {}", least);
    lowering_.sink.report(diag::type_argument_range, written.at,
                          {std::string(what), std::string(written.words), range, fmt::format("`{}`", text)});
    return std::nullopt;
  }

  std::optional<ir::Type> lower_nested(const ast::TypeReference& written, ir::TypeKind kind) {
    const std::size_t wanted = kind == ir::TypeKind::array ? 1 : kind == ir::TypeKind::map ? 2 : 0;
    const bool is_struct = kind == ir::TypeKind::struct_;
    const bool is_counted = is_struct ? !written.parameters.empty() : written.parameters.size() == wanted;
    bool is_good = is_counted && written.arguments.empty();
    ir::Type type;
    type.kind = kind;
    ColumnNames fields;
    for (const ast::TypeParameter& parameter : written.parameters) {
      is_good = is_good && parameter.field.text.empty() != is_struct;
      if (is_struct) check_field(fields, parameter.field);
      std::optional<ir::Type> element = lower(parameter.type);
      if (!element) return std::nullopt;
      type.fields.push_back({std::string(parameter.field.text), std::move(*element)});
    }
    if (is_good) return type;
    const std::string_view takes = kind == ir::TypeKind::array ? "one type: `array<int>`"
                                   : kind == ir::TypeKind::map ? "a key's type and a value's: `map<int, text>`"
                                                               : "fields with their types: `struct<a: int, b: text>`";
    lowering_.sink.report(diag::type_parameters, written.at, {std::string(written.words), std::string(takes)});
    return std::nullopt;
  }

  void check_field(ColumnNames& fields, const ast::Name& field) {
    if (field.text.empty()) return;
    if (const auto before = fields.add(field)) {
      auto& diagnostic = lowering_.sink.report(diag::given_twice, field.at, {std::string(field.text)});
      diagnostic.labels.push_back({fields.place(*before), "first given here"});
    }
  }

  void report_unknown(const ast::TypeReference& written) {
    if (written.is_quoted) return report_unknown_enum(written);
    const std::string word(first_word(written.words));
    const std::vector<std::string> owners = dialects_knowing(word, NativeWord::type, lowering_.vocabulary);
    if (!owners.empty() && native_.empty()) return report_native_type(written, owners);
    if (report_words_behind(written)) return;
    auto& diagnostic = lowering_.sink.report(diag::unknown_type, written.at, {std::string(written.words)});
    if (!owners.empty()) diagnostic.notes.push_back(fmt::format("`{}` is a type of {}", word, listed(owners)));
    if (!is_suggesting(lowering_.sink)) return;
    std::vector<std::string> known;
    for (std::string_view portable : ast::portable_type_words()) known.emplace_back(portable);
    for (std::string& name : lowering_.relations.enum_names()) known.push_back(std::move(name));
    for (const NativeWord kind : {NativeWord::type, NativeWord::column}) {
      for (std::string& name : native_words(kind, native_, lowering_.vocabulary)) known.push_back(std::move(name));
    }
    suggest(diagnostic, written.words, known);
    if (!diagnostic.helps.empty()) return;
    if (owners.empty()) diagnostic.helps.push_back("`kura types` lists them all");
    suggest_column_words(diagnostic);
  }

  /// In a `for` block an engine's own words for a column may stand in the place of the type.
  void suggest_column_words(diag::Diagnostic& diagnostic) {
    std::vector<std::string> words = native_words(NativeWord::column, native_, lowering_.vocabulary);
    if (words.empty()) return;
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    diagnostic.notes.push_back(fmt::format("words that {} has for columns: {}", listed(native_), listed(words)));
  }

  void report_unknown_enum(const ast::TypeReference& written) {
    auto& diagnostic = lowering_.sink.report(diag::unknown_type, written.at, {std::string(written.words)});
    suggest(diagnostic, written.words, lowering_.relations.enum_names(), "the enums are");
    if (!ast::portable_type_word(written.words).empty())
      diagnostic.helps.push_back("in quotes it is an enum's name; write the type without them");
  }

  void report_native_type(const ast::TypeReference& written, const std::vector<std::string>& owners) {
    auto& diagnostic =
        lowering_.sink.report(diag::native_type_outside_for, written.at, {std::string(written.words), listed(owners)});
    diagnostic.helps.push_back(
        fmt::format("declare the column with a portable type, and write `for {} {{ column … {}; }}`", owners.front(),
                    written.words));
  }

  /// `int unsigned`: the first words are a type, and the rest is no attribute. True when that was reported.
  bool report_words_behind(const ast::TypeReference& written) {
    for (std::size_t cut = written.words.rfind(' '); cut != std::string_view::npos && cut > 0;
         cut = written.words.rfind(' ', cut - 1)) {
      const std::string_view before = written.words.substr(0, cut);
      const bool is_type =
          !ast::portable_type_word(before).empty() || lowering_.relations.find_enum(before, schema_) != nullptr;
      if (!is_type) continue;
      report_native(lowering_, written.words.substr(cut + 1), written.at, NativeWord::column);
      return true;
    }
    return false;
  }

  Lowering& lowering_;
  std::string_view schema_;
  DialectList native_;
};

/// Where the nth word of a type stands in its text, outside of arguments; and what stands before it.
struct Cut {
  std::size_t offset = 0;
  std::size_t arguments = 0;
  std::uint32_t arrays = 0;
  bool has_parameters = false;
};

Cut cut_before(std::string_view text, std::size_t word) {
  Cut cut;
  std::size_t words = 0;
  int depth = 0;
  for (const sql::Token& token : sql::tokenize(text)) {
    if (depth == 0 && token.kind == sql::TokenKind::word && words++ == word) {
      cut.offset = token.begin;
      break;
    }
    if (token.is_symbol("(") && depth == 0) ++cut.arguments;
    if (token.is_symbol(",") && depth == 1) ++cut.arguments;
    if (token.is_symbol("<")) cut.has_parameters = true;
    if (token.is_symbol("[")) ++cut.arrays;
    if (token.is_symbol("(") || token.is_symbol("<")) ++depth;
    if ((token.is_symbol(")") || token.is_symbol(">")) && depth > 0) --depth;
  }
  return cut;
}

}  // namespace

std::optional<ir::Type> lower_type(Lowering& lowering, const ast::TypeReference& written, std::string_view schema,
                                   DialectList native) {
  return TypeLowerer(lowering, schema, native).lower(written);
}

SplitType split_native_words(Lowering& lowering, const ast::TypeReference& written, std::string_view schema,
                             DialectList native) {
  const std::string_view words = written.words;
  const bool is_type = written.is_quoted || !ast::portable_type_word(words).empty() ||
                       lowering.relations.find_enum(words, schema) != nullptr || native.empty() ||
                       (is_native_word(words, NativeWord::type, native, lowering.vocabulary));
  if (is_type) return {written, {}};
  std::size_t place = 0;
  std::size_t number = 0;
  while (!is_native_word(first_word(words.substr(place)), NativeWord::column, native, lowering.vocabulary)) {
    place = words.find(' ', place);
    if (place == std::string_view::npos) return {written, {}};
    ++place;
    ++number;
  }
  const std::string_view text = lowering.sources.slice(written.at);
  const Cut cut = cut_before(text, number);
  SplitType result;
  const auto begin = written.at.begin + static_cast<std::uint32_t>(cut.offset);
  result.native = {text.substr(cut.offset), {written.at.buffer, begin, written.at.end}};
  if (number == 0) return result;
  ast::TypeReference type = written;
  type.words = words.substr(0, place - 1);
  type.arguments.resize(std::min(type.arguments.size(), cut.arguments));
  if (!cut.has_parameters) type.parameters.clear();
  type.array_suffixes = cut.arrays;
  std::size_t end = cut.offset;
  while (end > 0 && is_space(text[end - 1])) --end;
  type.at.end = type.at.begin + static_cast<std::uint32_t>(end);
  result.type = std::move(type);
  return result;
}

}  // namespace kura::sema
