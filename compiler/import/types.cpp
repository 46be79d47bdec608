// Types: words, arguments, arrays and parameters; what they mean by the dialect's table, then by the portable aliases.
#include "compiler/import/types.h"

#include <algorithm>
#include <charconv>

#include "compiler/ast/type_aliases.h"
#include "compiler/base/ascii.h"

namespace kura::import {
namespace {

// The longest spelling: `timestamp with time zone`, `national character varying`.
constexpr std::size_t kMostWords = 4;

struct Spelling {
  std::string words;  // lower case, single blanks
  Tokens arguments;   // with their parentheses
  std::size_t length = 0;
};

bool is_word(const Token& token) {
  return token.kind == TokenKind::word || token.kind == TokenKind::quoted_name;
}

std::size_t behind_group(Tokens tokens, std::size_t at, std::string_view open, std::string_view close) {
  int depth = 0;
  for (; at < tokens.size(); ++at) {
    if (tokens[at].is_symbol(open)) ++depth;
    if (tokens[at].is_symbol(close) && --depth == 0) return at + 1;
  }
  return tokens.size();
}

std::int32_t number_of(Tokens argument) {
  std::int32_t number = -1;
  if (argument.size() != 1) return number;
  const std::string_view text = argument[0].text;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class TypeReader {
 public:
  TypeReader(Tokens tokens, const Context& context) : tokens_(tokens), context_(context) {}

  ReadType read() {
    // `pg_catalog.int4`, `public.order_status`
    std::size_t skipped = 0;
    while (skipped + 2 < tokens_.size() && is_word(tokens_[skipped]) && tokens_[skipped + 1].is_symbol("."))
      skipped += 2;
    const Tokens whole = tokens_;
    tokens_ = tokens_.subspan(skipped);
    ReadType result = read_element();
    result.length += skipped;
    tokens_ = whole;
    read_arrays(result);
    return result;
  }

 private:
  ReadType read_element() {
    if (tokens_.empty()) {
      ReadType none;
      if (context_.reading.other_type != nullptr) none.type = context_.reading.other_type({});
      return none;
    }
    if (tokens_.front().kind == TokenKind::quoted_name)
      return unknown({name_of(tokens_.front(), context_.rules()), {}, 1});
    if (tokens_.size() > 1 && tokens_[1].is_symbol("<")) return read_parameters();
    for (std::size_t words = kMostWords; words > 0; --words) {
      const Spelling spelling = spelling_of(words);
      if (spelling.length == 0) continue;
      ReadType result;
      if (look_up(spelling, result)) return result;
    }
    const Spelling first = spelling_of(1);
    ReadType result = unknown(first);
    if (!is_native_type(context_, first.words)) {
      const ir::Type other =
          context_.reading.other_type == nullptr ? ir::Type() : context_.reading.other_type(first.words);
      if (other.kind != ir::TypeKind::native || !other.native.empty()) result.type = other;
    }
    return result;
  }

  /// So many words, with the arguments behind any of them: `timestamp(3) with time zone`.
  [[nodiscard]] Spelling spelling_of(std::size_t words) const {
    Spelling result;
    std::size_t at = 0;
    for (std::size_t i = 0; i < words; ++i) {
      if (at >= tokens_.size() || tokens_[at].kind != TokenKind::word) return {};
      append(result.words, " ", to_lower(tokens_[at++].text));
      if (at >= tokens_.size() || !tokens_[at].is_symbol("(") || !result.arguments.empty()) continue;
      const std::size_t end = behind_group(tokens_, at, "(", ")");
      result.arguments = tokens_.subspan(at, end - at);
      at = end;
    }
    result.length = at;
    return result;
  }

  /// `float(p)`: of so many binary digits.
  static bool read_float(const Spelling& spelling, ReadType& result) {
    if (spelling.words != "float" || spelling.arguments.size() != 3) return false;
    constexpr int kReal = 24;
    constexpr int kDouble = 53;
    const int digits = number_of(spelling.arguments.subspan(1, 1));
    if (digits < 1 || digits > kDouble) return false;
    result.type.kind = digits <= kReal ? ir::TypeKind::real : ir::TypeKind::double_;
    return true;
  }

  bool look_up(const Spelling& spelling, ReadType& result) const {
    result.length = spelling.length;
    if (read_float(spelling, result)) return true;
    for (const dialect::TypeSpelling& row : context_.reading.types) {
      if (row.words != spelling.words && row.words != spelling.words + argument_text(spelling)) continue;
      result.type.kind = row.kind;
      result.note = row.note;
      result.counts = row.counts;
      const bool has_arguments = row.words == spelling.words;
      if (row.kind == ir::TypeKind::native) {
        result.type.native = native_text(spelling);
        return true;
      }
      if (has_arguments) set_arguments(spelling, result.type);
      const bool is_cut = row.kind == ir::TypeKind::real && !spelling.arguments.empty();
      if (is_cut && has_arguments) result.note = "it takes no arguments there";
      if (result.type.length < 0 && row.length >= 0) {
        result.type.length = row.length;
        result.type.scale = row.scale;
      }
      return true;
    }
    const std::string_view portable = ast::portable_type_word(spelling.words);
    const bool is_own = portable != spelling.words && is_native_type(context_, spelling.words);
    if (portable.empty() || is_own) return false;
    for (std::size_t i = 0; i < ir::kPortableTypeCount; ++i) {
      const auto kind = static_cast<ir::TypeKind>(i);
      if (ir::type_word(kind) != portable) continue;
      result.type.kind = kind;
      set_arguments(spelling, result.type);
      // Of whole numbers they are the width in which a client shows them.
      const bool is_whole_number = kind >= ir::TypeKind::boolean && kind <= ir::TypeKind::hugeint;
      const bool takes_none = ir::type_arguments(kind) == ir::TypeArguments::none;
      if (takes_none && !is_whole_number && !spelling.arguments.empty()) result.note = "it takes no arguments there";
      return true;
    }
    return false;
  }

  [[nodiscard]] std::string argument_text(const Spelling& spelling) const {
    return portable_text(spelling.arguments, context_.rules());
  }
  [[nodiscard]] std::string native_text(const Spelling& spelling) const {
    std::string text;
    for (const Token& token : tokens_.first(spelling.length)) {
      if (!text.empty() && !token.is_symbol(")") && !token.is_symbol(",") && !text.ends_with('(')) text += ' ';
      text += token.kind == TokenKind::word ? to_lower(token.text) : portable_text({&token, 1}, context_.rules());
    }
    // `set('a', 'b')`, `bit(3)`: no blank before arguments.
    for (std::size_t at = text.find(" ("); at != std::string::npos; at = text.find(" (", at)) text.erase(at, 1);
    return text;
  }

  static void set_arguments(const Spelling& spelling, ir::Type& type) {
    const std::vector<Tokens> arguments = split_at_commas(inside(spelling.arguments));
    const ir::TypeArguments takes = ir::type_arguments(type.kind);
    if (takes == ir::TypeArguments::none || arguments.empty()) return;
    const bool is_longest = arguments[0].size() == 1 && arguments[0][0].is("max");
    if (is_longest && type.kind == ir::TypeKind::varchar) type.kind = ir::TypeKind::text;
    if (is_longest && type.kind == ir::TypeKind::varbinary) type.kind = ir::TypeKind::bytes;
    type.length = number_of(arguments[0]);
    if (takes != ir::TypeArguments::decimal) return;
    type.scale = arguments.size() > 1 ? number_of(arguments[1]) : 0;
  }

  [[nodiscard]] ReadType unknown(const Spelling& spelling) const {
    ReadType result;
    result.length = spelling.length;
    const std::string name = spelling.words;
    result.type.native = spelling.length == 0 ? name : native_text(spelling);
    if (tokens_.size() > 0 && tokens_.front().kind == TokenKind::word) {
      // The words are folded like a name, strings in the arguments stay.
      const std::size_t words = spelling.words.size();
      if (result.type.native.size() >= words) result.type.native.replace(0, words, spelling.words);
    }
    if (tokens_.size() > 0 && tokens_.front().kind == TokenKind::quoted_name) result.type.native = name;
    return result;
  }

  /// `array<int>`, `map<varchar(3), int>`, `struct<a int, b: array<int>>`.
  ReadType read_parameters() const {
    ReadType result;
    result.length = behind_group(tokens_, 1, "<", ">");
    const std::string word = to_lower(tokens_[0].text);
    result.type.kind = word == "map"     ? ir::TypeKind::map
                       : word == "array" ? ir::TypeKind::array
                                         : ir::TypeKind::struct_;
    for (const Tokens part : split_parameters(tokens_.subspan(2, result.length - 3))) {
      ir::TypeField field;
      std::size_t at = 0;
      if (result.type.kind == ir::TypeKind::struct_ && !part.empty()) {
        field.name = name_of(part[at++], context_.rules());
        if (at < part.size() && part[at].is_symbol(":")) ++at;
      }
      field.type = read_type(part.subspan(at), context_).type;
      result.type.fields.push_back(std::move(field));
    }
    return result;
  }

  static std::vector<Tokens> split_parameters(Tokens tokens) {
    std::vector<Tokens> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (tokens[i].is_symbol("(") || tokens[i].is_symbol("<")) ++depth;
      if (tokens[i].is_symbol(")") || tokens[i].is_symbol(">")) --depth;
      if (depth > 0 || !tokens[i].is_symbol(",")) continue;
      parts.push_back(tokens.subspan(begin, i - begin));
      begin = i + 1;
    }
    if (begin < tokens.size()) parts.push_back(tokens.subspan(begin));
    return parts;
  }

  /// `int[]`, `int[3][]`, `int array`.
  void read_arrays(ReadType& result) const {
    const auto make_array = [&] {
      ir::Type array;
      array.kind = ir::TypeKind::array;
      array.fields.push_back({{}, std::move(result.type)});
      result.type = std::move(array);
    };
    while (result.length < tokens_.size() && tokens_[result.length].is_symbol("[")) {
      result.length = behind_group(tokens_, result.length, "[", "]");
      make_array();
    }
    if (result.length < tokens_.size() && tokens_[result.length].is("array")) {
      ++result.length;
      make_array();
    }
  }

  Tokens tokens_;
  const Context& context_;
};

}  // namespace

bool is_native_type(const Context& context, std::string_view words) {
  const std::string_view first = words.substr(0, std::min(words.find_first_of(" ("), words.size()));
  const auto& known = context.dialect.native_types;
  return std::binary_search(known.begin(), known.end(), first);
}

ReadType read_type(Tokens tokens, const Context& context) {
  return TypeReader(tokens, context).read();
}

}  // namespace kura::import
