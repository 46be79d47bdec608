// Pieces: text of engines that quote names by backquotes, cut at its words and quotes.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kura::inspect {

enum class PieceKind : std::uint8_t { quoted_name, string, word, symbol, blank };

struct Piece {
  PieceKind kind = PieceKind::symbol;
  std::string_view text;

  [[nodiscard]] bool is_symbol(std::string_view symbol) const { return kind == PieceKind::symbol && text == symbol; }
};

/// The whole text in pieces. A symbol is one character; a backslash in a string escapes what follows.
std::vector<Piece> pieces_of(std::string_view text);

using QualifiedName = std::pair<std::string, std::string>;  // database, object

/// The names of views (with their queries) in an order in which they could be created: those first that others read.
std::vector<QualifiedName> views_in_order(const std::map<QualifiedName, std::string>& queries);

}  // namespace kura::inspect
