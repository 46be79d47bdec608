// Cutting text at its words and quotes, and the order of views that follows from it.
#include "runtime/inspect/pieces.h"

#include <set>

#include "compiler/base/ascii.h"

namespace kura::inspect {
namespace {

/// The end of what begins with a quote at `at`.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && quote != '`') {
      ++at;
    } else if (text[at] == quote) {
      if (at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return text.size();
}

template <class Belongs>
std::size_t end_of_run(std::string_view text, std::size_t at, Belongs belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

bool is_word_part(char c) {
  return is_name_part(c) || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::string name_of(const Piece& piece) {
  if (piece.kind == PieceKind::word) return std::string(piece.text);
  std::string name;
  for (std::size_t i = 1; i + 1 < piece.text.size(); ++i) {
    name += piece.text[i];
    if (piece.text[i] == '`') ++i;
  }
  return name;
}

class ViewSorter {
 public:
  explicit ViewSorter(const std::map<QualifiedName, std::string>& queries) : queries_(queries) {
    for (const auto& [name, query] : queries) by_name_.emplace(name.second, name);
  }

  std::vector<QualifiedName> sorted() {
    for (const auto& [name, query] : queries_) place(name);
    return std::move(names_);
  }

 private:
  /// Any name in a query may be that of a view: one that is not only makes the order narrower.
  void place(const QualifiedName& name) {
    if (!seen_.insert(name).second) return;
    for (const Piece& piece : pieces_of(queries_.at(name))) {
      if (piece.kind != PieceKind::quoted_name && piece.kind != PieceKind::word) continue;
      const auto [first, last] = by_name_.equal_range(name_of(piece));
      for (auto it = first; it != last; ++it) place(it->second);
    }
    names_.push_back(name);
  }

  const std::map<QualifiedName, std::string>& queries_;
  std::multimap<std::string, QualifiedName> by_name_;
  std::set<QualifiedName> seen_;
  std::vector<QualifiedName> names_;
};

}  // namespace

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at < text.size()) {
    Piece piece;
    std::size_t end = at + 1;
    if (text[at] == '`') {
      piece.kind = PieceKind::quoted_name;
      end = end_of_quoted(text, at);
    } else if (text[at] == '\'' || text[at] == '"') {
      piece.kind = PieceKind::string;
      end = end_of_quoted(text, at);
    } else if (is_word_part(text[at])) {
      piece.kind = PieceKind::word;
      end = end_of_run(text, at, is_word_part);
    } else if (is_space(text[at])) {
      piece.kind = PieceKind::blank;
      end = end_of_run(text, at, is_space);
    }
    piece.text = text.substr(at, end - at);
    pieces.push_back(piece);
    at = end;
  }
  return pieces;
}

std::vector<QualifiedName> views_in_order(const std::map<QualifiedName, std::string>& queries) {
  return ViewSorter(queries).sorted();
}

}  // namespace kura::inspect
