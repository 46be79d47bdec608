// JSON: whether a text is one value of it, as RFC 8259 has it.
#include "compiler/base/ascii.h"
#include "compiler/dialect/starrocks/literals.h"

namespace kura::dialect::starrocks {
namespace {

// Deeper than anybody's default; keeps the recursion small.
constexpr int kDeepest = 64;

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool read_all() {
    const bool is_value = value(0);
    skip_blanks();
    return is_value && at_ == text_.size();
  }

 private:
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  bool take_after_blanks(std::string_view word) {
    skip_blanks();
    return take(word);
  }

  bool value(int depth) {
    if (depth > kDeepest) return false;
    skip_blanks();
    switch (peek()) {
      case '{':
        return list(depth, "}", true);
      case '[':
        return list(depth, "]", false);
      case '"':
        return string();
      default:
        return take("true") || take("false") || take("null") || number();
    }
  }

  bool list(int depth, std::string_view close, bool has_keys) {
    ++at_;
    if (take_after_blanks(close)) return true;
    do {
      skip_blanks();
      if (has_keys && !(string() && take_after_blanks(":"))) return false;
      if (!value(depth + 1)) return false;
    } while (take_after_blanks(","));
    return take_after_blanks(close);
  }

  bool string() {
    if (!take("\"")) return false;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    return take("\"");
  }

  bool digits() {
    const std::size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ > begin;
  }

  bool number() {
    (void)take("-");
    if (!take("0") && !digits()) return false;
    if (take(".") && !digits()) return false;
    if (take("e") || take("E")) {
      if (!take("-")) (void)take("+");
      return digits();
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_json(std::string_view text) {
  return JsonReader(text).read_all();
}

}  // namespace kura::dialect::starrocks
