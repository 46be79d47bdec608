// A view's SQL: what replaces what, and where each byte came from.
#include "compiler/sema/sql_body.h"

#include <algorithm>

#include "compiler/sql/relations.h"
#include "compiler/sql/tokens.h"

namespace kura::sema {
namespace {

/// The filled-in text, with the source place of its pieces.
class FilledText {
 public:
  FilledText(Lowering& lowering, const ast::RawText& written) : lowering_(lowering), written_(written) {}

  std::string fill() {
    const std::string_view source = written_.text;
    std::size_t done = 0;
    for (const sql::Token& token : sql::tokenize(source)) {
      add_gap(source.substr(done, token.begin - done), done);
      if (token.text.find("${") == std::string_view::npos) {
        add(token.text, token.begin);
      } else {
        add_token(token);
      }
      done = token.end;
    }
    add_gap(source.substr(done), done);
    while (!text_.empty() && (text_.back() == ' ' || text_.back() == '\n')) text_.pop_back();
    return std::move(text_);
  }

  /// The place in the source of bytes of the filled-in text.
  [[nodiscard]] SourceRange place(std::uint32_t begin, std::uint32_t end) const {
    const std::uint32_t first = written_.at.begin + source_offset(begin);
    const std::uint32_t last = written_.at.begin + source_offset(end);
    return {written_.at.buffer, first, std::max(first + 1, last)};
  }

 private:
  struct Piece {
    std::size_t begin;   // in the filled-in text
    std::size_t source;  // in the written one
  };

  void add(std::string_view text, std::size_t source) {
    const bool continues = !pieces_.empty() && text_.size() - pieces_.back().begin == source - pieces_.back().source;
    if (!continues) pieces_.push_back({text_.size(), source});
    text_ += text;
  }

  void add_token(const sql::Token& token) {
    const SourceRange at{written_.at.buffer, written_.at.begin + token.begin, written_.at.begin + token.end};
    pieces_.push_back({text_.size(), token.begin});
    text_ += lowering_.parameters.fill_in_sql(token.text, at);
    pieces_.push_back({text_.size(), token.end});
  }

  /// White space and comments. Kura's `//` comments are nothing to an engine and are left out.
  void add_gap(std::string_view gap, std::size_t source) {
    std::size_t done = 0;
    std::size_t at = 0;
    while (at + 1 < gap.size()) {
      const std::string_view two = gap.substr(at, 2);
      if (two == "/*") {
        at = end_of(gap, "*/", at, 2);
      } else if (two == "--") {
        at = end_of(gap, "\n", at, 0);
      } else if (two == "//") {
        add(gap.substr(done, at - done), source + done);
        done = at = end_of(gap, "\n", at, 0);
      } else {
        ++at;
      }
    }
    add(gap.substr(done), source + done);
  }
  static std::size_t end_of(std::string_view gap, std::string_view mark, std::size_t from, std::size_t length) {
    const std::size_t found = gap.find(mark, from);
    return found == std::string_view::npos ? gap.size() : found + length;
  }

  [[nodiscard]] std::uint32_t source_offset(std::size_t place) const {
    const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), place,
                                        [](std::size_t p, const Piece& piece) { return p < piece.begin; });
    if (after == pieces_.begin()) return 0;
    const Piece& piece = *(after - 1);
    const std::size_t offset = piece.source + (place - piece.begin);
    const std::size_t limit = after == pieces_.end() ? written_.text.size() : after->source;
    return static_cast<std::uint32_t>(std::min(offset, limit));
  }

  Lowering& lowering_;
  const ast::RawText& written_;
  std::string text_;
  std::vector<Piece> pieces_;
};

/// Relations that some engine brings along: nobody declares them.
bool is_system_name(const Vocabulary& vocabulary, const std::vector<std::string>& parts) {
  const bool is_qualified = parts.size() > 1;
  const std::string name = is_qualified ? parts[parts.size() - 2] + "." : parts[0];
  for (const DialectWords& words : vocabulary.dialects) {
    for (const std::string_view known : words.system_relations) {
      if (known.ends_with('.') ? name == known : !is_qualified && name.starts_with(known)) return true;
    }
  }
  return false;
}

/// The relation that a name of a query stands for; reports an unknown one.
const Relation* resolve(const Lowering& lowering, const sql::RelationName& found, SourceRange at,
                        std::string_view schema) {
  if (found.parts.size() > 2) return nullptr;  // in another database, which is not ours
  const std::string_view written_schema =
      found.parts.size() > 1 ? std::string_view(found.parts[0]) : std::string_view();
  const std::string& name = found.parts.back();
  const Relation* relation = lowering.relations.find(written_schema, name, schema);
  if (relation != nullptr && relation->kind == RelationKind::enumeration) relation = nullptr;
  if (relation != nullptr && relation->is_here) return relation;
  // A path into a column, a catalog's relation: not ours, and nothing to report.
  const bool is_system = relation == nullptr && is_system_name(lowering.vocabulary, found.parts);
  if (found.may_be_path || is_system) return nullptr;
  if (relation != nullptr) {
    report_absent(lowering, name, at, relation->declaration->only_on);
  } else {
    report_unknown_relation(lowering, written_schema, name, at, schema);
  }
  return nullptr;
}

}  // namespace

ir::SqlBody lower_body(Lowering& lowering, const ast::RawText& written, std::string_view schema, bool is_native) {
  FilledText filled(lowering, written);
  ir::SqlBody body;
  body.text = filled.fill();
  body.is_native = is_native;
  body.at = written.at;
  for (const sql::RelationName& found : sql::find_relations(body.text)) {
    const Relation* relation = resolve(lowering, found, filled.place(found.begin, found.end), schema);
    if (relation != nullptr) body.relations.push_back({found.begin, found.end, to_name(*relation)});
  }
  return body;
}

}  // namespace kura::sema
